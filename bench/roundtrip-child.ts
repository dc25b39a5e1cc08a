import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve as pathTo } from 'node:path';
import { z } from 'zod';

const START_WITHIN_MS = 30_000;
const memorySchema = z.object({ rss: z.number(), heapUsed: z.number() });

/** Bytes after garbage collection. */
export type Memory = z.output<typeof memorySchema>;

/** A bot in a process of its own, so that its time and memory are not those of the servers it talks to. */
export interface Child {
  memory(): Promise<Memory>;
  /** @returns its exit status, null when it had to be killed */
  stop(): Promise<number | null>;
}

/** Starts Node.js with these arguments and resolves once it has printed `until`. */
export async function startChild(args: readonly string[], env: Readonly<Record<string, string>>, until: string): Promise<Child> {
  const options = ['--enable-source-maps', '--expose-gc', '--require', pathTo('bench/roundtrip-memory.cjs')];
  const child = spawn(process.execPath, [...options, ...args], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await printed(child, until);
  return {
    async memory() {
      const told = once(child, 'message');
      child.send('memory');
      const [memory] = await told;
      return memorySchema.parse(memory);
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [status] = await ended;
      return status;
    },
  };
}

async function printed(child: ChildProcess, until: string): Promise<void> {
  let out = '';
  const seen = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes(until)) resolve();
    });
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`it ended before it was ready: ${out}`)));
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`not ready after ${START_WITHIN_MS} ms: ${out}`)), START_WITHIN_MS).unref());
  try {
    await Promise.race([seen, ended, late]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  // Its end later on is no failure.
  ended.catch(() => {});
}
