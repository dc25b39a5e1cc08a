import { afterEach, expect, it, vi } from 'vitest';
import type { Due, Job, Outcome, Queue, Worker } from '../../src/jobs/queue.ts';
import type { QueueSettings } from '../../src/jobs/queue-settings.ts';
import { describeOnEveryQueue, type OpenQueue, openQueueOn } from './queues.ts';
import type { TestDatabase } from './stores.ts';

const TOPIC = 'reminders.slack';
const HOUR = 3_600_000;
const inMs = (ms: number): Date => new Date(Date.now() + ms);
const job = (key: string, runAt: Date, topic = TOPIC): Job => ({ topic, key, runAt });
const done = ({ key }: Due): Outcome => ({ key, status: 'done' });
/** Until it holds; it says why not when it never does. */
const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 10_000, interval: 10 });

describeOnEveryQueue('Queue', (engine, create) => {
  const databases: TestDatabase[] = [];
  const opened: OpenQueue[] = [];
  const gates: (() => void)[] = [];

  async function node(database?: TestDatabase, settings: Partial<QueueSettings> = {}): Promise<Queue> {
    const on = database ?? (await create());
    if (!databases.includes(on)) databases.push(on);
    const made = await openQueueOn(engine, on.address, { firstRetryMs: 20, ...settings });
    opened.push(made);
    return made.queue;
  }

  /** Works as told, and remembers what was handed over. */
  function working(queue: Queue, worker: (job: Due) => Outcome | Promise<Outcome> = done): Due[] {
    const seen: Due[] = [];
    queue.work(TOPIC, async (due) => {
      seen.push(...due);
      return Promise.all(due.map(worker));
    });
    return seen;
  }

  /** A promise that is kept when the test says so, at its end at the latest. */
  function gate(): { readonly opened: Promise<void>; open(): void } {
    let open = (): void => {};
    const opening = new Promise<void>((resolve) => {
      open = resolve;
    });
    gates.push(open);
    return { opened: opening, open };
  }

  const keysOf = (due: readonly Due[]): string[] => due.map(({ key }) => key);

  afterEach(async () => {
    for (const open of gates.splice(0)) open();
    for (const made of opened.splice(0)) await made.close();
    for (const made of databases.splice(0)) await made.drop();
  });

  it('hands over what is due, earliest first, each once, and says when it was to be', async () => {
    const queue = await node();
    const times = Array.from({ length: 30 }, (_, at) => inMs(-1_000 * (1 + ((at * 7) % 30))));
    await queue.schedule(times.map((at, number) => job(`job ${number}`, at)));
    const seen: Due[] = [];
    const worker: Worker = async (due) => {
      seen.push(...due);
      return due.map(done);
    };
    queue.work(TOPIC, worker, { batch: 4 });
    await queue.start();
    await until(() => expect(seen).toHaveLength(30));
    expect(seen.map(({ runAt }) => runAt)).toEqual([...times].sort((a, b) => a.getTime() - b.getTime()));
    expect(new Set(keysOf(seen)).size).toBe(30);
    expect(seen.every(({ attempt }) => attempt === 1)).toBe(true);
  });

  it('hands nothing over before its time, and not much later', async () => {
    const queue = await node();
    const lateness: number[] = [];
    working(queue, (due) => {
      lateness.push(Date.now() - due.runAt.getTime());
      return done(due);
    });
    await queue.start();
    await queue.schedule([300, 450, 1_700].map((ms) => job(`in ${ms} ms`, inMs(ms))));
    await until(() => expect(lateness).toHaveLength(3));
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lateness)).toBeLessThan(1_000);
  });

  it('replaces the time of a key, sooner or later', async () => {
    const queue = await node();
    const seen = working(queue);
    await queue.start();
    const soon = inMs(100);
    await queue.schedule([job('sooner', inMs(HOUR)), job('later', inMs(300))]);
    await queue.schedule([job('sooner', inMs(2 * HOUR)), job('later', inMs(HOUR)), job('sooner', soon)]);
    await queue.schedule([job('after both', inMs(700))]);
    await until(() => expect(keysOf(seen)).toContain('after both'));
    expect(keysOf(seen)).toEqual(['sooner', 'after both']);
    expect(seen[0]?.runAt).toEqual(soon);
  });

  it('does not hand over what was cancelled', async () => {
    const queue = await node();
    const seen = working(queue);
    await queue.start();
    await queue.schedule([job('kept', inMs(300)), job('cancelled', inMs(200))]);
    await queue.cancel(TOPIC, ['cancelled', 'never scheduled']);
    await until(() => expect(keysOf(seen)).toEqual(['kept']));
    await queue.schedule([job('cancelled', inMs(0))]);
    await until(() => expect(keysOf(seen)).toEqual(['kept', 'cancelled']));
  });

  it('keeps topics apart', async () => {
    const queue = await node();
    const seen = working(queue);
    await queue.schedule([job('same', inMs(-1)), job('same', inMs(-2), 'reminders.discord')]);
    await queue.cancel('reminders.irc', ['same']);
    await queue.start();
    await until(() => expect(keysOf(seen)).toEqual(['same']));
    const discord: Due[] = [];
    queue.work('reminders.discord', async (due) => {
      discord.push(...due);
      return due.map(done);
    });
    await until(() => expect(keysOf(discord)).toEqual(['same']));
    expect(seen).toHaveLength(1);
  });

  it('leaves what is being worked alone, and comes to its new time afterwards', async () => {
    const queue = await node();
    const { opened: finish, open } = gate();
    let inHand = 0;
    let mostInHand = 0;
    const seen: Due[] = [];
    const worker: Worker = async (due) => {
      seen.push(...due);
      mostInHand = Math.max(mostInHand, ++inHand);
      await finish;
      inHand--;
      // The new time counts for more than this.
      return due.map(({ key, attempt }) => (seen.length > 1 ? { key, status: 'done' } : { key, status: attempt === 1 ? 'failed' : 'done' }));
    };
    queue.work(TOPIC, worker, { concurrency: 2 });
    await queue.start();
    await queue.schedule([job('edited', inMs(0))]);
    await until(() => expect(seen).toHaveLength(1));
    const edited = inMs(50);
    await queue.schedule([job('edited', edited)]);
    // Handed over by now if it were not held.
    const sentinel: string[] = [];
    queue.work('sentinel', async (due) => {
      sentinel.push(...keysOf(due));
      return due.map(done);
    });
    await queue.schedule([job('sentinel', inMs(200), 'sentinel')]);
    await until(() => expect(sentinel).toHaveLength(1));
    expect(seen).toHaveLength(1);
    open();
    await until(() => expect(seen).toHaveLength(2));
    expect(seen[1]).toEqual({ key: 'edited', runAt: edited, attempt: 1 });
    expect(mostInHand).toBe(1);
  });

  it.each([
    ['is cancelled', false],
    ['is cancelled and then scheduled again', true],
  ])('finishes what %s while it is worked', async (_what, isScheduledAgain) => {
    const queue = await node();
    const { opened: finish, open } = gate();
    const seen = working(queue, async ({ key }) => {
      await finish;
      return key === 'in hand' && !isScheduledAgain ? { key, status: 'again', at: inMs(0) } : { key, status: 'done' };
    });
    await queue.start();
    await queue.schedule([job('in hand', inMs(0))]);
    await until(() => expect(seen).toHaveLength(1));
    await queue.cancel(TOPIC, ['in hand']);
    if (isScheduledAgain) await queue.schedule([job('in hand', inMs(0))]);
    open();
    await queue.schedule([job('next', inMs(300))]);
    await until(() => expect(keysOf(seen)).toContain('next'));
    expect(keysOf(seen)).toEqual(isScheduledAgain ? ['in hand', 'in hand', 'next'] : ['in hand', 'next']);
  });

  it.each([
    { batch: 100, concurrency: 2, jobs: 1_250 },
    { batch: 4, concurrency: 3, jobs: 60 },
    { batch: 1, concurrency: 12, jobs: 40 },
  ])('hands over in batches of $batch, and $concurrency at once as it was told', async ({ batch, concurrency, jobs }) => {
    const queue = await node();
    const batches: number[] = [];
    const { opened: finish, open } = gate();
    const worker: Worker = async (due) => {
      batches.push(due.length);
      await finish;
      return due.map(done);
    };
    queue.work(TOPIC, worker, { batch, concurrency });
    await queue.schedule(Array.from({ length: jobs }, (_, number) => job(`job ${number}`, inMs(-1_000))));
    await queue.start();
    await until(() => expect(batches).toEqual(Array.from({ length: concurrency }, () => batch)));
    open();
    await until(() => expect(batches.reduce((sum, size) => sum + size)).toBe(jobs));
    expect(Math.max(...batches)).toBe(batch);
  });

  it('tries again what failed, later each time, and gives it up in the end', async () => {
    const queue = await node(undefined, { attempts: 4, firstRetryMs: 100 });
    const at: number[] = [];
    const seen = working(queue, ({ key }) => {
      at.push(Date.now());
      return { key, status: 'failed' };
    });
    await queue.start();
    const runAt = inMs(0);
    await queue.schedule([job('fails', runAt)]);
    await until(async () => expect(await queue.deadLetters(TOPIC, 10)).toHaveLength(1));
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(seen.every((due) => due.runAt.getTime() === runAt.getTime())).toBe(true);
    // At least half of 100, 200 and 400 ms.
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const [index, least] of [50, 100, 200].entries()) expect(pauses[index]).toBeGreaterThanOrEqual(least);
    const [dead] = await queue.deadLetters(TOPIC, 10);
    expect(dead).toMatchObject({ key: 'fails', runAt, attempts: 4 });
    expect(dead?.failedAt.getTime()).toBeGreaterThan(runAt.getTime());
  });

  it('brings forward what waits for later, and lets nothing begin anew that fails or was given up', async () => {
    const queue = await node(undefined, { attempts: 3, firstRetryMs: 200 });
    const seen = working(queue, ({ key }) => ({ key, status: key === 'fails' ? 'failed' : 'done' }));
    const runAt = inMs(-1_000);
    await queue.schedule([job('late', inMs(HOUR)), job('fails', runAt)]);
    await queue.start();
    const sweep = () => queue.bringForward([job('late', runAt), job('fails', runAt), job('unknown', runAt)]);
    await until(() => expect(keysOf(seen)).toContain('fails'));
    await sweep();
    await until(() => expect(keysOf(seen)).toEqual(expect.arrayContaining(['late', 'unknown'])));
    await until(async () => {
      await queue.bringForward([job('fails', runAt)]);
      expect(await queue.deadLetters(TOPIC, 10)).toHaveLength(1);
    });
    await queue.bringForward([job('fails', runAt)]);
    expect(await queue.deadLetters(TOPIC, 10)).toMatchObject([{ key: 'fails', attempts: 3 }]);
    expect(seen.filter(({ key }) => key === 'fails').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('lists what was given up latest first, and tries it anew when it is scheduled again', async () => {
    const queue = await node(undefined, { attempts: 1 });
    let isMended = false;
    const seen = working(queue, ({ key }) => ({ key, status: isMended ? 'done' : 'failed' }));
    await queue.start();
    const givenUp = async (): Promise<string[]> => (await queue.deadLetters(TOPIC, 2)).map(({ key }) => key);
    for (const [count, key] of ['one', 'two', 'three'].entries()) {
      await queue.schedule([job(key, inMs(0))]);
      await until(async () => expect((await queue.deadLetters(TOPIC, 10)).length).toBe(count + 1));
    }
    expect(await givenUp()).toEqual(['three', 'two']);
    expect(await queue.deadLetters('reminders.discord', 10)).toEqual([]);
    isMended = true;
    await queue.schedule([job('three', inMs(0))]);
    await until(() => expect(seen).toHaveLength(4));
    expect(seen.at(-1)).toMatchObject({ key: 'three', attempt: 1 });
    await queue.cancel(TOPIC, ['two']);
    expect(await givenUp()).toEqual(['one']);
  });

  it('counts as failed what the worker throws on or says nothing of', async () => {
    const queue = await node(undefined, { attempts: 3 });
    const outcomes: (() => readonly Outcome[])[] = [
      () => {
        throw new Error('no courier');
      },
      () => [],
    ];
    const attempts: number[] = [];
    queue.work(TOPIC, async (due) => {
      attempts.push(...due.map(({ attempt }) => attempt));
      return outcomes.shift()?.() ?? due.map(done);
    });
    await queue.start();
    await queue.schedule([job('unlucky', inMs(0))]);
    await until(() => expect(attempts).toEqual([1, 2, 3]));
    expect(await queue.deadLetters(TOPIC, 10)).toEqual([]);
  });

  it('comes again when the worker asks for it, which is no failure', async () => {
    const queue = await node(undefined, { attempts: 2 });
    const again = inMs(150);
    const seen = working(queue, ({ key, runAt }) => {
      if (runAt.getTime() >= again.getTime()) return { key, status: 'done' };
      return { key, status: 'again', at: again };
    });
    await queue.start();
    await queue.schedule([job('snoozed', inMs(0)), job('also', inMs(0))]);
    await until(() => expect(seen).toHaveLength(4));
    expect(seen.slice(2)).toEqual(expect.arrayContaining([{ key: 'snoozed', runAt: again, attempt: 1 }]));
    expect(Date.now()).toBeGreaterThanOrEqual(again.getTime());
  });

  it('loses no time when something comes again at once, over and over', async () => {
    const queue = await node();
    const rounds = new Map<string, number>();
    const worker: Worker = async (due) =>
      due.map(({ key }) => {
        const round = (rounds.get(key) ?? 0) + 1;
        rounds.set(key, round);
        return round < 60 ? { key, status: 'again', at: inMs(0) } : { key, status: 'done' };
      });
    queue.work(TOPIC, worker, { batch: 2, concurrency: 4 });
    await queue.start();
    await queue.schedule(Array.from({ length: 6 }, (_, number) => job(`job ${number}`, inMs(0))));
    // Sooner than a lease ends: nothing was held and forgotten.
    await until(() => expect([...rounds.values()]).toEqual(Array.from({ length: 6 }, () => 60)));
  });

  it('renews what it holds for as long as the worker takes', async () => {
    const database = await create();
    const [one, other] = [await node(database, { leaseMs: 2_000 }), await node(database, { leaseMs: 2_000 })];
    const { opened: finish, open } = gate();
    const slow = working(one, async (due) => {
      await finish;
      return done(due);
    });
    await one.schedule([job('slow', inMs(0))]);
    await one.start();
    await until(() => expect(slow).toHaveLength(1));
    const quick = working(other);
    await other.start();
    // Two leases, and longer than it takes to look for lost ones.
    await other.schedule([job('meanwhile', inMs(4_500))]);
    await until(() => expect(keysOf(quick)).toContain('meanwhile'));
    expect(keysOf(quick)).toEqual(['meanwhile']);
    open();
    await one.stop();
    expect(slow).toHaveLength(1);
  });

  it('stops when what is in hand is finished, and takes nothing more', async () => {
    const database = await create();
    const queue = await node(database);
    const { opened: finish, open } = gate();
    const events: string[] = [];
    queue.work(
      TOPIC,
      async (due) => {
        events.push('taken');
        await finish;
        events.push('finished');
        return due.map(done);
      },
      { batch: 2 },
    );
    await queue.schedule(['a', 'b', 'c'].map((key, at) => job(key, inMs(at - 10))));
    await queue.start();
    await until(() => expect(events).toEqual(['taken']));
    const stopped = queue.stop().then(() => events.push('stopped'));
    open();
    await stopped;
    expect(events).toEqual(['taken', 'finished', 'stopped']);
    const after = await node(database);
    const seen = working(after);
    await after.start();
    await until(() => expect(keysOf(seen)).toEqual(['c']));
  });

  it('finds what was missed while nothing ran', async () => {
    const database = await create();
    const before = await node(database);
    await before.schedule([job('missed', inMs(-30 * 24 * HOUR))]);
    await before.stop();
    const queue = await node(database);
    const seen = working(queue);
    await queue.start();
    await until(() => expect(keysOf(seen)).toEqual(['missed']));
  });

  it('keeps times as far as a calendar goes', async () => {
    const queue = await node();
    const seen = working(queue);
    await queue.start();
    await queue.schedule([job('far', new Date('9999-12-31T23:59:59Z')), job('long ago', new Date('1900-01-01T00:00:00Z'))]);
    await until(() => expect(keysOf(seen)).toEqual(['long ago']));
  });

  it.each([
    ['an empty key', job('', inMs(0))],
    ['a key without end', job('x'.repeat(201), inMs(0))],
    ['no time', job('a', new Date(Number.NaN))],
    ['a topic with other letters', job('a', inMs(0), 'reminders slack')],
  ])('refuses %s, and the rest with it', async (_what, bad) => {
    const queue = await node();
    const seen = working(queue);
    await queue.start();
    await expect(queue.schedule([job('good', inMs(0)), bad])).rejects.toThrow(TypeError);
    await queue.schedule([job('after', inMs(50))]);
    await until(() => expect(keysOf(seen)).toEqual(['after']));
  });

  it('refuses two workers on a topic', async () => {
    const queue = await node();
    working(queue);
    expect(() => working(queue)).toThrow(/worker in this process already/);
  });
});
