import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { addressOf } from './address.ts';
import { type Answer, plain } from './answer.ts';
import { createMisses } from './misses.ts';
import { createRoutes } from './routes.ts';
import type { WebSettings } from './settings.ts';

/** Steward's own pages. A port that cannot be had holds nothing else up: it is tried again every minute. */
export interface WebServer {
  /** Resolves when it listens, or when that was tried and why not is in the log. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Where links to it lead; see `addressOf`. */
  address(): ReturnType<typeof addressOf>;
}

interface Needs {
  readonly settings: WebSettings;
  /** The calendar behind a secret; undefined when there is none. */
  readonly calendar: (secret: string) => Promise<string | undefined>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whoever connects is a stranger: little is read from them, and nobody is waited for long. */
const LIMITS = { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000 } as const;
const SILENT_MS = 30_000;
const MOST_CONNECTIONS = 256;
const MOST_REQUESTS_A_CONNECTION = 1_000;
const TRY_AGAIN_MS = 60_000;
const STOP_WITHIN_MS = 1_000;

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it: set STEWARD_WEB_PORT to a port that is free',
  EACCES: 'Steward may not have it: set STEWARD_WEB_PORT to a port above 1023',
  EADDRNOTAVAIL: 'this computer has no such address: set STEWARD_HOST to one that it has',
  ENOTFOUND: 'there is no computer of that name: set STEWARD_HOST to an address of this one',
};

export function createWebServer({ settings, calendar, clock, log }: Needs): WebServer {
  const route = createRoutes({ calendar, misses: createMisses(clock) });
  const server = createServer(LIMITS, (request, response) => void serve(request, response));
  Object.assign(server, { maxConnections: MOST_CONNECTIONS, maxRequestsPerSocket: MOST_REQUESTS_A_CONNECTION, timeout: SILENT_MS });
  server.on('clientError', refuse);
  let again: NodeJS.Timeout | undefined;
  let isStopping = false;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', headers } = request;
    const answer = await route({ method, target, ifNoneMatch: headers['if-none-match'], from: callerOf(request) }).catch((error: unknown) => {
      log.error({ type: error instanceof Error ? error.name : typeof error }, 'a calendar could not be made: look at the database');
      return plain(503, 'The calendar cannot be read just now. Try again in a minute.', { 'retry-after': '60' });
    });
    send(request, response, answer);
  }

  async function listen(isFirst: boolean): Promise<void> {
    const { host, port } = settings;
    const code = await listening(server, host, port);
    if (code === undefined) {
      // From now on an error is of one connection that could not be taken.
      server.on('error', (error) => log.warn({ type: error.name }, 'a connection could not be taken'));
      return log.info({ host, port: portOf(server) }, 'calendar links are served');
    }
    if (isFirst) log.warn({ host, port, code }, `calendar links are not served on port ${port}, and all else goes on: ${WHY[code] ?? 'it could not be had'}`);
    if (!isStopping) again = setTimeout(() => void listen(false), TRY_AGAIN_MS).unref();
  }

  return {
    start: () => listen(true),
    address: () => addressOf(settings, portOf(server)),
    stop: () => {
      isStopping = true;
      clearTimeout(again);
      return new Promise((stopped) => {
        server.close(() => stopped());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS).unref();
      });
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || (request.headers['content-length'] ?? '0') !== '0';
  // What is sent to us is not read, and so nothing can follow it on this connection.
  if (hasBody) response.setHeader('connection', 'close');
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(request.method === 'HEAD' ? '' : body);
}

/** A request that is none. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large', ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' }[error.code ?? ''];
  if (socket.writable && error.code !== 'ECONNRESET') socket.end(`HTTP/1.1 ${status ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else socket.destroy();
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** A proxy on this computer says who asks it, at the end of what others may have put there. */
function callerOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return LOOPBACK.test(peer) && forwarded ? forwarded.slice(0, 64) : peer;
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

/** @returns why it cannot: the system's code */
const listening = (server: Server, host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? 'unknown');
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
