import type { ParsedComponents, ParsedResult } from 'chrono-node';
import { Chrono, configuration } from 'chrono-node/en';
import type { Temporal } from 'temporal-polyfill';
import { monthName, sayNth } from '../describe.ts';
import { longestOf } from '../rule.ts';
import { type Draft, TAKEN } from './draft.ts';
import { LENGTH } from './lengths.ts';
import type { DayMeaning, Here, Meaning } from './pieces.ts';
import { monthDays } from './places-in-month.ts';
import { MONTH, monthOf } from './words.ts';

/** Day before month, and no guessing: no "may" or "sun" that is only a word. */
const dayFirst = new Chrono(configuration.createConfiguration(true, true));
/** Day first, chrono takes "Nov 19" for a year; month first, it does not. */
const monthFirst = new Chrono(configuration.createConfiguration(true, false));
const MONTH_NAME_FIRST = 'parser/ENMonthNameMiddleEndianParser';

const NTH = '(?<day>\\d{1,3})(?:st|nd|rd|th)?';
const YEAR = '(?:[\\s,/.-]+(?<year>\\d{4})\\b)?';
const WRITTEN = [
  new RegExp(`(?<![\\d/.:])\\b${NTH}(?:\\s+of)?[\\s/-]+(?<month>${MONTH})${YEAR}`, 'gi'),
  new RegExp(`\\b(?<month>${MONTH})[\\s/-]+(?:the\\s+)?${NTH}\\b${YEAR}(?![\\d:.])`, 'gi'),
  /(?<![\d/.:-])(?<day>\d{1,2})\/(?<month>\d{1,2})(?:\/(?<year>\d{4}|\d{2}))?(?![\d/])/gi,
  /(?<![\d/.:-])(?<day>\d{1,2})(?<dot>[.-])(?<month>\d{1,2})\k<dot>(?<year>\d{4}|\d{2})(?![\d.-])/gi,
  /(?<![\d/.:-])(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/gi,
];
const NOT_FOR_CHRONO = new RegExp(
  `\\b24/7\\b|\\b(?:until|till?|through|from|at)\\b|(?<=${MONTH}(?:\\s+\\d{4})?\\s+)to\\b|\\b(?:${LENGTH})\\s+(?:before|after|from)\\b`,
  'gi',
);
const IN_A_YEAR = /^,?\s+(?:of\s+)?(?<which>next|this)\s+year\b/i;

/** Dates as they are written: `1 July`, `July 1st 2027`, `31/1`, `31.1.2027`, `2027-01-31`. chrono-node reads them; days that do not exist are told first. */
export function readWrittenDates(draft: Draft): void {
  for (const pattern of WRITTEN) draft.take(pattern, ({ day = '', month = '', year }) => missingDay(Number(day), month, year, draft.here));
  readWith(dayFirst, draft, () => true);
  readWith(monthFirst, draft, ({ start }) => start.tags().has(MONTH_NAME_FIRST));
}

function readWith(chrono: Chrono, draft: Draft, isWanted: (result: ParsedResult) => boolean): void {
  // What leads to a day is the draft's to read ("from 3" would be a time), and 24/7 is no date.
  const text = draft.left.replace(NOT_FOR_CHRONO, (words) => TAKEN.repeat(words.length));
  for (const result of chrono.parse(text, draft.here.now).filter(isWanted)) {
    const meanings = understand(result, draft.left, draft.here);
    if (meanings) draft.add(meanings.read, result.index, result.index + meanings.length);
  }
}

function missingDay(day: number, monthWord: string, yearWord: string | undefined, here: Here): Meaning | undefined {
  const month = monthOf(monthWord) || Number(monthWord);
  // 12/31 is written the American way, and cannot be anything else.
  if (month > 12 && month <= 31 && day >= 1 && day <= 12) return undefined;
  if (month < 1 || month > 12) return { slot: 'impossible', why: `There is no month ${month}.` };
  if (day < 1 || day > 99) return undefined;
  if (day > longestOf(month)) return { slot: 'impossible', why: `${monthName(month)} has no ${sayNth(day)} day: it has ${daysOf(month)}.` };
  if (month !== 2 || day !== 29) return undefined;
  return yearWord === undefined ? leapDay(here.today) : unlessLeap(Number(yearWord) + (yearWord.length === 2 ? 2000 : 0));
}

const daysOf = (month: number): string => (month === 2 ? '28 days, and 29 in a leap year' : `${longestOf(month)} days`);

function unlessLeap(year: number): Meaning | undefined {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? undefined : notLeap(year);
}

const notLeap = (year: number): Meaning => ({ slot: 'impossible', why: `${year} is not a leap year: its February has 28 days.` });

/** When the next February has no 29th, its last day may be meant. */
function leapDay(today: Temporal.PlainDate): Meaning {
  const next = endOfFebruary(today);
  const leap = [0, 1, 2, 3, 4, 5, 6, 7].map((years) => endOfFebruary(next.with({ day: 1 }).add({ years }))).find(({ day }) => day === 29) ?? next;
  const options = next.equals(leap) ? [{ date: leap }] : [{ date: leap }, { date: next }];
  return {
    slot: 'day',
    role: 'on',
    options,
    again: 'year',
    written: 'without-year',
    // Once a year there is no doubt: it is the 29th where there is one.
    days: monthDays([29]),
    month: 2,
    ...(options.length > 1 ? { why: `${next.year} has no 29 February.` } : {}),
  };
}

function endOfFebruary(from: Temporal.PlainDate): Temporal.PlainDate {
  const february = from.with({ day: 1, month: 2 });
  const end = february.with({ day: february.daysInMonth });
  return end.toString() >= from.toString() ? end : endOfFebruary(february.add({ years: 1 }));
}

function understand(result: ParsedResult, text: string, here: Here): { read: Meaning[]; length: number } | undefined {
  const { start, end } = result;
  if (!start.isCertain('day') || !start.isCertain('month') || [...start.tags()].some((tag) => tag.startsWith('result/relative'))) return undefined;
  const { year, length } = yearOf(result, here);
  const rest = IN_A_YEAR.exec(text.slice(result.index + length));
  const shift = rest === null ? undefined : rest.groups?.which?.toLowerCase() === 'next' ? 1 : 0;
  const dates = [start, ...(end?.isCertain('day') ? [end] : [])].map((components) =>
    dateOf(components, shift === undefined ? year : here.today.year + shift, here),
  );
  const day: DayMeaning = {
    slot: 'day',
    role: 'on',
    options: dates.map((date) => ({ date })),
    again: 'year',
    written: year === undefined && shift === undefined ? 'without-year' : 'with-year',
    ...(dates.length > 1 ? { why: `“${result.text}” is several days, and a reminder comes on one.` } : {}),
  };
  return { read: [day, ...timeOf(start, here)], length: length + (rest?.[0].length ?? 0) };
}

/** "3 May 20 delegates" has no year in it: two digits after the name of a month are one only when it is near. */
function yearOf({ text, start }: ParsedResult, { today }: Here): { year: number | undefined; length: number } {
  if (!start.isCertain('year')) return { year: undefined, length: text.length };
  const year = start.get('year') ?? today.year;
  // chrono also knows years BC and of the Buddhist era, as in "3 May 20 before".
  const short = /[a-z\d],?\s+\d{1,4}(?:\s*[a-z]{2,3})?$/i.exec(text);
  const isOdd = short !== null && !/\d{4}$/.test(text);
  const isNear = year >= today.year && year <= today.year + 10;
  return isOdd && !isNear ? { year: undefined, length: short.index + 1 } : { year, length: text.length };
}

/** Without a year, the next one; but one of the last weeks is more likely a slip than meant for eleven months on. */
const A_SLIP_DAYS = 31;

function dateOf(components: ParsedComponents, year: number | undefined, { today }: Here): Temporal.PlainDate {
  const date = today
    .with({ day: 1 })
    .with({ year: year ?? today.year, month: components.get('month') ?? 1 })
    .with({ day: components.get('day') ?? 1 });
  const isOver = year === undefined && date.toString() < today.subtract({ days: A_SLIP_DAYS }).toString();
  return isOver ? date.add({ years: 1 }) : date;
}

function timeOf(components: ParsedComponents, { zone }: Here): Meaning[] {
  if (!components.isCertain('hour')) return [];
  if (components.isCertain('timezoneOffset'))
    return [{ slot: 'impossible', why: `I go by the clocks of ${zone}: give the time as it is there, without another zone.` }];
  return [{ slot: 'time', options: [{ hour: components.get('hour') ?? 0, minute: components.get('minute') ?? 0 }] }];
}
