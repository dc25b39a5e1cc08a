import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { z } from 'zod';

const started = z.object({ request: z.instanceof(IncomingMessage) });
const watching = new Set<(request: string) => void>();

// Node.js says when a request reaches a server of this process, before the server has looked at it: what the fake platform
// spends on checking a long reply is not the bot's time. https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
subscribe('http.server.request.start', (message) => {
  const { request } = started.parse(message);
  for (const look of watching) look(`${request.method} :${request.socket.localPort}${request.url}`);
});

const WITHIN_MS = 10_000;

/** Resolves with the time, by `performance.now()`, at which the next such request arrives. */
export function arrival(wanted: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      watching.delete(look);
      reject(new Error(`No ${wanted.source} within ${WITHIN_MS} ms`));
    }, WITHIN_MS);
    const look = (request: string): void => {
      if (!wanted.test(request)) return;
      clearTimeout(late);
      watching.delete(look);
      resolve(performance.now());
    };
    watching.add(look);
  });
}
