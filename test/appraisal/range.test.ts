import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, atEnds, divide, exactly, multiply, type Range, range, subtract, sum } from '../../src/appraisal/range.ts';

const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const someRange = fc.tuple(amount, amount).map(([one, other]) => range(Math.min(one, other), Math.max(one, other)));
const inside = ({ low, high }: Range, at: number): number => Math.min(high, low + (high - low) * at);
const at = fc.double({ min: 0, max: 1, noNaN: true });

/** Rounding may move the last digit. */
const holds = ({ low, high }: Range, value: number): boolean => {
  const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high));
  return value >= low - slack && value <= high + slack;
};

describe('arithmetic with ranges', () => {
  it('knows the ends', () => {
    expect(add(range(1, 2), range(10, 20))).toEqual(range(11, 22));
    expect(subtract(range(1, 2), range(10, 20))).toEqual(range(-19, -8));
    expect(multiply(range(-1, 2), range(10, 20))).toEqual(range(-20, 40));
    expect(divide(range(10, 20), range(2, 5))).toEqual(range(2, 10));
    expect(sum([exactly(1), range(1, 2)])).toEqual(range(2, 3));
    expect(atEnds((whole, share) => whole * (1 - share), range(10, 20), range(0.1, 0.5))).toEqual(range(5, 18));
  });

  it('holds every number that the inputs could be', () => {
    fc.assert(
      fc.property(someRange, someRange, at, at, (one, other, first, second) => {
        const [a, b] = [inside(one, first), inside(other, second)];
        expect(holds(add(one, other), a + b)).toBe(true);
        expect(holds(subtract(one, other), a - b)).toBe(true);
        expect(holds(multiply(one, other), a * b)).toBe(true);
        if (other.low > 0.001 || other.high < -0.001) expect(holds(divide(one, other), a / b)).toBe(true);
      }),
    );
  });

  it('refuses to divide by a range that holds nought', () => {
    expect(() => divide(exactly(1), range(-1, 1))).toThrow(RangeError);
    expect(() => divide(exactly(1), exactly(0))).toThrow(RangeError);
  });

  it('has no nought below nought', () => {
    expect(Object.is(multiply(exactly(0), exactly(-3)).low, 0)).toBe(true);
    expect(Object.is(exactly(-0).high, 0)).toBe(true);
  });
});
