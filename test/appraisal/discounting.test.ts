import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annuity, cumulative, discounted, paybackYear, presentValue } from '../../src/appraisal/discounting.ts';

/** Worked examples that others have published. Where a spreadsheet discounts the first sum too, a year 0 of nothing is put before it. */
const NET_PRESENT_VALUES: readonly (readonly [string, number, readonly number[], number])[] = [
  ['Microsoft, NPV function: NPV(10%, -10000, 3000, 4200, 6800)', 0.1, [0, -10_000, 3000, 4200, 6800], 1188.44],
  ['Microsoft, NPV function: NPV(8%, 8000, 9200, 10000, 12000, 14500) - 40000', 0.08, [-40_000, 8000, 9200, 10_000, 12_000, 14_500], 1922.06],
  ['the same with a loss of 9,000 in the sixth year', 0.08, [-40_000, 8000, 9200, 10_000, 12_000, 14_500, -9000], -3749.47],
  ['Adobe, FormCalc reference: NPV(0.10, 500, 1500, 4000, 10000)', 0.1, [0, 500, 1500, 4000, 10_000], 11_529.61],
  ['MESCIUS, function reference: NPV(6.5%, -10000, 3000, 3400, 7700)', 0.065, [0, -10_000, 3000, 3400, 7700], 2055.38],
  ['NumPy Financial, npv: 40,000 invested, 8%', 0.08, [-40_000, 5000, 8000, 12_000, 30_000], 3065.22],
  ['Steward’s own knowledge, green-book-discounting: £1m spent now, £1m saved in year 10, 3.5%', 0.035, [-1e6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e6], -291_081.19],
];
const ANNUITIES: readonly (readonly [string, number, number, number, number])[] = [
  ['Adobe, FormCalc reference: Pmt(25000, 0.085, 12), yearly', 25_000, 0.085, 12, 3403.82],
  ['Adobe, FormCalc reference: Pmt(150000, 0.0475 / 12, 25 * 12)', 150_000, 0.0475 / 12, 300, 855.18],
  ['Microsoft, PMT function: 10,000 at 8% / 12 over 10 months', 10_000, 0.08 / 12, 10, 1037.03],
  ['NumPy Financial, pmt: 200,000 at 7.5% / 12 over 15 years', 200_000, 0.075 / 12, 180, 1854.02],
  ['OpenOffice, PMT function: 5,000 at 5.5% / 12 over 2 years', 5000, 0.055 / 12, 24, 220.48],
  ['without interest', 1200, 0, 12, 100],
];
/** Rate, sums, and the year in which a textbook’s cumulative line is no longer negative. */
const PAYBACKS: readonly (readonly [string, number, readonly number[], number | undefined])[] = [
  ['corporate finance course: 200,000 at 12%, discounted', 0.12, [-200_000, 60_000, 80_000, 70_000, 60_000, 50_000], 4],
  ['the same, simple', 0, [-200_000, 60_000, 80_000, 70_000, 60_000, 50_000], 3],
  ['textbook question: 5,200 at 14%', 0.14, [-5200, 2800, 3700, 5100, 4300], 2],
  ['the same for 5,400', 0.14, [-5400, 2800, 3700, 5100, 4300], 3],
  ['the same for 10,400', 0.14, [-10_400, 2800, 3700, 5100, 4300], 4],
  ['textbook question: 2,324,000 against 600,000 a year at 11%', 0.11, [-2_324_000, ...Array.from({ length: 6 }, () => 600_000)], 6],
  ['the same over five years', 0.11, [-2_324_000, ...Array.from({ length: 5 }, () => 600_000)], undefined],
];

describe('present value', () => {
  it.each(NET_PRESENT_VALUES)('%s', (_, rate, sums, expected) => {
    expect(presentValue(sums, rate)).toBeCloseTo(expected, 2);
    expect(cumulative(discounted(sums, rate)).at(-1)).toBeCloseTo(expected, 2);
  });

  it('is the sum when nothing is discounted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 31 }), (sums) => {
        expect(presentValue(sums, 0)).toBe(sums.reduce((all, each) => all + each, 0));
      }),
    );
  });

  it('is less the higher the rate, where all comes later', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }), rate, rate, (sums, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(presentValue([0, ...sums], high)).toBeLessThanOrEqual(presentValue([0, ...sums], low) * (1 + 1e-12));
      }),
    );
  });
});

describe('an annuity', () => {
  it.each(ANNUITIES)('%s', (_, principal, rate, years, expected) => {
    expect(annuity(principal, rate, years)).toBeCloseTo(expected, 2);
  });

  it('is worth what was borrowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), (principal, rate, years) => {
        const payments = [0, ...Array.from({ length: years }, () => annuity(principal, rate, years))];
        expect(presentValue(payments, rate) / principal).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('payback', () => {
  it.each(PAYBACKS)('%s', (_, rate, sums, year) => {
    expect(paybackYear(cumulative(discounted(sums, rate)))).toBe(year);
  });

  it('is the first year whose cumulative sum is not negative', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 31 }), (sums) => {
        const soFar = (year: number): number => sums.slice(0, year + 1).reduce((all, each) => all + each, 0);
        const year = paybackYear(cumulative(sums));
        for (let earlier = 0; earlier < (year ?? sums.length); earlier += 1) expect(soFar(earlier)).toBeLessThan(0);
        if (year !== undefined) expect(soFar(year)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not take rounding for a debt', () => {
    // 0.1 + 0.2 - 0.3 is not quite nought.
    expect(paybackYear(cumulative([-0.3, 0.1, 0.2]))).toBe(2);
  });
});
