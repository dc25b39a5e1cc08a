import { describe } from 'vitest';
import { z } from 'zod';
import { createQueue } from '../../src/jobs/create-queue.ts';
import { jobsInStore } from '../../src/jobs/jobs-in-store.ts';
import { openQueue } from '../../src/jobs/open-queue.ts';
import type { Queue } from '../../src/jobs/queue.ts';
import { QUEUE_SETTINGS, type QueueSettings } from '../../src/jobs/queue-settings.ts';
import { openStore, type StoreAddress, type StoreSurroundings } from '../../src/store/store.ts';
import { type CreateDatabase, postgresDatabase, postgresServer, sqliteDatabase, surroundings } from './stores.ts';

export const engineSchema = z.enum(['embedded', 'pg-boss']);
export type QueueEngine = z.output<typeof engineSchema>;

export interface OpenQueue {
  readonly queue: Queue;
  /** Stops the queue as well. */
  close(): Promise<void>;
}

/** One node: a queue with connections of its own. Not started yet. */
export async function openQueueOn(
  engine: QueueEngine,
  address: StoreAddress,
  settings: Partial<QueueSettings> = {},
  around: StoreSurroundings = surroundings,
): Promise<OpenQueue> {
  const patience = { ...QUEUE_SETTINGS, ...settings };
  const store = await openStore(address, around);
  const isUsual = engine === ('url' in address ? 'pg-boss' : 'embedded');
  const queue = isUsual ? await openQueue(address, store, around, patience) : createQueue(jobsInStore(store.db, around.clock, patience), around, patience);
  return {
    queue,
    async close() {
      await queue.stop();
      await store.close();
    },
  };
}

/** Runs a suite on every queue there is. Where there is no PostgreSQL, what needs it is reported as skipped. */
export function describeOnEveryQueue(what: string, suite: (engine: QueueEngine, create: CreateDatabase) => void): void {
  describe(`${what}, embedded on SQLite`, () => suite('embedded', sqliteDatabase));
  const server = postgresServer;
  for (const engine of engineSchema.options) {
    if (server !== undefined) describe(`${what}, ${engine} on PostgreSQL`, () => suite(engine, () => postgresDatabase(server)));
    else describe.skip(`${what}, ${engine} on PostgreSQL: no server (install postgresql, or set TEST_DATABASE_URL)`, () => suite(engine, sqliteDatabase));
  }
}
