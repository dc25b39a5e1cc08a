import { type Agent, request as ask, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createWebServer } from '../../../src/adapters/web/server.ts';
import type { WebSettings } from '../../../src/adapters/web/settings.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { logInMemory } from '../../e2e/program.ts';

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export const SECRET = 'S'.repeat(43);
export const TEXT = 'BEGIN:VCALENDAR\r\nSUMMARY:Größe 🦄\r\nEND:VCALENDAR\r\n';

/** The server on a free port, which knows one secret; and ways to ask it over real sockets. */
export async function served({
  calendar = async (secret) => (secret === SECRET ? TEXT : undefined),
  settings = {},
  clock = systemClock,
}: {
  calendar?: (secret: string) => Promise<string | undefined>;
  settings?: Partial<WebSettings>;
  clock?: Clock;
} = {}) {
  const log = logInMemory();
  const server = createWebServer({ settings: { host: '127.0.0.1', port: 0, publicUrl: undefined, ...settings }, calendar, clock, log });
  await server.start();
  onTestFinished(() => server.stop());
  const base = () => server.address()?.url ?? '';

  function get(path: string, { method = 'GET', headers = {}, agent }: { method?: string; headers?: Record<string, string>; agent?: Agent } = {}): Promise<Got> {
    const { hostname, port } = new URL(base());
    return new Promise((resolve, reject) => {
      const asking = ask({ hostname, port, path, method, headers, ...(agent === undefined ? {} : { agent }) }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  /** What comes back for these bytes, until the server ends the connection. */
  function send(bytes: string | Buffer): Promise<string> {
    const { hostname, port } = new URL(base());
    return new Promise((resolve) => {
      let back = '';
      const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
      socket.on('data', (chunk) => {
        back += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(back));
    });
  }

  return { server, log, get, send, base };
}
