import type { Claimed, Settled } from './job-store.ts';
import type { Outcome } from './queue.ts';
import type { QueueSettings } from './queue-settings.ts';

/**
 * What becomes of a job.
 * @param outcome undefined when the worker said nothing of it
 * @param chance from 0 up to 1: the jitter, so that what failed together is not tried again together
 */
export function settlement(
  { key, token, runAt, failures }: Claimed,
  outcome: Outcome | undefined,
  now: Date,
  settings: QueueSettings,
  chance: number,
): Settled {
  const job = { key, token, runAt, failures };
  if (outcome?.status === 'done') return { ...job, after: 'gone', at: now };
  if (outcome?.status === 'again') return { ...job, after: 'waits', runAt: outcome.at, at: outcome.at, failures: 0 };
  const failed = { ...job, failures: failures + 1 };
  if (failed.failures >= settings.attempts) return { ...failed, after: 'dead', at: now };
  return { ...failed, after: 'waits', at: new Date(now.getTime() + retryMs(failed.failures, settings, chance)) };
}

/** Between half of the pause and the whole of it: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("equal jitter"). */
function retryMs(failures: number, { firstRetryMs, longestRetryMs }: QueueSettings, chance: number): number {
  const pause = Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
  return Math.round((pause / 2) * (1 + chance));
}
