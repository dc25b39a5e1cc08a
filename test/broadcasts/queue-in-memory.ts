import type { Clock } from '../../src/core/clock.ts';
import type { Job, Queue, Worker } from '../../src/jobs/queue.ts';

/** A queue that works when it is told to, at the time that its clock says. */
export function queueInMemory(clock: Clock): Pick<Queue, 'schedule' | 'work'> & { settle(): Promise<void> } {
  const workers = new Map<string, Worker>();
  const jobs = new Map<string, Job>();
  const nameOf = ({ topic, key }: Pick<Job, 'topic' | 'key'>): string => `${topic} ${key}`;

  async function workOne(job: Job): Promise<void> {
    const worker = workers.get(job.topic);
    jobs.delete(nameOf(job));
    if (worker === undefined) return;
    for (const outcome of await worker([{ key: job.key, runAt: job.runAt, attempt: 1 }])) {
      const again = { topic: job.topic, key: outcome.key };
      if (outcome.status === 'again' && !jobs.has(nameOf(again))) jobs.set(nameOf(again), { ...again, runAt: outcome.at });
    }
  }

  return {
    async schedule(more) {
      for (const job of more) jobs.set(nameOf(job), job);
    },
    work: (topic, worker) => void workers.set(topic, worker),
    /** Until nothing is due at this moment. */
    async settle() {
      for (let turns = 0; turns < 200; turns++) {
        const due = [...jobs.values()].find(({ runAt }) => runAt <= clock.now());
        if (due === undefined) return;
        await workOne(due);
      }
      throw new Error('what is due never ends');
    },
  };
}
