import { type ScoreFlip, smallestScoreFlip, smallestWeightFlip, type WeightFlip } from './flips.ts';
import { quotedList, shown, shownShare } from './phrasing.ts';
import { exactTotal, pointsOf, ranked, type ScoredOption, type Scoring } from './weighted-scores.ts';

/** A lead of at least a tenth of the leader's points is clear. In whole numbers, so that just a tenth is a tenth. */
const isClearLead = (most: number, next: number): boolean => most > next && (most - next) * 10 >= most;

/** Who comes first, how clearly, and what would change it. */
export interface Verdict {
  readonly scoring: Scoring;
  /** Best first. */
  readonly options: readonly ScoredOption[];
  readonly first: ScoredOption;
  readonly second: ScoredOption;
  /** How far the second is behind, as a part of the first's points. */
  readonly margin: number;
  readonly isClear: boolean;
  readonly weightFlip: WeightFlip | undefined;
  readonly scoreFlip: ScoreFlip | undefined;
}

/** @param scoring at least two options */
export function judge(scoring: Scoring): Verdict {
  const options = ranked(scoring);
  const [first, second] = options;
  if (first === undefined || second === undefined) throw new RangeError('a verdict needs two options');
  const [most, next] = [exactTotal(scoring, first), exactTotal(scoring, second)];
  const leads = most > next;
  return {
    scoring,
    options,
    first,
    second,
    margin: leads ? (most - next) / most : 0,
    isClear: isClearLead(most, next),
    weightFlip: leads ? smallestWeightFlip(scoring, first) : undefined,
    scoreFlip: leads ? smallestScoreFlip(scoring, first) : undefined,
  };
}

/** The result in a sentence. */
export function verdictWords({ scoring, options, first, second, margin, isClear }: Verdict): string {
  const level = options.filter((option) => exactTotal(scoring, option) === exactTotal(scoring, first));
  if (level.length > 1)
    return `There is no winner: ${quotedList(level.map(({ name }) => name))} have the same ${shown(pointsOf(scoring, first))} of 10 points.`;
  if (!isClear)
    return `There is no clear winner: “${first.name}” is ahead of “${second.name}” by only ${shownShare(margin)} of its points, and anything under 10% is within reach of a small change of mind.`;
  return `“${first.name}” comes first with ${shown(pointsOf(scoring, first))} of 10 points; “${second.name}” is next with ${shown(pointsOf(scoring, second))}, ${shownShare(margin)} behind.`;
}

/** What would change who is first, in a sentence for weights and one for scores. */
export function flipWords({ scoring, first, margin, weightFlip, scoreFlip }: Verdict): { weight: string; score: string } {
  if (margin === 0) return { weight: 'Any change of a weight can decide it.', score: 'Any change of a score can decide it.' };
  const nameOf = (criterion: number): string => scoring.criteria[criterion]?.name ?? '';
  return {
    weight:
      weightFlip === undefined
        ? `No change of one weight takes the lead from “${first.name}”.`
        : `“${weightFlip.rival.name}” leads once “${nameOf(weightFlip.criterion)}” counts for ${weightFlip.to > weightFlip.from ? 'more' : 'less'} than ${shownShare(weightFlip.to)} (now ${shownShare(weightFlip.from)}).`,
    score:
      scoreFlip === undefined
        ? `No change of one score takes the lead from “${first.name}”.`
        : `“${scoreFlip.rival.name}” leads once “${scoreFlip.option.name}” has ${scoreFlip.to > scoreFlip.from ? 'more' : 'less'} than ${shown(scoreFlip.to)} for “${nameOf(scoreFlip.criterion)}” (now ${shown(scoreFlip.from)}).`,
  };
}
