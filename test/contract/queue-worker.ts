import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '../../src/jobs/queue.ts';
import type { QueueSettings } from '../../src/jobs/queue-settings.ts';
import type { StoreAddress } from '../../src/store/store.ts';
import { engineSchema, openQueueOn } from './queues.ts';

/**
 * A node in a process of its own. Its arguments: engine, address and settings of the queue, its topic, and how long a batch takes in milliseconds.
 * Prints `ready`, and for each batch `took` and `done` with the time and its keys. Stops when its standard input ends.
 */
const [engine, address = '{}', settings = '{}', topic = '', takesMs = '0'] = process.argv.slice(2);
const say = (event: string, keys: readonly string[] = []): void => void process.stdout.write(`${JSON.stringify({ event, at: Date.now(), keys })}\n`);

const { queue, close } = await openQueueOn(engineSchema.parse(engine), JSON.parse(address) as StoreAddress, JSON.parse(settings) as Partial<QueueSettings>);
queue.work(
  topic,
  async (due) => {
    const keys = due.map(({ key }) => key);
    say('took', keys);
    await pause(Number(takesMs));
    say('done', keys);
    return keys.map((key): Outcome => ({ key, status: 'done' }));
  },
  { batch: 10, concurrency: 2 },
);
await queue.start();
say('ready');
process.stdin.once('end', () => void close());
process.stdin.resume();
