/** What counts, and how much beside the others. Weights need not add up to anything. */
export interface Criterion {
  readonly name: string;
  /** Not negative; at most three decimals. */
  readonly weight: number;
}

export interface ScoredOption {
  readonly name: string;
  /** 0 to 10, at most three decimals: one for each criterion, in their order. */
  readonly scores: readonly number[];
}

/** Every option scored on every criterion. At least one weight is above nought. */
export interface Scoring {
  readonly criteria: readonly Criterion[];
  readonly options: readonly ScoredOption[];
}

export const HIGHEST_SCORE = 10;

/** Whole thousandths add up exactly, so that a tie is a tie. */
export const thousandths = (value: number): number => Math.round(value * 1000);

export const weightSum = ({ criteria }: Scoring): number => criteria.reduce((sum, { weight }) => sum + thousandths(weight), 0) / 1000;

/** The criterion's part of all the weight, 0 to 1. */
export const shareOf = (scoring: Scoring, criterion: number): number => (scoring.criteria[criterion]?.weight ?? 0) / weightSum(scoring);

export const scoreOf = (option: ScoredOption, criterion: number): number => option.scores[criterion] ?? 0;

/** Each score times its weight, added up, in whole millionths: exact, so it is this that is compared. */
export const exactTotal = ({ criteria }: Scoring, option: ScoredOption): number =>
  criteria.reduce((sum, { weight }, at) => sum + thousandths(weight) * thousandths(scoreOf(option, at)), 0);

/** The weighted score, 0 to 10. */
export const pointsOf = (scoring: Scoring, option: ScoredOption): number => exactTotal(scoring, option) / 1_000_000 / weightSum(scoring);

/** Highest first; equals stay in the order given. */
export const ranked = (scoring: Scoring): ScoredOption[] => [...scoring.options].sort((a, b) => exactTotal(scoring, b) - exactTotal(scoring, a));
