import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPReceiver, type HTTPReceiverOptions } from '@slack/bolt';
import type { Log } from '../../core/log.ts';
import { describe } from './failures.ts';
import { parsedJson } from './said.ts';
import type { Transport } from './transport.ts';

/** Slack's largest payloads are some hundred kilobytes. */
const LONGEST_BODY = 1_000_000;
const FORM = 'application/x-www-form-urlencoded';

interface Needs {
  readonly host: string;
  readonly port: number;
  readonly receiver: HTTPReceiverOptions;
  readonly log: Log;
  /** Called as soon as Slack sends something: finding out whose token answers it takes time already. */
  readonly onArrival: () => void;
}

/**
 * HTTP. Bolt checks signatures, serves `/slack/events`, and the pages of an installation; the server is ours,
 * so that it listens where it is told to, and so that a body Bolt would choke on (`null` is JSON too) does not reach it.
 */
export function createHttp({ host, port, receiver: options, log, onArrival }: Needs): { receiver: HTTPReceiver; transport: Transport } {
  const receiver = new HTTPReceiver(options);
  let isRefusing = false;
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.warn({ platform: 'slack', error: describe(error) }, 'an HTTP request could not be served');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isRefusing) return refuse(response, 503);
    onArrival();
    if (request.method !== 'POST') return void receiver.requestListener(request, response);
    const body = await bodyOf(request);
    if (body === undefined) return refuse(response, 413);
    if (!isObject(body.toString(), request.headers['content-type'])) return refuse(response, 400);
    receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  }

  const transport: Transport = {
    open: () => listen(server, host, port),
    refuseNew: () => {
      isRefusing = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return { receiver, transport };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' });
  response.end();
}

/** @returns undefined when it is longer than anything Slack sends. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
    length += chunks.at(-1)?.length ?? 0;
    if (length > LONGEST_BODY) return undefined;
  }
  return Buffer.concat(chunks);
}

/** Whether the body holds an object: a form does, JSON only when it says so, and a form's `payload` is JSON again. */
function isObject(body: string, contentType: string | undefined): boolean {
  const payload = contentType?.startsWith(FORM) === true ? new URLSearchParams(body).get('payload') : body;
  if (payload === null) return true;
  const value = parsedJson(payload);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
