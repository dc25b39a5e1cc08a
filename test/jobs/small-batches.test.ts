import { expect, it, vi } from 'vitest';
import { createQueue } from '../../src/jobs/create-queue.ts';
import { jobsInStore } from '../../src/jobs/jobs-in-store.ts';
import { QUEUE_SETTINGS } from '../../src/jobs/queue-settings.ts';
import { openStore } from '../../src/store/store.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';

it('claims small batches together, for each claim is a commit, and leaves some to other processes', async () => {
  const database = await sqliteDatabase();
  const store = await openStore(database.address, surroundings);
  const jobs = jobsInStore(store.db, surroundings.clock, QUEUE_SETTINGS);
  const claims: number[] = [];
  const counting: typeof jobs = {
    ...jobs,
    async claim(topic, limit) {
      const claimed = await jobs.claim(topic, limit);
      claims.push(claimed.length);
      return claimed;
    },
  };
  const queue = createQueue(counting, surroundings, QUEUE_SETTINGS);
  const handedOver: string[][] = [];
  queue.work(
    'lanes',
    async (due) => {
      handedOver.push(due.map(({ key }) => key));
      return due.map(({ key }) => ({ key, status: 'done' }));
    },
    { batch: 1, concurrency: 500 },
  );
  await queue.schedule(Array.from({ length: 24 }, (_, nth) => ({ topic: 'lanes', key: `lane ${nth}`, runAt: new Date(0) })));
  await queue.start();
  await vi.waitFor(() => expect(handedOver).toHaveLength(24), { timeout: 5_000, interval: 10 });
  expect(handedOver.every((keys) => keys.length === 1)).toBe(true);
  expect(claims).toEqual([10, 10, 4]);
  await queue.stop();
  await store.close();
  await database.drop();
});
