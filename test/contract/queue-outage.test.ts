import { describe, expect, it, vi } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import type { Due, Outcome } from '../../src/jobs/queue.ts';
import { engineSchema, openQueueOn } from './queues.ts';
import { postgresDatabase, postgresServer, runOn, surroundings } from './stores.ts';

const TOPIC = 'reminders.slack';
const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 15_000, interval: 20 });

describe.skipIf(postgresServer === undefined).each(engineSchema.options)('Queue %s, when its database goes away', (engine) => {
  it('loses nothing, does nothing twice, and goes on by itself', async () => {
    const server = postgresServer ?? '';
    const database = await postgresDatabase(server);
    const name = new URL(database.url).pathname.slice(1);
    const said: string[] = [];
    const log: Log = { ...surroundings.log, error: (_fields, message) => void said.push(message), info: (_fields, message) => void said.push(message) };
    const { queue, close } = await openQueueOn(engine, database.address, {}, { ...surroundings, log });
    const seen: Due[] = [];
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    queue.work(TOPIC, async (due) => {
      seen.push(...due);
      await finished;
      return due.map(({ key }): Outcome => ({ key, status: 'done' }));
    });
    const job = (key: string, ms: number) => ({ topic: TOPIC, key, runAt: new Date(Date.now() + ms) });
    await queue.start();
    await queue.schedule([job('in hand', 0)]);
    await until(() => expect(seen).toHaveLength(1));
    await queue.schedule([job('due meanwhile', 500), job('due later', 60 * 60_000)]);

    await runOn(server, `alter database ${name} allow_connections false`);
    await runOn(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    finish();
    await until(() => expect(said).toEqual([expect.stringMatching(/database .*What is due waits; it is tried again every second/)]));
    await expect(queue.schedule([job('refused', 0)])).rejects.toMatchObject({ name: 'StoreError' });

    await runOn(server, `alter database ${name} allow_connections true`);
    await until(() => expect(seen.map(({ key }) => key)).toEqual(['in hand', 'due meanwhile']));
    expect(said.at(-1)).toMatch(/has its database back/);
    await queue.schedule([job('accepted', 0)]);
    await until(() => expect(seen.map(({ key }) => key)).toEqual(['in hand', 'due meanwhile', 'accepted']));
    await close();
    await database.drop();
  });
});
