import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraisePayback, input } from '../../src/appraisal/payback.ts';
import { amountOf, numberOf, originOf, shownOf } from './results.ts';

const payback = (args: z.input<typeof input>) => appraisePayback(input.parse(args));
const problem = (args: z.input<typeof input>): readonly (readonly [PropertyKey | undefined, string])[] =>
  input.safeParse(args).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

describe('payback', () => {
  it('is that of a spreadsheet, to the penny', () => {
    const found = payback({ investment: '£800k, £400k', savings: '100k then 350k a year' });
    // Year 1 of savings is 100,000; years 2 to 10 are 350,000 each.
    const benefits = 100_000 / 1.035 + [2, 3, 4, 5, 6, 7, 8, 9, 10].reduce((all, year) => all + 350_000 / 1.035 ** year, 0);
    const costs = 800_000 + 400_000 / 1.035;
    expect(numberOf(found, 'Present value of savings')).toBeCloseTo(benefits, 2);
    expect(numberOf(found, 'Present value of costs')).toBeCloseTo(costs, 2);
    expect(numberOf(found, 'Net present value')).toBeCloseTo(1_482_792.54, 2);
    expect(numberOf(found, 'Benefit-cost ratio')).toBeCloseTo(benefits / costs, 9);
    expect(numberOf(found, 'Overrun at which it only breaks even')).toBeCloseTo(benefits / costs - 1, 9);
    // -800, -1100, -750, -400, -50, +300
    expect(numberOf(found, 'Payback')).toBe(5);
    expect(numberOf(found, 'Discounted payback')).toBe(5);
  });

  it('gives a published example: 40,000 invested at 8%', () => {
    const found = payback({ investment: '40,000', savings: '5,000, 8,000, 12,000, 30,000', rate: '8%', years: 4 });
    expect(numberOf(found, 'Net present value')).toBeCloseTo(3065.22, 2);
    expect(numberOf(found, 'Payback')).toBe(4);
  });

  it('discounts at 3.5% unless told otherwise, and says since when', () => {
    const found = payback({ investment: '£1m', savings: '£1m' });
    expect(shownOf(found, 'Discount rate')).toBe('3.5%');
    expect(originOf(found, 'Discount rate')).toBe('default gb1 gb2a gb2b');
    expect(found.working.find(({ label }) => label === 'Discount rate')?.formula).toContain('16 December 2025');
    expect(found.warnings.join()).toContain('its outcome was not seen');
    expect(payback({ investment: '£1m', savings: '£1m', rate: '3%' }).warnings.join()).not.toContain('its outcome was not seen');
  });

  it.each([
    ['250k a year', 'yes', 250_000],
    ['200k a year', 'no', 0],
    ['150k a year', 'no', -250_000],
    ['10k then 400k a year', 'yes', 610_000],
  ])('puts the report’s test of five years to £1m and %s', (savings, answer, left) => {
    const found = payback({ investment: '£1m', savings });
    expect(shownOf(found, 'Do savings exceed the cost of investment within five years?')).toBe(answer);
    expect(numberOf(found, 'Savings of five years less investment')).toBeCloseTo(left, 6);
    expect(found.headline).toMatch(answer === 'yes' ? /^The plan passes/ : /^The plan does not pass/);
  });

  it('counts spending after the fifth year in the test', () => {
    const found = payback({ investment: '£500k, 0, 0, 0, 0, 0, £900k', savings: '200k a year' });
    expect(numberOf(found, 'Savings of five years less investment')).toBe(-400_000);
    expect(found.warnings).toContain('After it has paid back, later spending takes it below £0 again.');
  });

  it('keeps ranges, from the worst case to the best', () => {
    const found = payback({ investment: '£1m-£1.2m', savings: '£200k-£300k a year for 6 years', bias: '10-24%' });
    // Best: 1.1m against 300k a year. Worst: 1.2m × 1.24 = 1.488m against 200k a year.
    expect(amountOf(found, 'Savings of five years less investment')).toEqual({
      low: expect.closeTo(1_000_000 - 1_488_000, 4),
      high: expect.closeTo(400_000, 4),
    });
    expect(shownOf(found, 'Do savings exceed the cost of investment within five years?')).toBe('only at the better end of the range');
    expect(shownOf(found, 'Payback')).toBe('year 4 at best, at worst not within 10 years');
    expect(found.chart).toMatchObject({ kind: 'cumulative', lines: [{ label: 'Best case', paybackYear: 4 }, { label: 'Worst case' }] });
  });

  it('leaves optimism bias as an open assumption until it is given', () => {
    const open = payback({ investment: '£1m', savings: '300k a year' });
    expect(shownOf(open, 'Optimism bias on the investment')).toBe('0%');
    expect(open.warnings.join()).toContain('No optimism bias is allowed for: an open assumption');
    expect(open.certainty.level).toBe('weak');
    const allowed = payback({ investment: '£1m', savings: '300k a year', bias: '51%' });
    expect(numberOf(allowed, 'Cost of investment')).toBeCloseTo(1_510_000, 6);
    expect(allowed.certainty.level).toBe('fair');
  });

  it('works out prudential borrowing as an annuity, and whether savings cover it', () => {
    // The annuity is a published example: 25,000 at 8.5% over 12 years is 3,403.82 a year.
    const found = payback({ investment: '25,000', savings: '3,000 then 3,500 a year', borrow: '25,000', interest: '8.5%', term: 12 });
    expect(numberOf(found, 'Yearly repayment')).toBeCloseTo(3403.82, 2);
    expect(numberOf(found, 'Interest in all')).toBeCloseTo(3403.82145169876 * 12 - 25_000, 2);
    expect(shownOf(found, 'Do savings cover the repayment?')).toBe('not for certain in 1 of the 10 years looked at: year 1');
    expect(found.warnings.join()).toContain('do not add the two');
  });

  it('says how “about” is taken', () => {
    expect(payback({ investment: 'about £1m', savings: '300k a year' }).warnings.join()).toContain('taken as just that');
    expect(payback({ investment: '£1m', savings: '300k a year' }).warnings.join()).not.toContain('taken as just that');
  });

  it('looks at all the years that sums were given for', () => {
    const found = payback({ investment: '£1m', savings: '100k a year for 12 years' });
    expect(numberOf(found, 'Savings less investment, over all years')).toBe(200_000);
    expect(found.working.find(({ label }) => label === 'Years looked at')?.figures).toBe('10, and 12 because sums were given for them');
  });

  it('says in the chart where it pays back, and in words for who cannot see it', () => {
    const { chart } = payback({ investment: '£1m', savings: '300k a year', years: 5 });
    expect(chart).toMatchObject({ lines: [{ amounts: [-1e6, -7e5, -4e5, -1e5, 2e5, 5e5], paybackYear: 4 }, { label: 'Discounted at 3.5%' }] });
    expect(chart?.alt).toContain('Cumulative: pays back in year 4, and stands at £500,000 in year 5.');
  });

  it.each([
    [{ investment: '0', savings: '1m' }, 'investment', 'must begin with at least £1: year 0 is the year in which spending starts'],
    [{ investment: '£1m', savings: 'soon' }, 'savings', 'must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “soon” is not'],
    [{ investment: '£1m', savings: '1m', years: 0 }, 'years', 'cannot be less than 1 year, and “0” is'],
    [{ investment: '£1m', savings: '1m', years: 31 }, 'years', 'cannot be more than 30 years, and “31” is'],
    [{ investment: '£1m', savings: '1m', rate: '3-4%' }, 'rate', 'must be one number, and “3-4%” is a range'],
    [{ investment: '£1m', savings: '1m', rate: '101%' }, 'rate', 'cannot be more than 100%, and “101%” is'],
    [{ investment: '£1m', savings: '1m', borrow: '£1m', term: 5 }, 'interest', 'must be given with borrowing'],
    [{ investment: '£1m', savings: '1m', borrow: '£1m', interest: '5%' }, 'term', 'must be given with borrowing'],
    [{ investment: '£1m', savings: '1m', interest: '5%' }, 'borrow', 'must be given with an interest rate or a term'],
  ])('says what is wrong with %o', (args, field, message) => {
    expect(problem(args)).toEqual([[field, message]]);
  });
});
