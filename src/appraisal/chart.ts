import type { Range } from './range.ts';

/** A picture as data: what it shows, before anything draws it. Amounts are in the unit named; nothing is rounded. */
export type Chart = { readonly title: string /** All it shows, in words, for who cannot see it. */; readonly alt: string } & (
  | CumulativeChart
  | RangeBars
  | StackedBars
  | HeatMap
  | SignedBars
  | PairedBars
);

type Unit = 'pounds' | 'jobs' | 'people' | 'branches' | 'points' | 'ratio';

/** A line over years, with the year marked in which it is first not negative. */
interface CumulativeChart {
  readonly kind: 'cumulative';
  readonly unit: Unit;
  /** `amounts[0]` is the beginning (year 0). Several lines where there is more than one case. */
  readonly lines: readonly { readonly label: string; readonly amounts: readonly number[]; readonly paybackYear?: number | undefined }[];
}

/** A bar from low to high for each label. */
interface RangeBars {
  readonly kind: 'ranges';
  readonly unit: Unit;
  readonly bars: readonly { readonly label: string; readonly amount: Range }[];
}

/** A bar for each option, made of the share each criterion gives it; the winner is marked. */
interface StackedBars {
  readonly kind: 'stacks';
  readonly unit: Unit;
  readonly parts: readonly string[];
  readonly bars: readonly { readonly label: string; readonly amounts: readonly number[]; readonly isWinner: boolean }[];
  /** What is said under it, such as what would change the winner. */
  readonly note?: string | undefined;
}

/** Likelihood (1 to 5, across) by impact (1 to 5, up): the numbers of the risks in each cell, and where safeguards would bring them. */
interface HeatMap {
  readonly kind: 'heat';
  readonly marks: readonly (Spot & { readonly label: string; readonly after?: Spot | undefined })[];
}

interface Spot {
  readonly likelihood: number;
  readonly impact: number;
}

/** Bars to either side of nought. */
interface SignedBars {
  readonly kind: 'signed';
  readonly least: number;
  readonly most: number;
  readonly bars: readonly { readonly label: string; readonly amount: number }[];
}

/** Two bars a label: promised and received. */
interface PairedBars {
  readonly kind: 'pairs';
  readonly unit: Unit;
  readonly names: readonly [string, string];
  readonly bars: readonly { readonly label: string; readonly amounts: readonly [number, number] }[];
}
