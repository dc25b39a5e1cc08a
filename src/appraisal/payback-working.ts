import type { Step } from './appraisal.ts';
import { byYear } from './cash-flow.ts';
import { cumulative, discounted, paybackYear, presentValue } from './discounting.ts';
import { term } from './format.ts';
import { casesOf, fiveYears, type Plan, TEST_YEARS, testOf } from './payback-plan.ts';
import { atEnds, exactly, NOTHING, type Range, range, subtract, sum } from './range.ts';
import { type Default, givenStep, inputStep, inWordsStep, workedOut } from './working.ts';

/** The rate may have changed since: a review was due to report in June 2026. It is a setting of each run, and this is what it is set to. */
export const DISCOUNT_RATE: Default = {
  written: '3.5%',
  amount: exactly(0.035),
  because: 'the Green Book’s rate above inflation for years 0 to 30, as stated on 16 December 2025 and under review since',
  sources: ['gb1', 'gb2a', 'gb2b'],
};
export const NO_BIAS: Default = { written: '0%', amount: NOTHING, because: 'nothing is allowed for, which is an open assumption', sources: [] };
export const TEN_YEARS: Default = {
  written: '10',
  amount: exactly(10),
  because: 'the length of the contract that the 2002 report argued against',
  sources: ['report-2002'],
};

/** The lines that are results. */
export const LINES = {
  fiveYearTest: 'Do savings exceed the cost of investment within five years?',
  afterFive: 'Savings of five years less investment',
  netPresentValue: 'Net present value',
  ratio: 'Benefit-cost ratio',
  payback: 'Payback',
  discountedPayback: 'Discounted payback',
  net: 'Savings less investment, over all years',
  bearable: 'Overrun at which it only breaks even',
} as const;

interface Settings {
  readonly years: number;
  readonly rate: Range;
  readonly bias: Range;
}

/** Every line but those of borrowing. */
export const planSteps = (settings: Settings, plan: Plan): Step[] => [
  ...inputSteps(settings, plan),
  ...testSteps(plan),
  ...valueSteps(settings, plan),
  ...paybackSteps(settings, plan),
];

function inputSteps({ years, rate, bias }: Settings, { investment, costs, savings, last }: Plan): Step[] {
  const [planned, all] = [sum(investment), sum(costs)];
  return [
    { ...givenStep('Investment', 'pounds', planned), formula: 'as given, the first figure in year 0', figures: byYear(investment, 0) },
    { ...givenStep('Savings', 'pounds', sum(savings)), formula: 'as given, the first figure in year 1', figures: byYear(savings.slice(1), 1) },
    {
      ...inputStep('Years looked at', 'years', exactly(years), TEN_YEARS),
      ...(last > years ? { figures: `${years}, and ${last} because sums were given for them` } : {}),
    },
    inputStep('Discount rate', 'ratio', rate, DISCOUNT_RATE),
    inputStep('Optimism bias on the investment', 'ratio', bias, NO_BIAS),
    workedOut({
      label: 'Cost of investment',
      formula: 'investment × (1 + optimism bias)',
      figures: `${term(planned, 'pounds')} × (1 + ${term(bias, 'ratio')})`,
      unit: 'pounds',
      amount: all,
    }),
  ];
}

function testSteps(plan: Plan): Step[] {
  const first = sum(plan.savings.slice(0, TEST_YEARS + 1));
  const words = { yes: 'yes', no: 'no', perhaps: 'only at the better end of the range' }[testOf(plan)];
  return [
    workedOut({
      label: 'Savings of years 1 to 5',
      formula: 'their sum',
      figures: byYear(plan.savings.slice(1, TEST_YEARS + 1), 1),
      unit: 'pounds',
      amount: first,
    }),
    workedOut({
      label: LINES.afterFive,
      formula: 'savings of years 1 to 5 − cost of investment, in whatever year it is spent',
      figures: `${term(first, 'pounds')} − ${term(sum(plan.costs), 'pounds')}`,
      unit: 'pounds',
      amount: fiveYears(plan),
    }),
    inWordsStep(LINES.fiveYearTest, 'whether that is more than £0 (the test of the 2002 report)', words, ['report-2002']),
  ];
}

/** Highest where costs are low and savings high: each end of the range is one case, reckoned on its own. */
function valueSteps({ rate }: Settings, { costs, savings, last }: Plan): Step[] {
  const presentValueOf = (sums: readonly Range[]): Range =>
    range(
      presentValue(
        sums.map(({ low }) => low),
        rate.low,
      ),
      presentValue(
        sums.map(({ high }) => high),
        rate.low,
      ),
    );
  const [benefits, outlay] = [presentValueOf(savings), presentValueOf(costs)];
  const [gain, cost] = [term(benefits, 'pounds'), term(outlay, 'pounds')];
  const discounting = (sums: readonly Range[]): string => `${byYear(sums, 0)}; each ÷ (1 + ${term(rate, 'ratio')})^year`;
  const ratio = atEnds((a, b) => a / b, benefits, outlay);
  return [
    workedOut({
      label: LINES.net,
      formula: 'all savings − cost of investment, not discounted',
      figures: `years 0 to ${last}`,
      unit: 'pounds',
      amount: subtract(sum(savings), sum(costs)),
    }),
    workedOut({
      label: 'Present value of savings',
      formula: 'sum of each year’s savings ÷ (1 + discount rate)^year',
      figures: discounting(savings),
      unit: 'pounds',
      amount: benefits,
      sources: ['gb1'],
    }),
    workedOut({
      label: 'Present value of costs',
      formula: 'sum of each year’s cost of investment ÷ (1 + discount rate)^year',
      figures: discounting(costs),
      unit: 'pounds',
      amount: outlay,
      sources: ['gb1'],
    }),
    workedOut({
      label: LINES.netPresentValue,
      formula: 'present value of savings − present value of costs',
      figures: `${gain} − ${cost}`,
      unit: 'pounds',
      amount: subtract(benefits, outlay),
      sources: ['gb5'],
    }),
    workedOut({
      label: LINES.ratio,
      formula: 'present value of savings ÷ present value of costs',
      figures: `${gain} ÷ ${cost}`,
      unit: 'times',
      amount: ratio,
      sources: ['gb4'],
    }),
    workedOut({
      label: LINES.bearable,
      formula: 'benefit-cost ratio − 1, on top of any optimism bias above',
      figures: `${term(ratio, 'times')} − 1`,
      unit: 'ratio',
      amount: subtract(ratio, exactly(1)),
    }),
  ];
}

function paybackSteps({ rate }: Settings, plan: Plan): Step[] {
  const { best, worst } = casesOf(plan);
  const yearOf = (net: readonly number[], at: number): number | undefined => paybackYear(cumulative(discounted(net, at)));
  const step = (label: string, formula: string, at: number): Step => {
    const [early, late] = [yearOf(best, at), yearOf(worst, at)];
    if (early === undefined) return inWordsStep(label, formula, `not within ${plan.last} years`);
    if (late === undefined) return inWordsStep(label, formula, `year ${early} at best, at worst not within ${plan.last} years`);
    return workedOut({
      label,
      formula,
      figures: early === late ? `year ${early}` : `year ${early} at best, year ${late} at worst`,
      unit: 'years',
      amount: range(early, late),
    });
  };
  return [
    step(LINES.payback, 'first year in which savings so far less costs so far are not negative', 0),
    step(LINES.discountedPayback, 'the same with each year’s sum ÷ (1 + discount rate)^year', rate.low),
  ];
}
