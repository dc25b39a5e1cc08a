import type { Temporal } from 'temporal-polyfill';
import { FURTHEST_YEARS } from './build-once.ts';
import { type Draft, type Groups, TAKEN } from './draft.ts';
import type { DayMeaning, Here, Meaning, Pace } from './pieces.ts';
import { comingDates, datesIn, monthDays, type Place } from './places-in-month.ts';
import { AND, MONTH, monthOf, NTH_DAY, NUMBER, numberOf, ORDINAL, ordinalsIn, WEEKDAY, weekdayOf } from './words.ts';

const EVERY = '(?:(?<every>every|each)\\s+)?(?:the\\s+)?';
const SCOPE = [
  '\\s+(?:of|in)\\s+(?:(?<each>(?:each|every|a)\\s+month)',
  `(?:each|every)\\s+(?:(?<other>other)|(?<gap>${NUMBER}))\\s+months?`,
  '(?<quarter>(?:each|every)\\s+quarter)',
  '(?<the>the\\s+month)',
  '(?<this>this\\s+month)',
  '(?<next>next\\s+month)',
  `(?<month>${MONTH})(?:,?\\s+(?<year>\\d{4})\\b)?(?:,?\\s+(?:(?<nextYear>next\\s+year)|(?<eachYear>(?:each|every)\\s+year)))?)`,
].join('|');
const NTH = `(?<nths>${ORDINAL}(?:${AND}${ORDINAL})*)\\s+(?:(?<weekday>${WEEKDAY}(?!['’]s))|(?<working>(?:working|business)\\s+day)|(?<midweek>weekday)|(?<day>day))\\b`;
const MONTH_DAYS = `(?<!${MONTH}\\s+)(?<monthdays>${NTH_DAY}(?:${AND}${NTH_DAY})*(?:${AND}last\\s+day)?)(?!\\s+(?:of\\s+)?${MONTH})`;
const MONTH_DAY_LIST = `(?<monthdays>${NTH_DAY}(?:${AND}${NTH_DAY})*${AND}(?:${NTH_DAY}|last\\s+day))`;
/** What may follow a bare "the 15th", so that "the 2nd motion" is no date. */
const NO_NOUN = `(?=\\s*(?:$|[,.;:)${TAKEN}]|\\s(?:at|to|about|that|from|until|till|for|then|or|and|noon|midday|midnight|half|\\d{1,2}(?:[.:]\\d\\d)?\\s*[ap]\\.?m|\\d{1,2}:\\d\\d|0\\d{3})\\b))`;
const REPEATS = '(?:months?|monthly|quarters?|quarterly|years?|yearly|annually)';

const NTH_SCOPED = new RegExp(`\\b${EVERY}${NTH}(?:${SCOPE})`, 'gi');
const NTH_BARE = new RegExp(`\\b${EVERY}${NTH}`, 'gi');
const MONTH_DAYS_SCOPED = new RegExp(`\\b${EVERY}${MONTH_DAYS}(?:${SCOPE})`, 'gi');
const MONTH_DAY_LIST_SCOPED = new RegExp(`\\b${EVERY}${MONTH_DAY_LIST}(?:${SCOPE})`, 'gi');
const MONTH_DAYS_BARE = new RegExp(`\\b${EVERY}${MONTH_DAYS}${NO_NOUN}`, 'gi');
const FIRST_SCOPED = new RegExp(`\\b${EVERY}(?<monthdays>first)(?:${SCOPE})`, 'gi');
const LAST_DAY_AFTER_PACE = new RegExp(`(?<=\\b${REPEATS},?\\s+on\\s+(?:the\\s+)?)${NTH}`, 'gi');

/** Days said by their place in a month, once or every month: `first Monday of each month`, `the 15th`, `last working day of December`. */
export function readMonthDays(draft: Draft): void {
  draft.take(NTH_SCOPED, (groups, [words]) => understand(groups, words, draft.here));
  draft.take(LAST_DAY_AFTER_PACE, (groups, [words]) => understand(groups, words, draft.here));
  // Without a month, "first day" can be that of anything, and "last Friday" is past.
  draft.take(NTH_BARE, (groups, [words]) => {
    const isNone = groups.day !== undefined || (groups.every === undefined && /^last\b(?!\s+but)/i.test(groups.nths ?? ''));
    return isNone ? undefined : understand(groups, words, draft.here);
  });
  for (const pattern of [MONTH_DAY_LIST_SCOPED, MONTH_DAYS_SCOPED, FIRST_SCOPED, MONTH_DAYS_BARE])
    draft.take(pattern, (groups, [words]) => understand(groups, words, draft.here));
}

function understand(groups: Groups, words: string, here: Here): Meaning | undefined {
  const place = placeIn(groups);
  if (place === undefined) return undefined;
  // "First and third Thursday of the month" can be nothing else.
  const isList = groups.the !== undefined && /,|&|\band\b/i.test(groups.nths ?? groups.monthdays ?? '');
  const repeats = isList || (groups.every ?? groups.each ?? groups.other ?? groups.gap ?? groups.quarter ?? groups.eachYear) !== undefined;
  return repeats ? repeating(place, groups, words) : onceOrMonthly(place, groups, here);
}

