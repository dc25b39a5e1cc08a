/** Sources of regular expressions for words that say when, and what they mean. All are matched without regard to case. */

export const MONTH =
  '(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec)\\b';
export const FULL_WEEKDAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
export const WEEKDAY = '(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)\\b';
/** Between the members of a list. */
export const AND = '\\s*(?:,\\s*and\\b|,|&|\\band\\b)\\s*(?:the\\s+|on\\s+)?';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const beginning = (word: string): string => word.slice(0, 3).toLowerCase();

/** 1 to 12 */
export const monthOf = (word: string): number => MONTHS.indexOf(beginning(word)) + 1;
/** 1 (Monday) to 7 */
export const weekdayOf = (word: string): number => WEEKDAYS.indexOf(beginning(word)) + 1;
export const weekdaysIn = (text: string): number[] =>
  [...text.matchAll(new RegExp(`\\b${WEEKDAY.replace('\\b', 's?\\b')}`, 'gi'))].map(([day]) => weekdayOf(day));

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen'];
const TENS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ['the', 1],
  ['couple', 2],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['twenty-five', 25],
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
]);

/** A whole number in digits or words. */
export const NUMBER = `(?:\\d{1,12}|twenty[- ]five|forty[- ]five|(?:a\\s+)?couple(?:\\s+of)?|${NUMBERS.toReversed().join('|')}|${[...TENS.keys()].filter((word) => word.length > 4 && !word.includes('-') && word !== 'couple').join('|')}|an|a)`;

export function numberOf(word: string): number {
  const text = word.trim().toLowerCase();
  if (/^\d/.test(text)) return Number(text);
  if (text.includes('couple')) return 2;
  return NUMBERS.indexOf(text) + 1 || (TENS.get(text.replace(' ', '-')) ?? 1);
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth'];

/** `first`, `2nd`, `last` */
const SECOND_LAST = '(?:second|2nd)[\\s-]+(?:to[\\s-]+)?last|next[\\s-]+to[\\s-]+last|last\\s+but\\s+one|penultimate';
export const ORDINAL = `(?:${SECOND_LAST}|${ORDINALS.join('|')}|last|\\d{1,2}(?:st|nd|rd|th))`;
/** `15th`, `the 15th` */
export const NTH_DAY = '\\d{1,2}(?:st|nd|rd|th)';

/** The last is -1, the one before it -2. */
export function ordinalOf(word: string): number {
  const text = word.toLowerCase();
  if (new RegExp(`^(?:${SECOND_LAST})$`).test(text)) return -2;
  if (text === 'last') return -1;
  return /^\d/.test(text) ? Number.parseInt(text, 10) : ORDINALS.indexOf(text) + 1;
}

export const ordinalsIn = (text: string): number[] => [...text.matchAll(new RegExp(`\\b${ORDINAL}\\b`, 'gi'))].map(([word]) => ordinalOf(word));
