import { type CashFlow, sumsOver } from './cash-flow.ts';
import { HALF_A_PENNY } from './discounting.ts';
import { multiply, NOTHING, type Range, range, subtract, sum } from './range.ts';

/** The 2002 report's own test: do savings exceed the cost of investment over five years? */
export const TEST_YEARS = 5;

/** The plan year by year, from year 0 to the last that is looked at. */
export interface Plan {
  readonly investment: readonly Range[];
  /** With optimism bias. */
  readonly costs: readonly Range[];
  /** Nothing in year 0. */
  readonly savings: readonly Range[];
  readonly last: number;
}

interface Planned {
  readonly investment: CashFlow;
  readonly savings: CashFlow;
  readonly years: number;
  readonly bias: Range;
}

/** What is given for a year past those looked at lengthens the look: no sum is dropped. */
export function planOf({ investment, savings, years, bias }: Planned): Plan {
  const last = Math.max(years, investment.sums.length - 1, savings.sums.length);
  const outlays = sumsOver(investment, last + 1);
  const uplift = range(1 + bias.low, 1 + bias.high);
  return { investment: outlays, costs: outlays.map((each) => multiply(each, uplift)), savings: [NOTHING, ...sumsOver(savings, last)], last };
}

/** What savings of five years come to above the whole cost of investment. */
export const fiveYears = ({ savings, costs }: Plan): Range => subtract(sum(savings.slice(0, TEST_YEARS + 1)), sum(costs));

export function testOf(plan: Plan): 'yes' | 'no' | 'perhaps' {
  const { low, high } = fiveYears(plan);
  return low >= HALF_A_PENNY ? 'yes' : high < HALF_A_PENNY ? 'no' : 'perhaps';
}

/** Net sums year by year, where costs are lowest and savings highest, and the other way about. */
export function casesOf({ costs, savings }: Plan): { best: readonly number[]; worst: readonly number[] } {
  const net = (cost: keyof Range, saving: keyof Range): number[] => costs.map((each, year) => (savings[year]?.[saving] ?? 0) - each[cost]);
  return { best: net('low', 'high'), worst: net('high', 'low') };
}
