import { stem as porter2 } from 'porter2';
import { STOP_WORDS } from './stop-words.ts';

const stems = new Map<string, string>();
/** Words seen are remembered, up to a bound that keeps hostile input from filling memory. */
const REMEMBERED_STEMS = 50_000;

/** Porter2 stem of a folded word. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = porter2(word);
  if (stems.size < REMEMBERED_STEMS) stems.set(word, found);
  return found;
}

const SMALL_NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const DIGITS = new Map(SMALL_NUMBERS.map((word, number) => [word, String(number)]));

const UNITS: Readonly<Record<string, string>> = { m: 'million', bn: 'billion', k: 'thousand' };

/** Amounts written one way: `£1.2m` and `1.2 million`, `1,046` and `1046`, `30%` and `30 per cent`. */
const foldNumbers = (text: string): string =>
  text
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/(\d)\s*(?:%|per cent\b)/g, '$1 percent ')
    .replace(/(\d)(m|bn|k)\b/g, (_, digit: string, unit: string) => `${digit} ${UNITS[unit]}`);

/** Lower case, no accents, amounts written one way. Most text is plain and holds no digit: what it does not need is not done to it. */
function fold(text: string): string {
  const plain = /[^\x20-\x7e\s]/.test(text) ? text.normalize('NFKD').replace(/\p{M}+/gu, '') : text;
  const lower = plain.toLowerCase();
  return /\d/.test(lower) ? foldNumbers(lower) : lower;
}

/** The words of a text, folded, in order, stop words left out. A decimal number is one word, and `five` is `5`. */
export function words(text: string): string[] {
  // A letter of any script belongs to its word: `żółć` cut at what ASCII lacks would leave pieces that match by chance.
  const found = fold(text).match(/\d+\.\d+|[\p{L}\p{N}]+/gu) ?? [];
  return found.filter((word) => !STOP_WORDS.has(word)).map((word) => DIGITS.get(word) ?? word);
}

/** Whether a folded word carries a number above the small ones: such a number points at one case. */
export const isTellingNumber = (word: string): boolean => /^\d/.test(word) && Number.parseFloat(word) >= SMALL_NUMBERS.length;
