import type { Concept } from './concepts.ts';
import type { TextIndex } from './text-index.ts';

/** How much of a concept a text has when it holds the word as typed, a word put right, or another way to say it. */
const HELD = { asTyped: 1, mended: 0.85, rephrased: 0.7 } as const;

/** Measures how near a document's askings are to a question: the cosine between the words of the nearest and the question's, by rarity, 0 to 1. */
export function closenessTo(index: TextIndex, concepts: readonly Concept[], weights: readonly number[]): (document: number) => number {
  const wanted = new Map<number, number>();
  concepts.forEach((concept, nth) => {
    for (const { terms, weight } of concept.alternatives) {
      for (const term of terms) wanted.set(term, Math.max(wanted.get(term) ?? 0, ((weights[nth] ?? 0) * Math.min(1, weight)) / terms.length));
    }
  });
  const length = Math.hypot(...weights);
  const dot = (terms: Uint32Array): number => {
    let sum = 0;
    for (const term of terms) {
      const weight = wanted.get(term);
      if (weight !== undefined) sum += weight * index.rarity(term);
    }
    return sum;
  };
  return (document) => Math.min(1, Math.max(0, ...index.asked(document).map((asked) => dot(asked.terms) / (asked.length * length || 1))));
}

/** Measures what share of a question's weight a document has, 0 to 1. */
export function coverageOf(index: TextIndex, concepts: readonly Concept[], weights: readonly number[]): (document: number) => number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return (document) => concepts.reduce((sum, concept, nth) => sum + (weights[nth] ?? 0) * held(index, concept, document), 0) / (whole || 1);
}

function held(index: TextIndex, concept: Concept, document: number): number {
  const found = concept.alternatives.findIndex(({ terms }) => terms.every((term) => has(index, term, document)));
  if (found < 0) return 0;
  if (!concept.known) return HELD.mended;
  return found === 0 && concept.asTyped ? HELD.asTyped : HELD.rephrased;
}

/** Binary search in the postings, which are in rising order. */
function has(index: TextIndex, term: number, document: number): boolean {
  const { documents } = index.postings(term);
  let low = 0;
  let high = documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = documents[middle] ?? 0;
    if (here === document) return true;
    if (here < document) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
