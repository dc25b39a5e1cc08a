import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraiseInvestment, input } from '../../src/appraisal/investment.ts';
import { amountOf, numberOf, shownOf } from './results.ts';

const investment = (args: z.input<typeof input>) => appraiseInvestment(input.parse(args));

describe('investment', () => {
  it('is 3.0% each and 6.0% together in Bedfordshire', () => {
    const found = investment({ price: '£267m', investment: '£8m, £8m' });
    expect(shownOf(found, 'Sum 1 as a share of the price')).toBe('3.0%');
    expect(shownOf(found, 'Sum 2 as a share of the price')).toBe('3.0%');
    expect(shownOf(found, 'Investment as a share of the price')).toBe('6.0%');
    expect(shownOf(found, 'Share that the council pays for')).toBe('94.0%');
    expect(numberOf(found, 'Investment as a share of the price')).toBe(16 / 267);
  });

  it('is 5.5% with the sums of UNISON’s evidence', () => {
    expect(shownOf(investment({ price: '£267m', investment: '£7.8m and £6.9m' }), 'Investment as a share of the price')).toBe('5.5%');
  });

  it('shows the report’s 3% to 4% beside it, and that it does not add up', () => {
    const found = investment({ price: '£267m', investment: '£8m, £8m' });
    expect(found.evidence[0]?.weakness).toContain('“a mere 3% - 4%”');
    expect(found.chart).toMatchObject({ kind: 'ranges', unit: 'ratio' });
    expect(found.chart?.alt).toContain('Bedfordshire, as the report has it: 3% to 4%. Bedfordshire, £16m of £267m: 6.0%. Bedfordshire, UNISON evidence: 5.5%');
  });

  it('leaves out what the firm builds for its own business', () => {
    const found = investment({ price: '£267m', investment: '£8m, £8m', own: '£8m' });
    expect(shownOf(found, 'Share without what is for its own business')).toBe('3.0%');
    expect(found.headline).toBe('The contractor puts in £16m, 6.0% of a price of £267m. Without what is for its own business it is 3.0%.');
    expect(amountOf(investment({ price: '£100m', investment: '£10m-£20m', own: '£5m-£15m' }), 'Share without what is for its own business')).toEqual({
      low: 0,
      high: 0.15,
    });
  });

  it('refuses more for its own business than there is', () => {
    const { error } = input.safeParse({ price: '£267m', investment: '£8m', own: '£9m' });
    expect(error?.issues).toMatchObject([{ path: ['own'], message: 'cannot be more than the investment that it is part of' }]);
  });
});
