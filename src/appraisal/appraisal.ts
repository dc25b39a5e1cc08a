import type { Chart } from './chart.ts';
import type { Range } from './range.ts';

/** What every calculator returns: plain data, with nothing rounded. Commands put it into words, adapters draw it. */
export interface Appraisal {
  /** The calculator's name, as it is typed: `jobs`. */
  readonly calculator: string;
  readonly title: string;
  /** The result in a sentence or two, in plain words. */
  readonly headline: string;
  /** What comes out, most important first. */
  readonly results: readonly Result[];
  /** How it was worked out, line by line, so that anyone can do it again by hand. */
  readonly working: readonly Step[];
  /** What each assumption rests on. */
  readonly evidence: readonly Evidence[];
  /** How sure the result is, and why. */
  readonly certainty: Certainty;
  /** What must not be overlooked when it is used in committee. */
  readonly warnings: readonly string[];
  readonly chart?: Chart | undefined;
  /** The question to put to the employer next. */
  readonly nextQuestion: string;
}

export interface Result {
  readonly label: string;
  readonly value: Value;
}

/** A quantity and how it is shown. A range that is one number is shown as one. `ratio`: 0.42 is shown as 42 %. */
export type Value =
  | { readonly unit: 'people' | 'jobs' | 'pounds' | 'pounds a year' | 'ratio' | 'years' | 'months' | 'points' | 'times'; readonly amount: Range }
  | { readonly unit: 'words'; readonly words: string };

/** One line of working: `jobs lost = staff in scope x job-loss rate`. */
export interface Step {
  readonly label: string;
  /** The formula in words. */
  readonly formula: string;
  /** The formula with the figures in it. */
  readonly figures: string;
  readonly value: Value;
  /** Whether it was given, is a default, or follows from lines above. */
  readonly from: 'given' | 'default' | 'worked out';
  /** Ids in knowledge/sources.yml that a default comes from. */
  readonly sources: readonly string[];
}

export interface Evidence {
  /** What it says, with its figure. */
  readonly statement: string;
  /** Why it may not hold here. */
  readonly weakness: string;
  /** Ids in knowledge/sources.yml; at least one. */
  readonly sources: readonly [string, ...string[]];
}

export interface Certainty {
  readonly level: 'good' | 'fair' | 'weak';
  readonly why: string;
}
