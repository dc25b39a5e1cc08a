import type { Step } from './appraisal.ts';
import { annuity, HALF_A_PENNY } from './discounting.ts';
import { rangeInWords, term } from './format.ts';
import type { Given } from './quantities.ts';
import { atEnds, exactly, type Range } from './range.ts';
import { givenStep, inWordsStep, workedOut } from './working.ts';

/** The lines that are results. */
export const BORROWING_LINES = {
  repayment: 'Yearly repayment',
  interest: 'Interest in all',
  cover: 'Do savings cover the repayment?',
} as const;

interface Borrowing {
  readonly borrow?: Given | undefined;
  readonly interest?: Given | undefined;
  readonly term?: number | undefined;
}

/** Prudential borrowing: what it costs each year and in all, and whether each year's savings, the first being those of year 1, cover it. */
export function borrowingSteps({ borrow, interest, term: length }: Borrowing, savings: readonly Range[]): Step[] {
  if (borrow === undefined || interest === undefined || length === undefined) return [];
  const yearly = atEnds((sum, rate) => annuity(sum, rate, length), borrow, interest);
  const [sum, rate] = [term(borrow, 'pounds'), term(interest, 'ratio')];
  return [
    givenStep('Borrowed', 'pounds', borrow),
    givenStep('Interest rate', 'ratio', interest),
    givenStep('Paid back over', 'years', exactly(length)),
    workedOut({
      label: BORROWING_LINES.repayment,
      formula: 'borrowed × interest ÷ (1 − (1 + interest)^−years), the same each year (an annuity)',
      figures: `${sum} × ${rate} ÷ (1 − (1 + ${rate})^−${length})`,
      unit: 'pounds a year',
      amount: yearly,
    }),
    workedOut({
      label: BORROWING_LINES.interest,
      formula: 'yearly repayment × years − borrowed',
      figures: `${term(yearly, 'pounds')} × ${length} − ${sum}`,
      unit: 'pounds',
      amount: atEnds((principal, at) => Math.max(0, annuity(principal, at, length) * length - principal), borrow, interest),
    }),
    coverStep(yearly, savings.slice(0, length)),
  ];
}

function coverStep(yearly: Range, savings: readonly Range[]): Step {
  const short = savings.flatMap(({ low }, index) => (low < yearly.high - HALF_A_PENNY ? [index + 1] : []));
  const words =
    short.length === 0
      ? `yes, in each of the ${savings.length} years looked at`
      : `not for certain in ${short.length} of the ${savings.length} years looked at: year ${short.join(', ')}`;
  return inWordsStep(BORROWING_LINES.cover, `each year’s savings against ${rangeInWords(yearly, 'pounds a year')}`, words, ['report-2002']);
}
