import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraiseJobs, input } from '../../src/appraisal/jobs.ts';
import { amountOf, numberOf, originOf, shownOf } from './results.ts';

const jobs = (args: z.input<typeof input>) => appraiseJobs(input.parse(args));

describe('jobs', () => {
  it('gives the sum of the 2002 report: 42% of 1,250 to 1,500 is 525 to 630', () => {
    const found = jobs({ staff: '1250-1500', rate: '42%' });
    expect(amountOf(found, 'Jobs lost after the transfer')).toEqual({ low: 525, high: 630 });
    expect(found.headline).toBe(
      'Of 1,250 to 1,500 people, 525 to 630 jobs would be lost after the transfer if 42% went, as was expected in Middlesbrough over four years.',
    );
    expect(found.certainty.level).toBe('weak');
  });

  it('takes Middlesbrough’s rate when none is given, unrounded: 527 to 632', () => {
    const found = jobs({ staff: '1,250 to 1,500' });
    expect(shownOf(found, 'Jobs lost after the transfer')).toBe('527 to 632 jobs');
    expect(shownOf(found, 'Job-loss rate')).toBe('42.2%');
    expect(originOf(found, 'Job-loss rate')).toBe('default report-2002');
  });

  it('gives back Middlesbrough itself: 1,046 to 605', () => {
    const found = jobs({ staff: '1046' });
    expect(numberOf(found, 'Jobs lost after the transfer')).toBeCloseTo(441, 9);
    expect(numberOf(found, 'Jobs still there afterwards')).toBeCloseTo(605, 9);
    // 20% of 1,046 on temporary contracts.
    expect(numberOf(found, 'Transferred on temporary contracts')).toBeCloseTo(209.2, 9);
  });

  it('says that a rate of the employer’s own is as good as the plan behind it', () => {
    const found = jobs({ staff: 100, rate: '10-12%' });
    expect(found.certainty.level).toBe('fair');
    expect(originOf(found, 'Job-loss rate')).toBe('given');
  });

  it('marks the minimum of 25% as unsupported, in the evidence always and as a warning when it is used', () => {
    expect(jobs({ staff: 100 }).evidence.some(({ weakness }) => weakness.startsWith('UNSUPPORTED'))).toBe(true);
    expect(jobs({ staff: 100, rate: '25%' }).warnings.join()).toContain('UNSUPPORTED');
    expect(jobs({ staff: 100, rate: '26%' }).warnings.join()).not.toContain('UNSUPPORTED');
  });

  it('counts the posts that fall empty in the 18 months before the transfer', () => {
    const found = jobs({ staff: '1000', rate: '40%', turnover: '10%' });
    expect(shownOf(found, 'From decision to transfer')).toBe('18 months');
    // 1000 × (1 − 0.9^1.5) = 1000 × (1 − 0.853815) = 146.185
    const empty = numberOf(found, 'Posts that fall empty before the transfer');
    expect(empty).toBeCloseTo(146.185, 3);
    // All of them filled: 400. None: 146.185 + 40% of 853.815.
    const all = amountOf(found, 'Jobs lost in all');
    expect(all.low).toBeCloseTo(400, 9);
    expect(all.high).toBeCloseTo(empty + 0.4 * (1000 - empty), 9);
    expect(jobs({ staff: '1000' }).warnings.join()).toContain('not counted, because no turnover was given');
  });

  it('sets promised jobs beside delivered jobs', () => {
    const found = jobs({ staff: '1046', promised: '500' });
    expect(numberOf(found, 'Net change if every promised job came')).toBeCloseTo(500 - 441, 9);
    const delivered = amountOf(found, 'New jobs if as many came as in Cornwall');
    expect(delivered.low).toBeCloseTo((500 * 35) / 351, 9);
    expect(delivered.high).toBeCloseTo((500 * 35) / 111, 9);
    const statements = found.evidence.map(({ statement }) => statement).join(' ');
    expect(statements).toContain('35 of 111');
    expect(statements).toContain('about 500 new jobs (490 in another report)');
  });

  it('draws a bar for each range', () => {
    const { chart } = jobs({ staff: '1250-1500', rate: '42%' });
    expect(chart).toMatchObject({ kind: 'ranges', unit: 'jobs', bars: [{}, { label: 'Jobs lost after the transfer', amount: { low: 525, high: 630 } }, {}] });
    expect(chart?.alt).toContain('Jobs lost after the transfer: 525 to 630 jobs');
  });
});
