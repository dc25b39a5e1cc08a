import type { Speller } from './speller.ts';
import type { TextIndex } from './text-index.ts';
import { isTellingNumber, stem, words } from './tokens.ts';

/** One meaning looked for: the best-matching of its alternatives counts. */
export interface Concept {
  readonly word: string;
  readonly alternatives: readonly Alternative[];
  /** The word needed no mending. */
  readonly known: boolean;
  /** The texts hold the word as typed: it is the first alternative. */
  readonly asTyped: boolean;
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

/** What is known of the words of a field, beyond the texts. */
export interface Wording {
  readonly rephrasing: Rephrasing;
  /** Whether a folded word is a proper name. */
  readonly isName: (word: string) => boolean;
}

const REPHRASED_WEIGHT = 0.4;
/** Words of one question that may have the slow second guess at their spelling. */
const GUESSES = 2;
/** A number or a name points at one case: it weighs more than a word as rare. */
const EXACT_WEIGHT = 1.5;

/** The meanings a question looks for: its words, mended where misspelt, each with what else it may be called. */
export function conceptsOf(question: string, index: TextIndex, speller: Speller, { rephrasing, isName }: Wording): Concept[] {
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
  const mend = (word: string): Concept[] => {
    if (speller.isMisspeltStopWord(word)) return [];
    const unknown = { word, known: false, asTyped: false, extra: false } as const;
    const mended = speller.mend(word, guesses-- > 0);
    if (mended.length === 0) return [{ ...unknown, alternatives: [] }];
    return mended.map((candidates) => ({
      ...unknown,
      alternatives: candidates.flatMap((candidate) => {
        const terms = termsOf([stem(candidate.word)]);
        return terms ? [{ terms, weight: candidate.weight }] : [];
      }),
    }));
  };

  return asked.flatMap((word, at): Concept[] => {
    const own = termsOf([stems[at] ?? '']);
    const asTyped: Alternative[] = own ? [{ terms: own, weight: isTellingNumber(word) || isName(word) ? EXACT_WEIGHT : 1 }] : [];
    const phrases = rephrasing.match(stems, at);
    const same = phrases.filter((phrase) => phrase.length === 1).flatMap((phrase) => rephrased(phrase.others));
    const longer = phrases.filter((phrase) => phrase.length > 1).flatMap((phrase) => rephrased(phrase.others));
    const alternatives = [...asTyped, ...same];
    const meant: Concept[] = alternatives.length > 0 ? [{ word, alternatives, known: true, asTyped: own !== undefined, extra: false }] : mend(word);
    return longer.length > 0 ? [...meant, { word, alternatives: longer, known: true, asTyped: false, extra: true }] : meant;
  });
}

/** What finding a concept is worth: the rarity of the rarest word of its first alternative; of a word nobody wrote, the highest there is. */
export function conceptWeight(index: TextIndex, concept: Concept): number {
  const [first] = concept.alternatives;
  if (first === undefined) return index.idf(0);
  return Math.max(...first.terms.map((term) => index.rarity(term)));
}
