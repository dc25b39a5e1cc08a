import type { Store, StoreAddress, StoreSurroundings } from '../store/store.ts';
import { createQueue } from './create-queue.ts';
import type { JobStore } from './job-store.ts';
import { jobsInStore } from './jobs-in-store.ts';
import type { Queue } from './queue.ts';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.ts';

/** The queue of this database: a table beside the others in a SQLite file, pg-boss on PostgreSQL, where several nodes share it. Stop it before the store is closed. */
export async function openQueue(address: StoreAddress, { db }: Store, around: StoreSurroundings, settings: QueueSettings = QUEUE_SETTINGS): Promise<Queue> {
  return createQueue(await openJobs(), around, settings);

  async function openJobs(): Promise<JobStore> {
    if ('file' in address) return jobsInStore(db, around.clock, settings);
    // Loaded only when it is used.
    const { jobsInPgBoss } = await import('./jobs-in-pg-boss.ts');
    return jobsInPgBoss(address.url, around.log, settings);
  }
}
