import { closenessTo, coverageOf } from './closeness.ts';
import { type Alternative, type Concept, conceptsOf, conceptWeight, type Wording } from './concepts.ts';
import { createSpeller } from './speller.ts';
import { buildTextIndex, type IndexedText, type TextIndex } from './text-index.ts';

export interface Hit {
  readonly document: number;
  readonly score: number;
}

export interface Ranking {
  readonly hits: readonly Hit[];
  /** Share of the question's weight (by rarity) that a document has, 0 to 1. */
  readonly coverage: (document: number) => number;
  /** Words that the speller replaced. */
  readonly mended: readonly string[];
  /** Number of words looked for. */
  readonly asked: number;
  /** Highest score the question could reach, for scaling. */
  readonly ceiling: number;
}

export interface Ranker {
  rank(question: string, limit: number): Ranking;
  readonly index: TextIndex;
}

/** Candidates that are looked at for adjacent words. */
const PAIR_CANDIDATES = 200;
const PAIR_WEIGHT = 0.3;
/** What a rarity is multiplied by at most when its word fills a text: k1 + 1, and something for pairs. */
const BEST_SATURATION = 2.2;
/** What a question asked in just the words of a way it has been asked before adds, as a share of what all its words are worth. */
const ASKED_WEIGHT = 0.5;
const PLAIN_WORDING: Wording = { rephrasing: { match: () => [] }, isName: () => false };

/** Ranks texts for a question by BM25 with adjacent pairs; misspelt words are mended, rephrasings count for less. Deterministic. */
export function createRanker(texts: readonly IndexedText[], wording: Wording = PLAIN_WORDING): Ranker {
  const index = buildTextIndex(texts);
  const speller = createSpeller(index.vocabulary);
  return { index, rank: (question, limit) => rank(index, conceptsOf(question, index, speller, wording), limit) };
}

function rank(index: TextIndex, concepts: readonly Concept[], limit: number): Ranking {
  const wanted = concepts.filter((concept) => !concept.extra);
  const weights = wanted.map((concept) => conceptWeight(index, concept));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const total = new Float32Array(index.size);
  for (const concept of concepts) addBest(index, concept, total);
  const candidates = best(total, Math.max(PAIR_CANDIDATES, limit));
  addPairs(index, concepts, candidates, total);
  const closeness = closenessTo(index, wanted, weights);
  for (const document of candidates) total[document] = (total[document] ?? 0) + ASKED_WEIGHT * whole * closeness(document);
  const ranked = candidates.sort((a, b) => (total[b] ?? 0) - (total[a] ?? 0) || a - b).slice(0, limit);
  return {
    hits: ranked.map((document) => ({ document, score: total[document] ?? 0 })),
    coverage: coverageOf(index, wanted, weights),
    mended: wanted.filter((concept) => !concept.known && concept.alternatives.length > 0).map((concept) => concept.word),
    asked: wanted.length,
    ceiling: whole * BEST_SATURATION,
  };
}

/** Adds a concept's best alternative to each document that has one. */
function addBest(index: TextIndex, concept: Concept, total: Float32Array): void {
  const [only, ...more] = concept.alternatives;
  if (only === undefined) return;
  if (more.length === 0) {
    addAlternative(index, only, total);
    return;
  }
  const best = new Float32Array(index.size);
  for (const alternative of concept.alternatives) {
    const here = new Float32Array(index.size);
    addAlternative(index, alternative, here);
    here.forEach((score, document) => {
      if (score > (best[document] ?? 0)) best[document] = score;
    });
  }
  best.forEach((score, document) => {
    if (score > 0) total[document] = (total[document] ?? 0) + score;
  });
}

function addAlternative(index: TextIndex, { terms, weight }: Alternative, total: Float32Array): void {
  for (const term of terms) {
    const { documents, frequencies } = index.postings(term);
    const idf = index.rarity(term) * weight;
    for (let at = 0; at < documents.length; at += 1) {
      const document = documents[at] ?? 0;
      total[document] = (total[document] ?? 0) + idf * index.saturate(frequencies[at] ?? 0, document);
    }
  }
}

/** Words that stand next to each other in the question and in a text say more than the same words apart. */
function addPairs(index: TextIndex, concepts: readonly Concept[], candidates: readonly number[], total: Float32Array): void {
  const terms = concepts
    .filter((concept) => !concept.extra)
    .map((concept) => concept.alternatives.find((alternative) => alternative.terms.length === 1)?.terms[0]);
  for (let at = 1; at < terms.length; at += 1) {
    const [first, second] = [terms[at - 1], terms[at]];
    if (first === undefined || second === undefined) continue;
    const found = candidates.map((document) => index.pairFrequency(document, first, second));
    const idf = index.idf(found.filter((frequency) => frequency > 0).length);
    found.forEach((frequency, nth) => {
      const document = candidates[nth] ?? 0;
      if (frequency > 0) total[document] = (total[document] ?? 0) + PAIR_WEIGHT * idf * index.saturate(frequency, document);
    });
  }
}

/** The numbers of the `count` highest totals above nought. */
function best(total: Float32Array, count: number): number[] {
  const found: number[] = [];
  for (let document = 0; document < total.length; document += 1) if ((total[document] ?? 0) > 0) found.push(document);
  return found.sort((a, b) => (total[b] ?? 0) - (total[a] ?? 0) || a - b).slice(0, count);
}
