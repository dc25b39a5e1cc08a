import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraiseLocal, input } from '../../src/appraisal/local.ts';
import { amountOf, numberOf, originOf, shownOf } from './results.ts';

const local = (args: z.input<typeof input>) => appraiseLocal(input.parse(args));

describe('local', () => {
  it('scores the example of the knowledge base: £100,000, then £60,000, then £30,000 is 1.9', () => {
    const found = local({ jobs: 4, pay: '£25,000', spend: '60%', respend: '50%' });
    expect(numberOf(found, 'Lost pay')).toBe(100_000);
    expect(numberOf(found, 'Second round')).toBe(60_000);
    expect(numberOf(found, 'Third round')).toBe(30_000);
    expect(numberOf(found, 'Local multiplier (LM3)')).toBeCloseTo(1.9, 12);
    expect(numberOf(found, 'Local spending that stops, three rounds together')).toBeCloseTo(190_000, 6);
  });

  it('takes Northumberland’s 36% to 76% where nothing better is given, and stays a range', () => {
    const found = local({ jobs: '525-630', pay: '£28k' });
    expect(originOf(found, 'Share spent locally')).toBe('default lm3');
    expect(amountOf(found, 'Lost pay')).toEqual({ low: 525 * 28_000, high: 630 * 28_000 });
    expect(amountOf(found, 'Local multiplier (LM3)')).toEqual({
      low: expect.closeTo(1 + 0.36 + 0.36 ** 2, 12),
      high: expect.closeTo(1 + 0.76 + 0.76 ** 2, 12),
    });
    expect(found.certainty.level).toBe('weak');
  });

  it('adds purchases that are no longer made locally', () => {
    const found = local({ jobs: 0, pay: 0, purchases: '£2m a year', now: '50%', after: '20%', spend: '50%', respend: '50%' });
    expect(numberOf(found, 'Lost local purchases')).toBeCloseTo(600_000, 6);
    expect(numberOf(found, 'Leaves the area in the first round')).toBeCloseTo(600_000, 6);
    const gain = local({ jobs: 0, pay: 0, purchases: '£2m', now: '20%', after: '50%' });
    expect(numberOf(gain, 'Lost local purchases')).toBeCloseTo(-600_000, 6);
    expect(gain.warnings.join()).toContain('counts against the loss');
  });

  it('shows the well-known “400% more”, and its like-for-like 29%', () => {
    const found = local({ jobs: 1, pay: 1 });
    expect(numberOf(found, '“400% more”, as it is quoted')).toBeCloseTo(1.76 / 0.36 - 1, 12);
    expect(numberOf(found, 'The same, like for like')).toBeCloseTo(1.76 / 1.36 - 1, 12);
    expect(shownOf(found, 'The same, like for like')).toBe('29.4%');
    expect(found.warnings).toContain('Never quote “400% more”: like for like it is 29%.');
  });

  it.each([
    [{ now: '50%' }, 'purchases'],
    [{ purchases: '£2m' }, 'now'],
    [{ purchases: '£2m', now: '50%' }, 'after'],
  ])('asks for what is missing beside %o', (args, field) => {
    const { error } = input.safeParse({ jobs: 1, pay: '£28k', ...args });
    expect(error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, 'must be given with the purchases']]);
  });
});
