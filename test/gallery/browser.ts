import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // Commands come in through one pipe and answers go out through another: no port is opened.
  '--remote-debugging-pipe',
];

/** The name of a browser on this machine. */
export const findBrowser = (): string | undefined => NAMES.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

export interface Browser {
  /** https://chromedevtools.github.io/devtools-protocol/ @throws {Error} what the browser says is wrong */
  call(method: string, params: object, session?: string): Promise<unknown>;
  close(): Promise<void>;
}

const answer = z.object({ id: z.number(), result: z.unknown(), error: z.object({ message: z.string() }).optional() });

/** Starts a browser of its own, with a profile that is gone afterwards. */
export function openBrowser(name: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'steward-gallery-'));
  const child = spawn(name, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const pipe = conversation(child);
  return {
    call: pipe,
    async close() {
      const left = new Promise((done) => child.once('exit', done));
      child.kill();
      await left;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Messages are JSON, each ended by a null character. */
function conversation(child: ChildProcess): Browser['call'] {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  let heard = '';
  fromBrowser.setEncoding('utf8').on('data', (part: string) => {
    const messages = (heard + part).split('\0');
    heard = messages.pop() ?? '';
    for (const message of messages) {
      const { data } = answer.safeParse(JSON.parse(message));
      if (data === undefined) continue;
      const { done, fail } = waiting.get(data.id) ?? {};
      if (data.error === undefined) done?.(data.result);
      else fail?.(new Error(data.error.message));
    }
  });
  let last = 0;
  return (method, params, session) =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done, fail });
      toBrowser.write(`${JSON.stringify({ id: last, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`);
    });
}
