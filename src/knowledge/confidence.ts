import type { Ranking } from './search/ranker.ts';

/** From this confidence on a passage is shown as the answer. */
export const THRESHOLD = 0.5;

/** How sure it is that the first passage answers the question, 0 to 1. */
export function confidenceOf(ranking: Ranking): number {
  const [first] = ranking.hits;
  if (first === undefined || ranking.asked === 0) return 0;
  return first.coverage;
}
