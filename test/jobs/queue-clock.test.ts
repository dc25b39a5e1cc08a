import { expect, it, vi } from 'vitest';
import type { Outcome } from '../../src/jobs/queue.ts';
import { openQueueOn } from '../contract/queues.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';

it('goes by the clock it is given, through a year and back', async () => {
  const database = await sqliteDatabase();
  let now = new Date('2026-06-19T09:00:00Z');
  const { queue, close } = await openQueueOn('embedded', database.address, {}, { ...surroundings, clock: { now: () => now } });
  const seen: string[] = [];
  queue.work('deadlines.discord', async (due) => {
    seen.push(...due.map(({ key }) => key));
    return due.map(({ key }): Outcome => ({ key, status: 'done' }));
  });
  await queue.start();
  const at = (key: string, runAt: string) => ({ topic: 'deadlines.discord', key, runAt: new Date(runAt) });
  const until = (...keys: string[]): Promise<void> => vi.waitFor(() => expect(seen).toEqual(keys), { timeout: 5_000, interval: 10 });
  await queue.schedule([at('in a year', '2027-06-19T09:00:00Z'), at('in two', '2028-06-19T09:00:00Z'), at('now', '2026-06-19T09:00:00Z')]);
  await until('now');
  now = new Date('2027-06-19T09:00:00Z');
  await until('now', 'in a year');
  // Set back by hand: what was done is not done again.
  now = new Date('2026-06-19T09:00:00Z');
  await queue.schedule([at('next', '2026-06-19T09:00:00Z')]);
  await until('now', 'in a year', 'next');
  await close();
  await database.drop();
});
