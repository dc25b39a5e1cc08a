import type { Speller } from './speller.ts';
import type { TextIndex } from './text-index.ts';
import { isNumber, stem, words } from './tokens.ts';

/** One meaning looked for: the best-matching of its alternatives counts. */
export interface Concept {
  readonly word: string;
  readonly alternatives: readonly Alternative[];
  /** The word as typed is in the vocabulary. */
  readonly known: boolean;
  /** Made from words of other concepts (an abbreviation for a phrase): lifts a match, and is not missed. */
  readonly extra: boolean;
}

export interface Alternative {
  readonly terms: readonly number[];
  readonly weight: number;
}

/** Other ways to say a run of stems, each itself a run of stems. */
export interface Rephrasing {
  /** For a query's stems from `at` on: how many stems a known phrase takes up, and what else it is called. */
  match(stems: readonly string[], at: number): readonly { readonly length: number; readonly others: readonly (readonly string[])[] }[];
}

const REPHRASED_WEIGHT = 0.4;
/** Words of one question that may have the slow second guess at their spelling. */
const GUESSES = 2;
/** A number names one case: it weighs more than a word as rare. */
const NUMBER_WEIGHT = 1.5;

/** The meanings a question looks for: its words, mended where misspelt, each with what else it may be called. */
export function conceptsOf(question: string, index: TextIndex, speller: Speller, rephrasing: Rephrasing): Concept[] {
  const asked = words(question);
  const stems = asked.map(stem);
  const termsOf = (phrase: readonly string[]): number[] | undefined => {
    const terms = phrase.map((stemmed) => index.termOf(stemmed));
    return terms.every((term) => term !== undefined) ? terms : undefined;
  };
  const rephrased = (others: readonly (readonly string[])[]): Alternative[] =>
    others.flatMap((other) => {
      const terms = termsOf(other);
      return terms ? [{ terms, weight: REPHRASED_WEIGHT / Math.sqrt(terms.length) }] : [];
    });

  let guesses = GUESSES;
  return asked.flatMap((word, at): Concept[] => {
    const term = index.termOf(stems[at] ?? '');
    const phrases = rephrasing.match(stems, at);
    const own: Alternative[] = term === undefined ? [] : [{ terms: [term], weight: isNumber(word) ? NUMBER_WEIGHT : 1 }];
    const same = phrases.filter((phrase) => phrase.length === 1).flatMap((phrase) => rephrased(phrase.others));
    const longer = phrases.filter((phrase) => phrase.length > 1).flatMap((phrase) => rephrased(phrase.others));
    const extras: Concept[] = longer.length > 0 ? [{ word, alternatives: longer, known: true, extra: true }] : [];
    if (own.length > 0 || same.length > 0) return [{ word, alternatives: [...own, ...same], known: true, extra: false }, ...extras];
    const mended = speller.mend(word, guesses-- > 0).map((candidates) =>
      candidates.flatMap((candidate) => {
        const meant = index.termOf(stem(candidate.word));
        return meant === undefined ? [] : [{ terms: [meant], weight: candidate.weight }];
      }),
    );
    if (mended.length === 0) return [{ word, alternatives: [], known: false, extra: false }, ...extras];
    return [...mended.map((alternatives) => ({ word, alternatives, known: false, extra: false })), ...extras];
  });
}

/** What finding a concept is worth: the rarity of its first alternative; of a word nobody wrote, the highest there is. */
export function conceptWeight(index: TextIndex, concept: Concept): number {
  const [first] = concept.alternatives;
  if (first === undefined) return index.idf(0);
  return Math.max(...first.terms.map((term) => index.idf(index.postings(term).documents.length)));
}
