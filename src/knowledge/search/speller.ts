import Fuse from 'fuse.js';
import { editDistance } from '../../core/edit-distance.ts';
import { STOP_WORDS } from './stop-words.ts';
import { trigramFinder } from './trigrams.ts';

/** A word of the vocabulary offered for one it does not have; the weights of those offered in one place add up to at most 0.9. */
export interface Mended {
  readonly word: string;
  readonly weight: number;
}

export interface Speller {
  /** Whether an unknown word is a slip in one that says nothing (`whta`, `thier`), and so says nothing either. */
  isMisspeltStopWord(word: string): boolean;

  /**
   * For each word that was probably meant (two when words were run together), the candidates, best first; empty when nothing is near.
   * @param mayGuess whether the slow second guess over the whole vocabulary may be made
   */
  mend(word: string, mayGuess: boolean): readonly (readonly Mended[])[];
}

const SHORTEST_MENDED = 4;
/** No word of the language is longer: what is, is not a misspelt word. */
const LONGEST_MENDED = 30;
/** From this length on a word may hold two errors. */
const TWO_ERRORS_FROM = 8;
const MENDED_WEIGHT = 0.9;
/** A second guess by Fuse.js or by cutting in two is less sure. */
const GUESSED_WEIGHT = 0.7;
/** What only shares runs of letters is the last guess. */
const LAST_GUESS_WEIGHT = 0.5;
const OFFERED = 3;
const REMEMBERED = 5_000;

/** Shorter ones are too like other words. */
const LONG_STOP_WORDS = [...STOP_WORDS].filter((word) => word.length >= SHORTEST_MENDED);

interface Known {
  readonly word: string;
  readonly count: number;
  /** One bit a letter: two words n errors apart differ in at most 2n bits. */
  readonly letters: number;
}

/** Mends spelling over the words of an index: edit distance first, then two words run together, then Fuse.js. */
export function createSpeller(vocabulary: ReadonlyMap<string, number>): Speller {
  const byLength = groupByLength(vocabulary);
  const remembered = new Map<string, readonly (readonly Mended[])[]>();
  let fuse: Fuse<string> | undefined;

  function withinDistance(word: string, limit: number): Known[] {
    const letters = letterSet(word);
    const found: Known[] = [];
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      for (const known of byLength.get(length) ?? []) {
        if (bitCount(known.letters ^ letters) <= 2 * limit && editDistance(word, known.word, limit) <= limit) found.push(known);
      }
    }
    return found;
  }

  /** `sharedservices`: the cut whose halves are both words, the rarer half as common as can be. */
  function cutInTwo(word: string): Mended[][] {
    let best: { halves: [string, string]; count: number } | undefined;
    for (let at = 3; at <= word.length - 3; at += 1) {
      const halves: [string, string] = [word.slice(0, at), word.slice(at)];
      const count = Math.min(vocabulary.get(halves[0]) ?? 0, vocabulary.get(halves[1]) ?? 0);
      if (count > (best?.count ?? 0)) best = { halves, count };
    }
    return (best?.halves ?? []).map((half) => [{ word: half, weight: GUESSED_WEIGHT }]);
  }

  const mendable = (): string[] => [...vocabulary.keys()].filter((known) => known.length >= SHORTEST_MENDED && !/\d/.test(known));
  const byTrigrams = trigramFinder(mendable);

  function guess(word: string): Mended[] {
    fuse ??= new Fuse(mendable(), {
      threshold: 0.45,
      distance: 20,
      ignoreFieldNorm: true,
      includeScore: true,
    });
    const near = fuse.search(word, { limit: 10 }).filter((hit) => Math.abs(hit.item.length - word.length) <= 3);
    const offered = near.slice(0, OFFERED).map((hit) => ({ word: hit.item, share: 1 - (hit.score ?? 1) }));
    if (offered.length > 0) return share(offered, GUESSED_WEIGHT);
    return share(
      byTrigrams(word, OFFERED).map(({ word: found, alike }) => ({ word: found, share: alike })),
      LAST_GUESS_WEIGHT,
    );
  }

  function compute(word: string, mayGuess: boolean): readonly (readonly Mended[])[] {
    if (word.length < SHORTEST_MENDED || word.length > LONGEST_MENDED || /\d/.test(word)) return [];
    let near = withinDistance(word, 1);
    if (near.length === 0 && word.length >= TWO_ERRORS_FROM) near = withinDistance(word, 2);
    if (near.length > 0) {
      // Typing errors seldom fall on the first letter, and common words are meant more often than rare ones.
      const ranked = near.map((known) => ({ word: known.word, share: known.count * (known.word[0] === word[0] ? 2 : 1) }));
      return [share(ranked.sort((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1)).slice(0, OFFERED), MENDED_WEIGHT)];
    }
    const halves = cutInTwo(word);
    if (halves.length > 0 || word.length < 5 || !mayGuess) return halves;
    const guessed = guess(word);
    return guessed.length > 0 ? [guessed] : [];
  }

  return {
    isMisspeltStopWord: (word) =>
      word.length >= SHORTEST_MENDED - 1 &&
      (word.length < SHORTEST_MENDED || withinDistance(word, 1).length === 0) &&
      LONG_STOP_WORDS.some((stop) => editDistance(word, stop, 1) <= 1),
    mend(word, mayGuess) {
      // With leave to guess and without are two memories: an answer must not depend on what was asked before.
      const key = mayGuess ? word : `${word}?`;
      const known = remembered.get(key);
      if (known) return known;
      const mended = compute(word, mayGuess);
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(key, mended);
      return mended;
    },
  };
}

function groupByLength(vocabulary: ReadonlyMap<string, number>): Map<number, Known[]> {
  const groups = new Map<number, Known[]>();
  for (const [word, count] of vocabulary) {
    if (word.length < 3 || /\d/.test(word)) continue;
    const group = groups.get(word.length) ?? [];
    group.push({ word, count, letters: letterSet(word) });
    groups.set(word.length, group);
  }
  return groups;
}

function share(candidates: readonly { word: string; share: number }[], total: number): Mended[] {
  const sum = candidates.reduce((all, candidate) => all + candidate.share, 0);
  return candidates.map((candidate) => ({ word: candidate.word, weight: sum === 0 ? 0 : (total * candidate.share) / sum }));
}

function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) - 97);
  return set;
}

function bitCount(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count += 1;
  return count;
}
