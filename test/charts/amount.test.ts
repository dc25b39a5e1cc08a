import { describe, expect, it } from 'vitest';
import { shortAmount, type Unit } from '../../src/charts/amount.ts';

describe('an amount on a chart', () => {
  it.each<[number, Unit | 'plain', string]>([
    [0, 'pounds', '£0'],
    [-0, 'pounds', '£0'],
    [12.5, 'pounds', '£12.5'],
    [-950, 'pounds', '−£950'],
    [1046, 'pounds', '£1,046'],
    [16_200_000, 'pounds', '£16.2m'],
    [950_000, 'pounds', '£950k'],
    [999_999, 'pounds', '£1m'],
    [267_400_000, 'pounds', '£267m'],
    [-1e12, 'pounds', '−£1tn'],
    [1e300, 'pounds', '£1.0e+300'],
    [1046, 'jobs', '1,046'],
    [527.5, 'jobs', '528'],
    [-0.3, 'jobs', '0'],
    [0.4216, 'ratio', '42.2%'],
    [7.25, 'points', '7.25'],
    [-3, 'plain', '−3'],
  ])('%d in %s is %s', (amount, unit, shown) => {
    expect(shortAmount(amount, unit)).toBe(shown);
  });
});
