import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/appraisal/appraisal.ts';
import { inWords } from '../../src/appraisal/format.ts';
import { money, percent } from '../../src/appraisal/quantities.ts';
import { exactly, range } from '../../src/appraisal/range.ts';

const word = (unit: Exclude<Value['unit'], 'words'>, low: number, high = low): string => inWords({ unit, amount: { low, high } });

describe('a value in words', () => {
  it.each([
    [word('pounds', 1_200_000), '£1.2m'],
    [word('pounds', 339_240_506.33), '£339.24m'],
    [word('pounds', 999_999.6), '£1m'],
    [word('pounds', 999_999_999), '£1bn'],
    [word('pounds', 949_784), '£949,784'],
    [word('pounds', -250_000), '−£250,000'],
    [word('pounds', 0.36), '£0.36'],
    [word('pounds', -0.001), '£0'],
    [word('pounds', 0), '£0'],
    [word('pounds a year', 500_000, 600_000), '£500,000 to £600,000 a year'],
    [word('ratio', 0.42), '42%'],
    [word('ratio', 8 / 267), '3.0%'],
    [word('ratio', 16 / 267), '6.0%'],
    [word('ratio', 14.7 / 267), '5.5%'],
    [word('ratio', 0.29), '29%'],
    [word('ratio', -0.00001), '0.0%'],
    [word('ratio', 0.03, 0.04), '3% to 4%'],
    [word('jobs', 525, 630), '525 to 630 jobs'],
    [word('jobs', 527.01, 527.4), '527 jobs'],
    [word('jobs', 1), '1 job'],
    [word('jobs', -0.01), '0 jobs'],
    [word('people', 1250), '1,250 people'],
    [word('years', 7.5), '7.5 years'],
    [word('years', 1), '1 year'],
    [word('months', 18, 24), '18 to 24 months'],
    [word('times', 1.9), '1.9 times'],
    [inWords({ unit: 'words', words: 'never' }), 'never'],
  ])('is %s', (shown, expected) => {
    expect(shown).toBe(expected);
  });

  it('can be read back: written again it is the same words', () => {
    const sum = fc.oneof(fc.constant(0), fc.double({ min: 1000, max: 1e11, noNaN: true }));
    fc.assert(
      fc.property(sum, sum, (one, other) => {
        const shown = word('pounds', Math.min(one, other), Math.max(one, other));
        const read = money().parse(shown);
        expect(word('pounds', read.low, read.high)).toBe(shown);
        expect(Math.abs(read.high - Math.max(one, other))).toBeLessThanOrEqual(Math.max(0.5, Math.max(one, other) * 0.005));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(Math.abs(percent().parse(word('ratio', share)).low - share)).toBeLessThanOrEqual(0.0005 + 1e-12);
      }),
    );
  });

  it('never shows a number that is none, or a nought below nought', () => {
    const units: readonly Exclude<Value['unit'], 'words'>[] = ['people', 'jobs', 'pounds', 'pounds a year', 'ratio', 'years', 'months', 'points', 'times'];
    fc.assert(
      fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), fc.constantFrom(...units), (amount, unit) => {
        expect(inWords({ unit, amount: exactly(amount) })).not.toMatch(/NaN|∞|−£?0(\.0+)?(?![.\d,])|e[+-]/);
      }),
    );
  });

  it('shows a range from low to high', () => {
    expect(inWords({ unit: 'pounds', amount: range(-2e6, 3e6) })).toBe('−£2m to £3m');
  });
});
