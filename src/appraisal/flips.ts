import { exactTotal, HIGHEST_SCORE, type ScoredOption, type Scoring, scoreOf, thousandths } from './weighted-scores.ts';

/** At the share `to` of one criterion, the others keeping their proportions, `rival` draws level; beyond it, it leads. */
export interface WeightFlip {
  readonly criterion: number;
  readonly rival: ScoredOption;
  /** Shares, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** At the score `to` of one option on one criterion, `rival` draws level with the winner; beyond it, it leads. */
export interface ScoreFlip {
  readonly criterion: number;
  /** Whose score it is: the winner's, or the rival's. */
  readonly option: ScoredOption;
  readonly rival: ScoredOption;
  readonly from: number;
  readonly to: number;
}

const nearest = <Flip extends { readonly from: number; readonly to: number }>(flips: readonly Flip[]): Flip | undefined =>
  flips.reduce<Flip | undefined>(
    (best, flip) => (best === undefined || Math.abs(flip.to - flip.from) < Math.abs(best.to - best.from) ? flip : best),
    undefined,
  );

const rivalsOf = ({ options }: Scoring, winner: ScoredOption): ScoredOption[] => options.filter((option) => option !== winner);

/**
 * The smallest change of one criterion's share that takes the lead from `winner`, while the others keep their proportions.
 * With `own` the winner's lead on that criterion and `rest` its weighted mean lead on the others, the lead at a share q is
 * q × own + (1 − q) × rest: a straight line, nought at q = rest / (rest − own).
 * @param winner strictly ahead of every other option
 */
export function smallestWeightFlip(scoring: Scoring, winner: ScoredOption): WeightFlip | undefined {
  const weights = scoring.criteria.map(({ weight }) => thousandths(weight));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const flips = rivalsOf(scoring, winner).flatMap((rival) => {
    const lead = exactTotal(scoring, winner) - exactTotal(scoring, rival);
    return weights.flatMap((weight, criterion) => {
      // With all the weight on one criterion there is nothing whose proportions could be kept.
      if (weight === all) return [];
      const own = thousandths(scoreOf(winner, criterion)) - thousandths(scoreOf(rival, criterion));
      const rest = (lead - weight * own) / (all - weight);
      return own < 0 || rest < 0 ? [{ criterion, rival, from: weight / all, to: rest / (rest - own) }] : [];
    });
  });
  return nearest(flips);
}

/**
 * The smallest change of a single score, within 0 to 10, that takes the lead from `winner`: the lead divided by the criterion's weight,
 * taken from the winner or given to a rival.
 * @param winner strictly ahead of every other option
 */
export function smallestScoreFlip(scoring: Scoring, winner: ScoredOption): ScoreFlip | undefined {
  const flips = rivalsOf(scoring, winner).flatMap((rival) => {
    const lead = exactTotal(scoring, winner) - exactTotal(scoring, rival);
    return scoring.criteria.flatMap(({ weight }, criterion) => {
      if (weight === 0) return [];
      const change = lead / thousandths(weight) / 1000;
      const [high, low] = [scoreOf(winner, criterion), scoreOf(rival, criterion)];
      const lowered = { criterion, option: winner, rival, from: high, to: high - change };
      const raised = { criterion, option: rival, rival, from: low, to: low + change };
      // At the very end of the scale a score can draw level, and cannot go beyond.
      return [...(lowered.to > 0 ? [lowered] : []), ...(raised.to < HIGHEST_SCORE ? [raised] : [])];
    });
  });
  return nearest(flips);
}
