import type { Result, Step, Value } from './appraisal.ts';
import { inFull } from './format.ts';
import type { Given } from './quantities.ts';
import { isSame, type Range } from './range.ts';

export type Unit = Exclude<Value['unit'], 'words'>;

/** What a calculator takes when nothing better is given, and what that rests on. */
export interface Default {
  /** As it would be written. */
  readonly written: string;
  readonly amount: Range;
  readonly because: string;
  readonly sources: readonly string[];
}

/** A line for something that was given. */
export function givenStep(label: string, unit: Unit, given: Given): Step {
  const value: Value = { unit, amount: { low: given.low, high: given.high } };
  const figures = inFull(value);
  const about = given.isAbout ? `about ${figures}, taken as just that: give a range to show the doubt` : figures;
  return { label, formula: 'as given', figures: about, value, from: 'given', sources: [] };
}

/** A line for something that was given or left at its default; the default given again is still the default. */
export function inputStep(label: string, unit: Unit, given: Given, fallback: Default): Step {
  const step = givenStep(label, unit, given);
  if (!isSame(given, fallback.amount)) return step;
  return { ...step, formula: `default: ${fallback.because}`, figures: fallback.written, from: 'default', sources: fallback.sources };
}

interface Worked {
  readonly label: string;
  /** The formula in words. */
  readonly formula: string;
  /** The formula with its figures; what it comes to is added. */
  readonly figures: string;
  readonly unit: Unit;
  readonly amount: Range;
  readonly sources?: readonly string[];
}

/** A line that follows from the lines above. Its figures are in full, so that it can be done again by hand. */
export function workedOut({ label, formula, figures, unit, amount, sources = [] }: Worked): Step {
  const value: Value = { unit, amount };
  return { label, formula, figures: `${figures} = ${inFull(value)}`, value, from: 'worked out', sources };
}

/** A line that comes to words, such as the answer to a yes-or-no question. */
export const inWordsStep = (label: string, formula: string, words: string, sources: readonly string[] = []): Step => ({
  label,
  formula,
  figures: words,
  value: { unit: 'words', words },
  from: 'worked out',
  sources,
});

/** The lines of the working that are results, in the order in which they matter; labels that it does not have are left out. */
export const resultsOf = (working: readonly Step[], labels: readonly string[]): Result[] =>
  labels.flatMap((label) => working.filter((step) => step.label === label).map(({ value }) => ({ label, value })));
