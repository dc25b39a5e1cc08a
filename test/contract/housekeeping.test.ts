import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { createHousekeeping, type Housekeeping, type UpkeepTask } from '../../src/jobs/housekeeping.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { diskAtRest } from '../disk-at-rest.ts';
import { describeOnEveryEngine, surroundings, type TestDatabase } from './stores.ts';

describeOnEveryEngine('Housekeeping', (create) => {
  let database: TestDatabase;
  const stores: Store[] = [];
  const started: Housekeeping[] = [];
  let runs: string[];
  let errors: object[];
  const log: Log = { ...surroundings.log, error: (fields) => void errors.push(fields) };

  beforeEach(async () => {
    database = await create();
    runs = [];
    errors = [];
  });

  afterEach(async () => {
    await stopAll();
    vi.useRealTimers();
    for (const store of stores.splice(0)) await store.close();
    await database.drop();
  });

  const setTime = (now: string): void => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date(now) });

  function task(more: Partial<UpkeepTask> = {}): UpkeepTask {
    return {
      name: 'purge',
      cron: '0 3 * * *',
      timeZone: 'Europe/London',
      catchesUp: false,
      run: async () => void runs.push(new Date().toISOString()),
      ...more,
    };
  }

  /** One process. */
  async function start(...tasks: UpkeepTask[]): Promise<Housekeeping> {
    const store = await openStore(database.address, surroundings);
    stores.push(store);
    const housekeeping = createHousekeeping(tasks, store.db, log);
    await housekeeping.start();
    started.push(housekeeping);
    return housekeeping;
  }

  /** What runs ends first. */
  async function stopAll(): Promise<void> {
    for (const each of started.splice(0)) await each.stop();
  }

  /** Lets the time pass, and the database answer, which takes real time. */
  async function pass(hours: number): Promise<void> {
    for (let quarter = 0; quarter < hours * 4; quarter++) {
      await vi.advanceTimersByTimeAsync(15 * 60_000);
      for (const store of stores) await store.db.selectFrom('upkeep').selectAll().execute();
      await diskAtRest();
    }
  }

  it('runs a task once each time, on the wall clock, however many processes there are', async () => {
    // The clocks go back on the 25th.
    setTime('2026-10-24T01:00:00Z');
    await start(task());
    await start(task());
    await start(task());
    await pass(28);
    await stopAll();
    expect(runs.map((run) => run.slice(0, 16))).toEqual(['2026-10-24T02:00', '2026-10-25T03:00']);
  });

  it('runs what was missed at the next start, once, when it says so', async () => {
    setTime('2026-06-01T12:00:00Z');
    const tasks = [task({ name: 'digest', catchesUp: true, run: async () => void runs.push('digest') }), task({ run: async () => void runs.push('purge') })];
    await (await start(...tasks)).stop();
    vi.setSystemTime('2026-06-04T12:00:00Z');
    await (await start(...tasks)).stop();
    expect(runs).toEqual(['digest']);
    await start(...tasks);
    await pass(20);
    await stopAll();
    expect(runs.sort()).toEqual(['digest', 'digest', 'purge']);
  });

  it('has missed nothing at its very first start', async () => {
    setTime('2026-06-01T12:00:00Z');
    await (await start(task({ catchesUp: true }))).stop();
    expect(runs).toEqual([]);
  });

  it('follows a rule that was changed to an earlier time', async () => {
    setTime('2026-06-01T12:00:00Z');
    await (await start(task({ cron: '0 3 1 1 *' }))).stop();
    await start(task({ cron: '0 14 * * *' }));
    await pass(2);
    await stopAll();
    expect(runs).toHaveLength(1);
  });

  it('reports a task that fails without its words, and runs it again at its next time', async () => {
    setTime('2026-06-01T12:00:00Z');
    let fails = true;
    const sometimes = task({
      cron: '0 * * * *',
      run: async () => {
        if (fails) throw new RangeError('the secret is 42');
        runs.push('ran');
      },
    });
    await start(sometimes);
    await pass(1);
    await stopAll();
    expect(errors).toEqual([{ task: 'purge', type: 'RangeError' }]);
    fails = false;
    await start(sometimes);
    await pass(1);
    await stopAll();
    expect(runs).toEqual(['ran']);
  });
});
