import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { buildQueueWorker, type QueueNode, startQueueNode } from './queue-nodes.ts';
import { describeOnEveryQueue, openQueueOn } from './queues.ts';
import type { TestDatabase } from './stores.ts';

const TOPIC = 'reminders.slack';
const SETTINGS = { leaseMs: 2_500 };
const until = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 15_000, interval: 20 });

beforeAll(buildQueueWorker);

/** One time that a node had a key in hand. */
interface Hold {
  readonly key: string;
  readonly from: number;
  /** Never, when it was killed. */
  readonly to: number;
}

function holdsOf({ events }: QueueNode): Hold[] {
  const doneAt = new Map(events.filter(({ event }) => event === 'done').flatMap(({ at, keys }) => keys.map((key) => [key, at] as const)));
  const taken = events.filter(({ event }) => event === 'took');
  return taken.flatMap(({ at, keys }) => keys.map((key) => ({ key, from: at, to: doneAt.get(key) ?? Number.POSITIVE_INFINITY })));
}

describeOnEveryQueue('Queue in several processes', (engine, create) => {
  let database: TestDatabase;
  let nodes: QueueNode[] = [];

  async function start(takesMs: number): Promise<QueueNode> {
    const node = await startQueueNode({ engine, address: database.address, settings: SETTINGS, topic: TOPIC, takesMs });
    nodes.push(node);
    return node;
  }

  async function schedule(count: number): Promise<string[]> {
    const { queue, close } = await openQueueOn(engine, database.address, SETTINGS);
    const keys = Array.from({ length: count }, (_, number) => `job ${number}`);
    const runAt = new Date();
    await queue.schedule(keys.map((key) => ({ topic: TOPIC, key, runAt })));
    await close();
    return keys.sort();
  }

  const doneIn = (some: readonly QueueNode[]): string[] =>
    some.flatMap(({ events }) => events.filter(({ event }) => event === 'done').flatMap(({ keys }) => keys));

  afterEach(async () => {
    for (const node of nodes) await node.kill();
    nodes = [];
    await database.drop();
  });

  it.each([2, 4])('is shared by %s, and each job is worked once', async (count) => {
    database = await create();
    const started = await Promise.all(Array.from({ length: count }, () => start(50)));
    const keys = await schedule(600);
    await until(() => expect(doneIn(started)).toHaveLength(keys.length));
    await Promise.all(started.map((node) => node.stop()));
    expect(doneIn(started).sort()).toEqual(keys);
    expect(started.flatMap(holdsOf)).toHaveLength(keys.length);
    const shares = started.map((node) => doneIn([node]).length);
    expect(shares.filter((share) => share > 0).length, `shares of the work: ${shares}`).toBeGreaterThan(1);
  });

  it('gives the work of a killed process to another, and works no job in two at once', async () => {
    database = await create();
    const [victim, other] = [await start(100), await start(100)];
    const keys = await schedule(300);
    await until(() => expect(doneIn([victim]).length).toBeGreaterThan(0));
    await victim.kill();
    const killedAt = Date.now();
    const unfinished = holdsOf(victim).filter(({ to }) => to === Number.POSITIVE_INFINITY);
    await until(() => expect(new Set(doneIn([victim, other])).size).toBe(keys.length));
    await other.stop();
    // What it had in hand when it was killed, or had just done and not yet reported, is done again; nothing else is.
    const again = holdsOf(other).filter(({ key }) => holdsOf(victim).some((hold) => hold.key === key));
    expect(again.map(({ key }) => key)).toEqual(expect.arrayContaining(unfinished.map(({ key }) => key)));
    for (const { from } of again) expect(from).toBeGreaterThan(killedAt);
    expect(holdsOf(other)).toHaveLength(new Set(holdsOf(other).map(({ key }) => key)).size);
  });

  it('brings back the work of the only process when it is started again', async () => {
    database = await create();
    const victim = await start(60_000);
    const keys = await schedule(20);
    await until(() => expect(holdsOf(victim)).toHaveLength(20));
    await victim.kill();
    const next = await start(0);
    await until(() => expect(doneIn([next]).sort()).toEqual(keys));
  });
});
