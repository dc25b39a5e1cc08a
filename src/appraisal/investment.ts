import { z } from 'zod';
import type { Appraisal, Certainty, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { rangeInWords, term } from './format.ts';
import { investmentEvidence } from './investment-evidence.ts';
import { type Given, money, moneyList } from './quantities.ts';
import { atEnds, divide, exactly, type Range, range, sum } from './range.ts';
import { type Default, givenStep, inputStep, resultsOf, workedOut } from './working.ts';

const NOTHING_OWN: Default = { written: '£0', amount: exactly(0), because: 'nothing was said to be for its own business', sources: [] };
/** What Bedfordshire's contractor would put in, of £267m. */
const BEDFORDSHIRE = { asReported: range(0.03, 0.04), both: exactly(16 / 267), unison: exactly(14.7 / 267) } as const;

export const input = z
  .object({
    price: money({ least: 1 }).meta({ description: 'Price of the whole contract, over all its years: £267m' }),
    investment: moneyList()
      .refine((items) => items.length <= 20, 'must be at most 20 sums')
      .meta({ description: 'What the contractor says it will put in, one sum after the other: £8m, £8m' }),
    own: money().prefault(NOTHING_OWN.written).meta({ description: 'How much of that is for its own business, such as a business centre to win other work' }),
  })
  .refine(({ investment, own }) => own.high <= sum(investment).high, { path: ['own'], message: 'cannot be more than the investment that it is part of' });
type Input = z.output<typeof input>;

const LINES = {
  together: 'Investment as a share of the price',
  real: 'Share without what is for its own business',
  realSum: 'Investment without what is for its own business',
  publicShare: 'Share that the council pays for',
} as const;

/** How much of a contract's price the contractor really puts in. */
export function appraiseInvestment(given: Input): Appraisal {
  const { price, investment, own } = given;
  const together = divide(sum(investment), price);
  const real = atEnds((all, its, whole) => Math.max(0, all - its) / whole, sum(investment), own, price);
  const working = steps(given, together, real);
  const without = own.high > 0 ? ` Without what is for its own business it is ${rangeInWords(real, 'ratio')}.` : '';
  return {
    calculator: 'investment',
    title: 'How much the contractor really puts in',
    headline: `The contractor puts in ${rangeInWords(sum(investment), 'pounds')}, ${rangeInWords(together, 'ratio')} of a price of ${rangeInWords(price, 'pounds')}.${without}`,
    results: resultsOf(working, [...Object.values(LINES), ...investment.map((_, index) => itemLabel(index))]),
    working,
    evidence: investmentEvidence,
    certainty: certainty(own),
    warnings: warnings(together, own),
    chart: chart(investment, price, together, real),
    nextQuestion: 'How much is for the council’s service, and how much for the firm’s own business centre?',
  };
}

const itemLabel = (index: number): string => `Sum ${index + 1} as a share of the price`;

function steps({ price, investment, own }: Input, together: Range, real: Range): Step[] {
  const all = sum(investment);
  const [whole, total, its] = [term(price, 'pounds'), term(all, 'pounds'), term(own, 'pounds')];
  const realSum = atEnds((a, b) => Math.max(0, a - b), all, own);
  return [
    givenStep('Price of the contract', 'pounds', price),
    ...investment.flatMap((item, index) => [
      givenStep(`Sum ${index + 1} that is put in`, 'pounds', item),
      workedOut({ label: itemLabel(index), formula: 'sum ÷ price', figures: `${term(item, 'pounds')} ÷ ${whole}`, unit: 'ratio', amount: divide(item, price) }),
    ]),
    workedOut({
      label: 'Investment in all',
      formula: 'its sums together',
      figures: investment.map((item) => term(item, 'pounds')).join(' + '),
      unit: 'pounds',
      amount: all,
    }),
    workedOut({ label: LINES.together, formula: 'investment ÷ price', figures: `${total} ÷ ${whole}`, unit: 'ratio', amount: together }),
    inputStep('For its own business', 'pounds', own, NOTHING_OWN),
    workedOut({ label: LINES.realSum, formula: 'investment − what is for its own business', figures: `${total} − ${its}`, unit: 'pounds', amount: realSum }),
    workedOut({
      label: LINES.real,
      formula: 'investment without what is for its own business ÷ price',
      figures: `(${total} − ${its}) ÷ ${whole}`,
      unit: 'ratio',
      amount: real,
    }),
    workedOut({
      label: LINES.publicShare,
      formula: '1 − share without what is for its own business',
      figures: `1 − ${term(real, 'ratio')}`,
      unit: 'ratio',
      amount: range(1 - real.high, 1 - real.low),
    }),
  ];
}

const certainty = (own: Range): Certainty =>
  own.high > 0
    ? { level: 'fair', why: 'The sum is exact. What is offered may not be what is spent, and who owns it at the end is not known.' }
    : {
        level: 'weak',
        why: 'The sum is exact, but all of the offer counts as for the council’s service: how much is for the firm’s own business was not given.',
      };

function warnings(together: Range, own: Range): string[] {
  return [
    ...(own.high > 0 ? [] : ['Nothing is left out as the firm’s own. Ask what it builds to win other work, and leave that out.']),
    ...(together.high > 1 ? ['This investment is more than the price: check that the price is that of all years.'] : []),
    'The council pays the investment back through the price. Ask what rate of return is charged on it.',
    'Do not quote the 2002 report’s “3% - 4%” of Bedfordshire: the two sums together are 6.0%.',
  ];
}

function chart(investment: readonly Given[], price: Range, together: Range, real: Range): Chart {
  const bars = [
    ...(investment.length > 1 && investment.length <= 4 ? investment.map((item, index) => ({ label: `Sum ${index + 1}`, amount: divide(item, price) })) : []),
    { label: 'In all', amount: together },
    { label: 'Without its own business', amount: real },
    { label: 'Bedfordshire, as the report has it', amount: BEDFORDSHIRE.asReported },
    { label: 'Bedfordshire, £16m of £267m', amount: BEDFORDSHIRE.both },
    { label: 'Bedfordshire, UNISON evidence', amount: BEDFORDSHIRE.unison },
  ];
  const alt = `Bars of shares of the contract price. ${bars.map(({ label, amount }) => `${label}: ${rangeInWords(amount, 'ratio')}`).join('. ')}.`;
  return { kind: 'ranges', title: 'Investment as a share of the price', alt, unit: 'ratio', bars };
}
