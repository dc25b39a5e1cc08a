import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claimed } from '../../src/jobs/job-store.ts';
import { QUEUE_SETTINGS } from '../../src/jobs/queue-settings.ts';
import { settlement } from '../../src/jobs/settlement.ts';

const now = new Date('2026-06-19T09:00:00Z');
const claimed = (failures: number): Claimed => ({ key: 'a', token: 't', runAt: now, failures, isOutdated: false });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const pauseAfter = (failures: number, jitter: number): number => {
  const { at } = settlement(claimed(failures), { key: 'a', status: 'failed' }, now, QUEUE_SETTINGS, jitter);
  return at.getTime() - now.getTime();
};

describe('settlement of a job that failed', () => {
  it('pauses at least half of what is stated, and never longer than the longest', () => {
    fc.assert(
      fc.property(fc.nat(QUEUE_SETTINGS.attempts - 2), chance, (failures, jitter) => {
        const stated = Math.min(QUEUE_SETTINGS.longestRetryMs, QUEUE_SETTINGS.firstRetryMs * 2 ** failures);
        expect(pauseAfter(failures, jitter)).toBeGreaterThanOrEqual(stated / 2);
        expect(pauseAfter(failures, jitter)).toBeLessThanOrEqual(stated);
      }),
    );
  });

  it('never pauses shorter after a further failure, with the same luck', () => {
    fc.assert(
      fc.property(fc.nat(QUEUE_SETTINGS.attempts - 3), chance, (failures, jitter) => {
        expect(pauseAfter(failures + 1, jitter)).toBeGreaterThanOrEqual(pauseAfter(failures, jitter));
      }),
    );
  });

  it('goes on for hours before it gives up', () => {
    let failures = 0;
    let ms = 0;
    while (settlement(claimed(failures), undefined, now, QUEUE_SETTINGS, 0).after === 'waits') ms += pauseAfter(failures++, 0);
    expect(failures).toBe(QUEUE_SETTINGS.attempts - 1);
    expect(ms / 3_600_000).toBeGreaterThan(2);
  });
});
