import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { z } from 'zod';
import type { QueueSettings } from '../../src/jobs/queue-settings.ts';
import type { StoreAddress } from '../../src/store/store.ts';
import type { QueueEngine } from './queues.ts';

/** Inside the project, where the worker finds its packages. */
const worker = join(import.meta.dirname, '../../node_modules/.cache/steward-test', `queue-worker-${process.pid}.mjs`);
const eventSchema = z.object({ event: z.enum(['ready', 'took', 'done']), at: z.number(), keys: z.array(z.string()) });

type NodeEvent = z.output<typeof eventSchema>;

/** A node of the queue in a process of its own: see queue-worker.ts. */
export interface QueueNode {
  /** What it has printed so far. */
  readonly events: readonly NodeEvent[];
  /** kill -9 */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface NodeOptions {
  readonly engine: QueueEngine;
  readonly address: StoreAddress;
  readonly settings: Partial<QueueSettings>;
  readonly topic: string;
  /** How long a batch of ten takes. */
  readonly takesMs: number;
}

export async function buildQueueWorker(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./queue-worker.ts', import.meta.url))],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
}

/** Resolves when it looks for work. */
export async function startQueueNode({ engine, address, settings, topic, takesMs }: NodeOptions): Promise<QueueNode> {
  const words = [worker, engine, JSON.stringify(address), JSON.stringify(settings), topic, String(takesMs)];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const events: NodeEvent[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => events.push(eventSchema.parse(JSON.parse(line))));
  const isReady = await Promise.race([once(lines, 'line').then(() => true), once(child, 'exit').then(() => false)]);
  if (!isReady) throw new Error('the node ended before it was ready: what it said is above');
  return { events, kill: () => end(child, () => child.kill('SIGKILL')), stop: () => end(child, () => child.stdin.end()) };
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  how();
  await ended;
}