function placeIn({ nths = '', weekday, working, midweek, monthdays }: Groups): Place | undefined {
  if (monthdays !== undefined) {
    const days = ordinalsIn(monthdays);
    return days.some((day) => day > 31 || day === 0) ? undefined : { days: monthDays(days) };
  }
  const ordinals = ordinalsIn(nths).sort((a, b) => (a < 0 ? 99 + a : a) - (b < 0 ? 99 + b : b));
  const [only] = ordinals;
  if (ordinals.includes(-2) && weekday === undefined) return undefined;
  if (ordinals.some((nth) => nth > (weekday === undefined ? 31 : 5)) || only === undefined || only === 0) return undefined;
  if (weekday !== undefined) return { days: { kind: 'nth', nths: ordinals, weekday: weekdayOf(weekday) } };
  if (working !== undefined) return ordinals.length === 1 ? { workingDay: only } : undefined;
  if (midweek !== undefined) return only === 1 || only === -1 ? { days: { kind: 'weekday', nth: only } } : undefined;
  return { days: monthDays(ordinals) };
}

/** The first and the last working day are the first and last day from Monday to Friday, moved off bank holidays. The others depend on what is before them. */
function paceOf(place: Place, unit: 'month' | 'year', interval: number, month?: number): Pace | undefined {
  const at = { unit, interval, ...(month === undefined ? {} : { month }) };
  if ('days' in place) return { ...at, days: place.days };
  if (place.workingDay !== 1 && place.workingDay !== -1) return undefined;
  return { ...at, days: { kind: 'weekday', nth: place.workingDay }, onDaysOff: place.workingDay === 1 ? 'after' : 'before' };
}

const ONLY_FIRST_AND_LAST = 'Of the working days of a month, I can repeat only the first and the last.';

function repeating(place: Place, { every, other, gap, quarter, month, the, each, weekday, eachYear }: Groups, words: string): Meaning {
  const interval = other ? 2 : quarter ? 3 : gap === undefined ? 1 : numberOf(gap);
  const pace = month === undefined ? paceOf(place, 'month', interval) : paceOf(place, 'year', 1, monthOf(month));
  if (pace === undefined) return { slot: 'impossible', why: ONLY_FIRST_AND_LAST };
  const isOfMonth = the ?? each ?? month ?? other ?? gap ?? quarter ?? eachYear;
  const weekly = every !== undefined && weekday !== undefined && isOfMonth === undefined ? everyNthWeek(place) : undefined;
  if (weekly === undefined) return { slot: 'pace', options: [pace] };
  const nth = weekly.interval === 2 ? 'every other week' : `every ${weekly.interval} weeks`;
  return { slot: 'pace', options: [pace, weekly], why: `“${words}” can be once a month, or ${nth}.` };
}

/** "Every second Thursday" is also every other one; every first or last one can only be the month's. */
function everyNthWeek(place: Place): Pace | undefined {
  if (!('days' in place) || place.days.kind !== 'nth' || place.days.nths.length > 1) return undefined;
  const [interval = 1] = place.days.nths;
  return interval < 2 ? undefined : { unit: 'week', interval, days: { kind: 'weekdays', weekdays: [place.days.weekday] } };
}

const capital = (word = ''): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

function onceOrMonthly(place: Place, groups: Groups, here: Here): Meaning {
  const dates = datesFor(place, groups, here);
  if (dates.length === 0)
    return { slot: 'impossible', why: `There is no such day in ${capital(groups.month) || 'that month'}${groups.year ? ` ${groups.year}` : ''}.` };
  const isOfTheMonth = groups.the !== undefined;
  const pace = isOfTheMonth || dates.length > 1 ? paceOf(place, 'month', 1) : undefined;
  const options = dates.map((date) => ({ date }));
  return {
    ...detailsOf(place, groups),
    slot: 'day',
    role: 'on',
    options: pace === undefined ? options : [{ pace }, ...options],
    ...(pace === undefined ? {} : { why: isOfTheMonth ? '“Of the month” can be every month, or only once.' : 'That can be every month, or only once.' }),
    again: 'year',
    ...(groups.year === undefined ? {} : { written: 'with-year' }),
  };
}

function detailsOf(place: Place, { month }: Groups): Partial<DayMeaning> {
  const pace = paceOf(place, 'month', 1);
  if (pace?.days === undefined) return { onlyOnce: ONLY_FIRST_AND_LAST };
  return { days: pace.days, ...(pace.onDaysOff ? { onDaysOff: pace.onDaysOff } : {}), ...(month === undefined ? {} : { month: monthOf(month) }) };
}

function datesFor(place: Place, { next, this: current, month, year, nextYear }: Groups, { today, division }: Here): Temporal.PlainDate[] {
  if (next) return datesIn(today.with({ day: 1 }).add({ months: 1 }), place, division);
  if (current) return datesIn(today, place, division);
  if (month === undefined) return comingDates(today, place, division);
  const inMonth = today.with({ day: 1, month: monthOf(month) });
  if (year) return datesIn(inMonth.with({ year: Number(year) }), place, division);
  if (nextYear) return datesIn(inMonth.add({ years: 1 }), place, division);
  // Not every January has a fifth Monday.
  const years = Array.from({ length: FURTHEST_YEARS }, (_, years) => datesIn(inMonth.add({ years }), place, division));
  return years.map((dates) => dates.filter((date) => date.toString() >= today.toString())).find((dates) => dates.length > 0) ?? [];
}
