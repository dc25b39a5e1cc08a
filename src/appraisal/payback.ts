import { z } from 'zod';
import type { Appraisal, Certainty } from './appraisal.ts';
import { BORROWING_LINES, borrowingSteps } from './borrowing.ts';
import { cashFlow, MOST_YEARS } from './cash-flow.ts';
import type { Chart } from './chart.ts';
import { cumulative, discounted, HALF_A_PENNY, paybackYear } from './discounting.ts';
import { inWords, rangeInWords } from './format.ts';
import { paybackEvidence } from './payback-evidence.ts';
import { casesOf, type Plan, planOf, testOf } from './payback-plan.ts';
import { DISCOUNT_RATE, LINES, NO_BIAS, planSteps, TEN_YEARS } from './payback-working.ts';
import { money, percent, wholeYears } from './quantities.ts';
import { exactly, isExact } from './range.ts';
import { resultsOf } from './working.ts';

export const input = z
  .object({
    investment: cashFlow()
      .refine(({ sums, afterwards }) => ((sums[0] ?? afterwards)?.low ?? 0) >= 1, 'must begin with at least £1: year 0 is the year in which spending starts')
      .meta({ description: 'What the plan costs by year, the first figure now: £800k, £400k' }),
    savings: cashFlow().meta({ description: 'What it saves by year, the first figure in year 1: 50k, 120k, 120k or 50k then 120k a year' }),
    years: wholeYears(MOST_YEARS).prefault(TEN_YEARS.written).meta({ description: 'How many years are looked at, at most 30' }),
    rate: percent({ isOne: true })
      .prefault(DISCOUNT_RATE.written)
      .meta({ description: 'Discount rate, above inflation. Otherwise the Green Book’s, as stated on 16 December 2025' }),
    bias: percent({ most: 3 }).prefault(NO_BIAS.written).meta({ description: 'Optimism bias: how far the investment may run over plan, such as 10-24%' }),
    borrow: money().optional().meta({ description: 'How much of the investment the council would borrow' }),
    interest: percent().optional().meta({ description: 'Interest rate of the borrowing, such as 5%' }),
    term: wholeYears(60).optional().meta({ description: 'Years over which the borrowing is paid back' }),
  })
  .refine(({ borrow, interest, term: length }) => borrow !== undefined || (interest === undefined && length === undefined), {
    path: ['borrow'],
    message: 'must be given with an interest rate or a term',
  })
  .refine(({ borrow, interest }) => borrow === undefined || interest !== undefined, { path: ['interest'], message: 'must be given with borrowing' })
  .refine(({ borrow, term: length }) => borrow === undefined || length !== undefined, { path: ['term'], message: 'must be given with borrowing' });
type Input = z.output<typeof input>;

const RESULTS = [...Object.values(LINES), ...Object.values(BORROWING_LINES)];

const HEADLINES = {
  yes: 'The plan passes the 2002 report’s test: its savings exceed the cost of investment within five years',
  no: 'The plan does not pass the 2002 report’s test: its savings do not exceed the cost of investment within five years',
  perhaps: 'The plan passes the 2002 report’s test only at the better end: its savings may or may not exceed the cost of investment within five years',
} as const;

/** Whether an in-house improvement plan pays for itself: present value, ratio, payback, and the 2002 report's test of five years. */
export function appraisePayback(given: Input): Appraisal {
  const plan = planOf(given);
  const working = [...planSteps(given, plan), ...borrowingSteps(given, plan.savings.slice(1))];
  const shown = (label: string): string => resultsOf(working, [label]).map(({ value }) => inWords(value))[0] ?? '';
  return {
    calculator: 'payback',
    title: 'In-house improvement plan: does it pay?',
    headline: `${HEADLINES[testOf(plan)]} (${shown(LINES.afterFive)} after five years). Net present value ${shown(LINES.netPresentValue)}; payback: ${shown(LINES.payback)}.`,
    results: resultsOf(working, RESULTS),
    working,
    evidence: paybackEvidence,
    certainty: certainty(given),
    warnings: warnings(given, plan),
    chart: chart(given, plan),
    nextQuestion: 'Is the in-house option prepared on exactly the same basis as outside bids?',
  };
}

function certainty({ bias, savings, investment }: Input): Certainty {
  const isTested = bias.high > 0 || [...savings.sums, ...investment.sums].some((each) => !isExact(each));
  return isTested
    ? { level: 'fair', why: 'The sums are exact and allow for things going worse than planned. Costs and savings are still a plan.' }
    : { level: 'weak', why: 'The sums are exact, but each cost and saving is one planned figure with nothing allowed for going wrong.' };
}

function warnings({ bias, rate, investment, savings, borrow }: Input, plan: Plan): string[] {
  const { best, worst } = casesOf(plan);
  const slipsBack = [best, worst].some((net) => {
    const sums = cumulative(net);
    const year = paybackYear(sums);
    return year !== undefined && sums.slice(year).some((each) => each <= -HALF_A_PENNY);
  });
  const isAbout = [investment, savings].some(({ sums, afterwards }) => [...sums, afterwards].some((each) => each?.isAbout));
  return [
    ...(bias.high > 0 ? [] : ['No optimism bias is allowed for: an open assumption. Old official figures run from 2% to 200% over plan, by kind of project.']),
    ...(rate.low === DISCOUNT_RATE.amount.low
      ? ['3.5% is the rate stated in December 2025; a review was due in June 2026 and its outcome was not seen. Look it up first.']
      : []),
    ...(savings.sums.length === 1 && savings.afterwards === undefined
      ? ['Savings were given for one year only. If they go on, write them as “120k a year”.']
      : []),
    ...(isAbout ? ['What was written as “about” is taken as just that: give ranges to show the doubt.'] : []),
    ...(slipsBack ? ['After it has paid back, later spending takes it below £0 again.'] : []),
    ...(borrow === undefined ? [] : ['Interest is not a cost in the net present value, where discounting stands for the cost of waiting: do not add the two.']),
    'The sums should be in today’s prices, because the discount rate is above inflation. Only what has a price is counted.',
  ];
}

function chart({ rate }: Input, plan: Plan): Chart {
  const { best, worst } = casesOf(plan);
  const line = (label: string, net: readonly number[], at: number) => {
    const amounts = cumulative(discounted(net, at));
    return { label, amounts, paybackYear: paybackYear(amounts) };
  };
  const isOneCase = best.every((each, year) => each === worst[year]);
  const lines = isOneCase
    ? [line('Cumulative', best, 0), line(`Discounted at ${rangeInWords(rate, 'ratio')}`, best, rate.low)]
    : [line('Best case', best, 0), line('Worst case', worst, 0)];
  const said = lines.map(({ label, amounts, paybackYear: year }) => {
    const end = rangeInWords(exactly(amounts.at(-1) ?? 0), 'pounds');
    return `${label}: ${year === undefined ? 'does not pay back' : `pays back in year ${year}`}, and stands at ${end} in year ${plan.last}.`;
  });
  return { kind: 'cumulative', title: 'Savings less costs so far', alt: `Lines over years 0 to ${plan.last}. ${said.join(' ')}`, unit: 'pounds', lines };
}
