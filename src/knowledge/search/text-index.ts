import { stem, words } from './tokens.ts';

/** BM25 term saturation and length normalisation, as chosen by trial on five collections. */
export const BM25 = { k1: 0.9, b: 0.6 } as const;

/** A text to be found: its fields, each counted `weight` times in one merged frequency and length. `asked` marks a way people ask for it. */
export interface IndexedText {
  readonly fields: readonly { readonly text: string; readonly weight: number; readonly asked?: boolean }[];
}

/** Where a term occurs: document numbers in rising order, and the weighted frequency in each. */
interface Postings {
  readonly documents: Uint32Array;
  readonly frequencies: Float32Array;
}

interface Segment {
  readonly terms: Uint32Array;
  readonly weight: number;
  readonly asked: boolean;
}

/** The distinct terms of a way a text is asked for, and the length of their vector of rarities. */
export interface Asked {
  readonly terms: Uint32Array;
  readonly length: number;
}

/** Postings as they grow. */
interface Gathering {
  readonly documents: number[];
  readonly frequencies: number[];
}

/** Texts are read in order, so a document that a term has been seen in is the last of its list. */
function gather(into: Gathering | undefined, document: number, weight: number): void {
  if (into === undefined) return;
  const last = into.documents.length - 1;
  if (into.documents[last] === document) into.frequencies[last] = (into.frequencies[last] ?? 0) + weight;
  else {
    into.documents.push(document);
    into.frequencies.push(weight);
  }
}

interface Word {
  readonly term: number;
  count: number;
}

/** An inverted index over stems, with the words behind them for the speller. Built once, then read only. */
export interface TextIndex {
  readonly size: number;
  /** Number of a stem, or undefined when no text has it. */
  termOf(stemmed: string): number | undefined;
  postings(term: number): Postings;
  /** Rarity of something that occurs in `documents` texts, natural log, above 0. */
  idf(documents: number): number;
  /** `idf` of the texts that have a term. */
  rarity(term: number): number;
  /** BM25 of a weighted frequency in one document, before idf. */
  saturate(frequency: number, document: number): number;
  /** Weighted count of `first` directly followed by `second` in one document. */
  pairFrequency(document: number, first: number, second: number): number;
  /** The ways one document is asked for. */
  asked(document: number): readonly Asked[];
  /** Every word as written (folded), with the number of times it occurs. */
  readonly vocabulary: ReadonlyMap<string, number>;
}

export function buildTextIndex(texts: readonly IndexedText[]): TextIndex {
  const terms = new Map<string, number>();
  const known = new Map<string, Word>();
  const gathered: Gathering[] = [];
  const segments: Segment[][] = [];
  const lengths = new Float32Array(texts.length);

  const lookUp = (word: string): Word => {
    const stemmed = stem(word);
    let term = terms.get(stemmed);
    if (term === undefined) {
      term = terms.size;
      terms.set(stemmed, term);
      gathered.push({ documents: [], frequencies: [] });
    }
    const found = { term, count: 0 };
    known.set(word, found);
    return found;
  };

  const read = (body: string, weight: number, document: number): Uint32Array => {
    const sequence = words(body);
    const numbers = new Uint32Array(sequence.length);
    for (let at = 0; at < sequence.length; at += 1) {
      const word = sequence[at] ?? '';
      const found = known.get(word) ?? lookUp(word);
      found.count += 1;
      numbers[at] = found.term;
      gather(gathered[found.term], document, weight);
    }
    lengths[document] = (lengths[document] ?? 0) + numbers.length * weight;
    return numbers;
  };

  texts.forEach((text, document) => {
    segments.push(text.fields.map(({ text: body, weight, asked = false }) => ({ terms: read(body, weight, document), weight, asked })));
  });
  const vocabulary = new Map(Array.from(known, ([word, { count }]) => [word, count] as const));

  const packed: Postings[] = gathered.map(({ documents, frequencies }) => ({
    documents: Uint32Array.from(documents),
    frequencies: Float32Array.from(frequencies),
  }));
  const average = texts.length === 0 ? 1 : lengths.reduce((sum, length) => sum + length, 0) / texts.length;
  const norms = lengths.map((length) => BM25.k1 * (1 - BM25.b + (BM25.b * length) / (average || 1)));
  const nothing: Postings = { documents: new Uint32Array(), frequencies: new Float32Array() };

  const idf = (documents: number): number => Math.log(1 + (texts.length - documents + 0.5) / (documents + 0.5));
  const rarities = Float64Array.from(packed, ({ documents }) => idf(documents.length));
  const rarity = (term: number): number => rarities[term] ?? idf(0);
  const askedOf = new Map<number, readonly Asked[]>();

  return {
    size: texts.length,
    vocabulary,
    termOf: (stemmed) => terms.get(stemmed),
    postings: (term) => packed[term] ?? nothing,
    idf,
    rarity,
    saturate: (frequency, document) => (frequency * (BM25.k1 + 1)) / (frequency + (norms[document] ?? 0)),
    asked(document) {
      const known = askedOf.get(document);
      if (known) return known;
      const found = (segments[document] ?? [])
        .filter((segment) => segment.asked)
        .map((segment) => {
          const terms = Uint32Array.from(new Set(segment.terms));
          return { terms, length: Math.hypot(...Array.from(terms, rarity)) };
        });
      askedOf.set(document, found);
      return found;
    },
    pairFrequency(document, first, second) {
      let count = 0;
      for (const { terms: sequence, weight } of segments[document] ?? []) {
        for (let at = 1; at < sequence.length; at += 1) if (sequence[at] === second && sequence[at - 1] === first) count += weight;
      }
      return count;
    },
  };
}
