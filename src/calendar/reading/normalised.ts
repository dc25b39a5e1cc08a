import { mended } from './mend.ts';
import { MONTH, NUMBER, WEEKDAY } from './words.ts';

/** A number of a section or a version is none. */
const DOTTED_DATE =
  /(?<![\d/.:-])(?<!\b(?:section|clause|paragraph|para|rule|item|article|schedule|version|part|s|v)\.?\s*)(\d{1,2})\.(\d{1,2})\.(\d{2})(?![\d.-])/gi;
const LENGTH_OF_HOURS = '\\b(?:in|within|for|every|each|after|about|last|lasts)\\s+';
const HOURS_WITH_H = new RegExp(`(?<!${LENGTH_OF_HOURS})(?<![\\d.,:])\\b([01]?\\d|2[0-3])h([0-5]\\d)\\b(?!\\s*(?:from|later|hence|ago|before|after|m))`, 'gi');
const OUR_TIME = /(?<=(?:\d|\b[ap]\.?m\.?|noon|midnight)\s+)local time\b/gi;
const SPACED_DAYS = new RegExp(`(?<lead>\\b(?:every|each)\\s+)?\\b(?<days>${WEEKDAY}(?:\\s*[/+]\\s*${WEEKDAY})+|${WEEKDAY}(?:\\s+${WEEKDAY})+)`, 'gi');
const A_PERIOD_BEFORE = new RegExp(
  `(?<!\\b(?:the|this|next|last|first|each|every|working|business|${NUMBER})\\s+)\\b(week|fortnight|month) (before|after)\\b`,
  'gi',
);

/** One way of writing each, outside quotation marks. */
export const normalised = (text: string, year: number): string =>
  text
    .split(/("[^"]*"|“[^”]*”)/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part, year)))
    .join('');

const plain = (part: string, year: number): string =>
  mended(part)
    .replace(/[\s\u0000-\u001f\u200b]+/g, ' ')
    .replace(new RegExp(`\\b(${MONTH}) the (?=\\d)`, 'gi'), '$1 ')
    .replace(new RegExp(`\\b(${MONTH})\\s+['’](?=\\d\\d\\b)`, 'gi'), '$1 20')
    .replace(DOTTED_DATE, (words, day, month, short) => (isNear(2000 + Number(short), year) ? `${day}/${month}/20${short}` : words))
    .replace(HOURS_WITH_H, '$1:$2')
    .replace(/(?<=\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m)?)[\s-]?ish\b/gi, '')
    .replace(OUR_TIME, '')
    .replace(A_PERIOD_BEFORE, 'the $1 $2')
    .replace(SPACED_DAYS, listed);

const isNear = (date: number, year: number): boolean => date >= year - 1 && date <= year + 10;

/** "Mon wed fri", "mon/wed/fri": each week. Two days with only a space between are a list after "every" alone. */
function listed(words: string, lead: string | undefined, days: string): string {
  const names = days.split(/[\s/+]+/u);
  if (names.length < 3 && lead === undefined && !/[/+]/u.test(days)) return words;
  return `${lead ?? 'every '}${names.join(', ')}`;
}
