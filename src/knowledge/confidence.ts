import type { Hit, Ranking } from './search/ranker.ts';

/** What confidence is judged by; each from 0 to about 1. */
export interface Evidence {
  /** Share of the question's weight that the best passage has. */
  readonly coverage: number;
  /** Its score, as a share of the highest the question could reach. */
  readonly score: number;
  /** The same of the best subject outside the knowledge base. */
  readonly outsideScore: number;
  /** Share of the words that had to be mended. */
  readonly mended: number;
  /** Length of the question: log2 of its words, of 16. One matching word proves little, six much. */
  readonly length: number;
}

/** From this confidence on a passage is shown as the answer: real questions nearly all pass, others seldom do. */
export const THRESHOLD = 0.2;

/** Logistic regression on questions that have an answer and questions that have none: `npm run bench -- calibrate` fits it again. */
export const WEIGHTS: Readonly<Record<keyof Evidence | 'bias', number>> = {
  coverage: 4.94,
  score: 8.44,
  outsideScore: -8.86,
  mended: -2.3,
  length: 6.25,
  bias: -8.32,
};

/**
 * @param inside the best hit among the passages
 * @param outside the best hit among the subjects that the knowledge base does not cover
 */
export function evidenceOf({ ceiling, mended, asked, coverage }: Ranking, inside: Hit | undefined, outside: Hit | undefined): Evidence {
  const share = (hit: Hit | undefined): number => (ceiling === 0 ? 0 : (hit?.score ?? 0) / ceiling);
  return {
    coverage: inside ? coverage(inside.document) : 0,
    score: share(inside),
    outsideScore: share(outside),
    mended: asked === 0 ? 0 : mended.length / asked,
    length: Math.min(1, Math.log2(Math.max(1, asked)) / 4),
  };
}

/** How sure it is that the best passage answers the question, 0 to 1. Nothing found is nothing known. */
export function confidenceOf(evidence: Evidence): number {
  if (evidence.coverage === 0) return 0;
  const sum = (Object.keys(evidence) as (keyof Evidence)[]).reduce((all, name) => all + WEIGHTS[name] * evidence[name], WEIGHTS.bias);
  return 1 / (1 + Math.exp(-sum));
}
