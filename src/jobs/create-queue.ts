import { type ScheduledTask, schedule } from 'node-cron';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { JobStore } from './job-store.ts';
import { createOutage } from './outage.ts';
import type { Job, Queue } from './queue.ts';
import type { QueueSettings } from './queue-settings.ts';
import { TopicWork } from './topic-work.ts';

const EVERY_SECOND = '* * * * * *';
const LONGEST_KEY = 200;

export function createQueue(store: JobStore, { clock, log }: { clock: Clock; log: Log }, settings: QueueSettings): Queue {
  const topics = new Map<string, TopicWork>();
  const around = { store, clock, log, settings, outage: createOutage(log) };
  let ticking: ScheduledTask | undefined;
  let stopped: Promise<void> | undefined;

  function tick(): void {
    for (const work of topics.values()) void work.tick();
  }

  async function put(jobs: readonly Job[], isOnlyForward: boolean): Promise<void> {
    for (const job of jobs) refuseUnkeepable(job);
    if (jobs.length === 0) return;
    await store.put(lastOfEach(jobs), isOnlyForward);
    if (ticking) for (const { topic, runAt } of jobs) topics.get(topic)?.lookAt(runAt);
  }

  return {
    schedule: (jobs) => put(jobs, false),
    bringForward: (jobs) => put(jobs, true),

    async cancel(topic, keys) {
      if (keys.length > 0) await store.cancel(topic, [...new Set(keys)]);
    },

    work(topic, worker, options = {}) {
      refuseUnusableTopic(topic);
      if (topics.has(topic)) throw new TypeError(`the topic ${topic} has a worker in this process already`);
      topics.set(topic, new TopicWork(topic, worker, options, around));
      if (ticking) void topics.get(topic)?.look();
    },

    deadLetters: (topic, limit) => store.deadLetters(topic, limit),

    async start() {
      await store.open();
      // A tick that comes late is made up for by the next, so nobody need be warned.
      ticking ??= schedule(EVERY_SECOND, tick, { suppressMissedWarning: true });
      tick();
    },

    stop() {
      stopped ??= stop();
      return stopped;
    },
  };

  async function stop(): Promise<void> {
    await ticking?.destroy();
    ticking = undefined;
    await Promise.all([...topics.values()].map((work) => work.stop()));
    await store.close();
  }
}

function refuseUnkeepable({ topic, key, runAt }: Job): void {
  refuseUnusableTopic(topic);
  if (key.length === 0 || key.length > LONGEST_KEY) throw new TypeError(`a job's key has 1 to ${LONGEST_KEY} characters, not ${key.length}`);
  if (Number.isNaN(runAt.getTime())) throw new TypeError('a job needs a time that exists');
}

function refuseUnusableTopic(topic: string): void {
  if (!/^[\w.-]{1,100}$/.test(topic)) throw new TypeError('the topic of a job is up to 100 letters, digits, dots, hyphens and underscores');
}

/** In the order of their keys: two processes that change the same jobs then wait for one another instead of blocking one another. */
function lastOfEach(jobs: readonly Job[]): readonly Job[] {
  const byKey = new Map(jobs.map((job) => [`${job.topic} ${job.key}`, job]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
}
