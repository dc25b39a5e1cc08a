import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraiseOverrun, input } from '../../src/appraisal/overrun.ts';
import { amountOf, numberOf, originOf, shownOf } from './results.ts';

const overrun = (args: z.input<typeof input>) => appraiseOverrun(input.parse(args));

describe('overrun', () => {
  it('implies the original cost of the courts contracts: 79% and £268m', () => {
    const found = overrun({ rate: '79%', over: '£268m' });
    expect(numberOf(found, 'Planned cost')).toBeCloseTo(268e6 / 0.79, 2);
    expect(shownOf(found, 'Planned cost')).toBe('£339.24m');
    expect(shownOf(found, 'Final cost')).toBe('£607.24m');
    expect(found.warnings.join()).toContain('is implied by the overrun and the rate');
  });

  it('goes 135% in six years: £100 becomes £235, 15.3% a year', () => {
    const found = overrun({ rate: '135%', years: '6 years' });
    expect(numberOf(found, 'What every £100 became')).toBeCloseTo(235, 9);
    expect(numberOf(found, 'Growth a year')).toBeCloseTo(2.35 ** (1 / 6) - 1, 12);
    expect(shownOf(found, 'Growth a year')).toBe('15.3%');
  });

  it('gives 30.5% only with its selection bias', () => {
    const found = overrun({ base: '£10m', final: '£12m' });
    expect(numberOf(found, 'If it ran over like contracts chosen for their problems')).toBeCloseTo(13_050_000, 6);
    const study = found.evidence.find(({ statement }) => statement.includes('30.5%'));
    expect(study?.weakness).toMatch(/^SELECTION BIAS/);
    expect(found.warnings.join()).toContain('It is not the rate of contracts in general');
  });

  it.each([
    [{ base: '£100m', final: '£179m' }],
    [{ base: '£100m', over: '£79m' }],
    [{ base: '£100m', rate: '79%' }],
    [{ final: '£179m', over: '£79m' }],
    [{ final: '£179m', rate: '79%' }],
    [{ over: '£79m', rate: '79%' }],
  ])('works the others out from %o', (args) => {
    const found = overrun(args);
    expect(numberOf(found, 'Planned cost')).toBeCloseTo(100e6, 4);
    expect(numberOf(found, 'Final cost')).toBeCloseTo(179e6, 4);
    expect(numberOf(found, 'Overrun')).toBeCloseTo(79e6, 4);
    expect(numberOf(found, 'Overrun rate')).toBeCloseTo(0.79, 12);
  });

  it('tests a planned cost alone with the official range: £10m at up to £14.1m', () => {
    const found = overrun({ base: '£10m' });
    expect(found.headline).toBe('A plan of £10m should be tested at up to £14.1m.');
    expect(originOf(found, 'Overrun rate')).toBe('default ob1a ob1b');
    expect(found.certainty.level).toBe('weak');
  });

  it('counts the doubt of an input once', () => {
    // Of £120m in the end £20m to £40m was over: at least 20 of 100, at most 40 of 80.
    expect(amountOf(overrun({ final: '£120m', over: '£20m-£40m' }), 'Overrun rate')).toEqual({ low: 0.2, high: 0.5 });
  });

  it.each([
    [{}, 'base', 'must be given'],
    [{ over: '£5m' }, 'rate', 'must be given with over'],
    [{ base: '£1m', final: '£2m', rate: '100%' }, 'rate', 'is one too many: give any two of base, final, over and rate, and the others follow'],
    [{ final: '£5m', over: '£5m' }, 'over', 'must be less than the final cost'],
    [{ over: '£5m', rate: '0%' }, 'rate', 'must be more than 0%, or the planned cost cannot be worked out'],
    [{ rate: '-5%' }, 'rate', 'cannot be negative, and “-5%” is'],
    [{ rate: '50%', years: 0 }, 'years', 'cannot be less than 1 year, and “0” is'],
  ])('says what is wrong with %o', (args, field, message) => {
    expect(input.safeParse(args).error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });
});
