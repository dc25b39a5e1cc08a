import type { Appraisal, Step } from '../../src/appraisal/appraisal.ts';
import { inWords } from '../../src/appraisal/format.ts';
import type { Range } from '../../src/appraisal/range.ts';

function stepOf({ working }: Appraisal, label: string): Step {
  const step = working.find((each) => each.label === label);
  if (step === undefined) throw new Error(`the working has no line "${label}", only ${working.map((each) => each.label).join('; ')}`);
  return step;
}

/** The range of a line of the working, unrounded. */
export function amountOf(appraisal: Appraisal, label: string): Range {
  const { value } = stepOf(appraisal, label);
  if (value.unit === 'words') throw new Error(`"${label}" is words: ${value.words}`);
  return value.amount;
}

/** The one number of a line. */
export function numberOf(appraisal: Appraisal, label: string): number {
  const { low, high } = amountOf(appraisal, label);
  if (low !== high) throw new Error(`"${label}" is a range, ${low} to ${high}`);
  return low;
}

/** The line as a person sees it. */
export const shownOf = (appraisal: Appraisal, label: string): string => inWords(stepOf(appraisal, label).value);

/** Where the line is from, and what it rests on. */
export const originOf = (appraisal: Appraisal, label: string): string => {
  const { from, sources } = stepOf(appraisal, label);
  return [from, ...sources].join(' ');
};
