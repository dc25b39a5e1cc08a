import { expect, it } from 'vitest';
import type { Counts } from '../../src/broadcasts/broadcast.ts';
import { paceOf, type Sample, withSample } from '../../src/broadcasts/progress-pace.ts';

const counts = (settled: number, total: number): Counts => ({
  ...{ queued: total - settled, sending: 0, sent: settled, acknowledged: 0, failed: 0, unreachable: 0, withdrawn: 0, total },
});

it('is the rate of the last minute, and what is left at that rate', () => {
  let samples: readonly Sample[] = [];
  const seen = (seconds: number, settled: number) => {
    samples = withSample(samples, counts(settled, 1_000), seconds * 1_000);
    return paceOf(samples, counts(settled, 1_000));
  };
  expect(seen(0, 0)).toEqual({ perMinute: undefined, leftMs: undefined });
  expect(seen(1, 10)).toEqual({ perMinute: undefined, leftMs: undefined });
  expect(seen(10, 50)).toEqual({ perMinute: 300, leftMs: 190_000 });
  expect(seen(60, 100)).toMatchObject({ perMinute: expect.closeTo((90 / 59) * 60, 5) });
  for (let second = 65; second <= 130; second += 5) seen(second, 100);
  expect(seen(135, 100)).toEqual({ perMinute: undefined, leftMs: undefined });
});
