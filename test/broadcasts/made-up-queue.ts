import { vi } from 'vitest';
import type { Job, Queue, Worker } from '../../src/jobs/queue.ts';
import { aLittle } from './passing.ts';

/** A queue whose jobs a test has done, each at its time and all side by side, as fast as it can. */
export function madeUpQueue() {
  const workers = new Map<string, Worker>();
  const jobs = new Map<string, Job>();
  const inHand = new Map<string, Promise<void>>();
  const queue: Pick<Queue, 'schedule' | 'work'> = {
    async schedule(given) {
      for (const job of given) jobs.set(`${job.topic} ${job.key}`, job);
    },
    work: (topic, worker) => void workers.set(topic, worker),
  };

  async function work(name: string, job: Job): Promise<void> {
    jobs.delete(name);
    const outcomes = await workers.get(job.topic)?.([{ key: job.key, runAt: job.runAt, attempt: 1 }]);
    const [outcome] = outcomes ?? [];
    // What was scheduled meanwhile counts for more.
    if (outcome?.status === 'again' && !jobs.has(name)) jobs.set(name, { ...job, runAt: outcome.at });
    inHand.delete(name);
  }

  const startDue = (): void => {
    for (const [name, job] of jobs) if (job.runAt.getTime() <= Date.now() && !inHand.has(name)) inHand.set(name, work(name, job));
  };

  return {
    queue,
    /** Does what falls due until then. */
    async until(end: Date): Promise<void> {
      while (Date.now() < end.getTime()) {
        startDue();
        if (inHand.size > 0) await aLittle();
        else vi.setSystemTime(Math.min(end.getTime(), ...[...jobs.values()].map(({ runAt }) => Math.max(Date.now() + 1, runAt.getTime()))));
      }
    },
    forget: () => jobs.clear(),
  };
}
