import type { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import { easterSunday } from '../easter.ts';
import { plusWorkingDays } from '../working-days.ts';
import type { Draft, Groups } from './draft.ts';
import type { DayMeaning, Here, Meaning, Pace } from './pieces.ts';
import { monthDays } from './places-in-month.ts';
import { coming, next } from './read-days.ts';
import { MONTH, monthOf } from './words.ts';

const OF_PERIOD = `(?:of\\s+)?(?:(?<month>${MONTH})(?:,?\\s+(?<year>\\d{4})\\b)?|(?<which>the|this|next|each|every)\\s+(?<unit>week|month|year))`;
const EVERY_END = /\b(?:every|each)\s+(?:(?<unit>week|month|year)[\s-]?end|end\s+of\s+(?:the\s+)?(?<of>week|month|year))\b(?<!weekend)/gi;
const MONTH_END = /\b(?:at\s+)?month[\s-]end\b/gi;
const FROM_PERIOD = /\b(?:starting|start|beginning|commencing|from)\s+(?:on\s+|from\s+|in\s+)?next\s+(?<unit>week|month|year)\b/gi;
const EDGE = new RegExp(`\\b(?:the\\s+)?(?<edge>end|middle|(?:start|beginning)(?=\\s+of\\b))\\s+${OF_PERIOD}|\\b(?<mid>mid)[\\s-]+(?<midMonth>${MONTH})`, 'gi');
const REST = /\b(?:for|over)\s+the\s+rest\s+of\s+(?:the|this)\s+(?<unit>week|month|year)\b/gi;
const WEEKEND = /\b(?<which>(?:at|over)\s+the|this|next|the)\s+weekend\b/gi;
const PERIOD = /\b(?<which>next)\s+(?<unit>week|month|year)\b/gi;
const WORKING = /\b(?:the\s+)?next\s+(?:working|business)\s+day\b/gi;
/** A day of the month, not a time. */
const A_DAY = '\\s+(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?\\b(?![:.]\\d|\\s*[ap]\\.?m)';
const IN_MONTH = new RegExp(
  `\\b(?<lead>in|by|early\\s+in|this|next|until|till|from|starting(?:\\s+in)?)\\s+(?<month>${MONTH})(?:\\s+(?<year>\\d{4})\\b)?(?!${A_DAY})`,
  'gi',
);
const INSIDE_MONTH = new RegExp(`\\b(?:in|during|throughout)\\s+(?<month>${MONTH})(?:\\s+(?<year>\\d{4})\\b)?(?!${A_DAY})`, 'gi');
const EVERY_MONTH = new RegExp(`\\b(?:every|each)\\s+(?<month>${MONTH})(?!${A_DAY})`, 'gi');
const HOLIDAY =
  /\b(?:(?<every>every|each)\s+)?(?:(?<mayDay>may\s+day\b(?!\s+bank))|(?<eve>christmas\s+eve)|(?<christmas>christmas(?:\s+day)?|xmas(?:\s+day)?)|(?<boxing>boxing\s+day)|(?<nye>new\s+year['’]?s\s+eve)|(?<nyd>new\s+year['’]?s\s+day|new\s+year\b)|(?<friday>good\s+friday)|(?<monday>easter\s+monday)|(?<sunday>easter\s+sunday)|(?<whit>whit\s+monday)|(?<shrove>shrove\s+tuesday|pancake\s+day)|(?<ash>ash\s+wednesday)|(?<maundy>maundy\s+thursday))(?:,?\s+(?:(?<year>\d{4})\b|(?<nextYear>next\s+year)))?/gi;

/** Weeks, months and years, their ends, and days with a name: `end of the month`, `next week`, `mid November`, `Good Friday`. */
export function readPeriods(draft: Draft): void {
  const { here } = draft;
  const { today } = here;
  draft.take(HOLIDAY, (groups) => holiday(groups, today));
  draft.take(EVERY_MONTH, ({ month = '' }) => [{ slot: 'pace', options: [YEARLY] }, monthAlone('in', monthOf(month), undefined, here)]);
  draft.take(EVERY_END, ({ unit, of = '' }) => everyEdge('end', (unit ?? of).toLowerCase(), today));
  draft.take(MONTH_END, () => edge({ edge: 'end', unit: 'month', which: 'this' }, today));
  draft.take(EDGE, (groups) => edge(groups, today));
  draft.take(REST, ({ unit = '' }) => ({ ...on(endOf(unit, today), 'day'), role: 'until' }));
  draft.take(WEEKEND, ({ which = '' }) => (which.toLowerCase() === 'next' ? next(SATURDAY, today) : on(coming(SATURDAY, today), 'week')));
  draft.take(WORKING, () => on(dayOf(plusWorkingDays(today.toString(), 1, here.division)), 'day'));
}

/** What names a period and no day of it; read last, for a day may stand beside it. */
export function readWholePeriods(draft: Draft): void {
  const { today } = draft.here;
  const repeatsInside = draft.pieces.some((piece) => piece.slot === 'pace' && piece.options.every(({ unit }) => unit === 'week' || unit === 'day'));
  draft.take(FROM_PERIOD, ({ unit = '' }) => ({ ...on(edgeOf('start', unit.toLowerCase(), later(unit, 'next', today)), 'day'), role: 'from' }));
  if (repeatsInside) draft.take(INSIDE_MONTH, ({ month = '', year }) => inside(monthOf(month), year, today));
  draft.take(PERIOD, ({ unit = '' }) => wholePeriod(unit.toLowerCase(), draft.here));
  draft.take(IN_MONTH, ({ lead = '', month = '', year }) => monthAlone(lead.toLowerCase(), monthOf(month), year, draft.here));
}

const YEARLY: Pace = { unit: 'year', interval: 1 };
const FRIDAY = 5;
const SATURDAY = 6;

const on = (date: Temporal.PlainDate, again: 'day' | 'week' | 'year'): DayMeaning => ({ slot: 'day', role: 'on', options: [{ date }], again });

function endOf(unit: string, day: Temporal.PlainDate): Temporal.PlainDate {
  if (unit === 'week') return day.add({ days: FRIDAY - day.dayOfWeek });
  return unit === 'month' ? day.with({ day: day.daysInMonth }) : day.with({ month: 12, day: 31 });
}

function edge({ edge: which = 'middle', month, year, midMonth, which: whichOne, unit = 'month' }: Groups, today: Temporal.PlainDate): Meaning {
  if (/each|every/i.test(whichOne ?? '')) return everyEdge(which.toLowerCase(), unit.toLowerCase(), today);
  const named = month ?? midMonth;
  const inPeriod = named === undefined ? later(unit, whichOne, today) : inMonth(monthOf(named), year, today);
  const period = named === undefined ? unit.toLowerCase() : 'month';
  const found = edgeOf(which.toLowerCase(), period, inPeriod);
  // At the weekend the end of the week is the next one's.
  const isOver = period === 'week' && found.toString() < today.toString();
  const date = isOver ? found.add({ weeks: 1 }) : found;
  const days = period === 'month' ? { days: monthDays([which.toLowerCase() === 'end' ? -1 : date.day]) } : {};
  return { ...on(date, 'year'), ...days, ...(named === undefined ? {} : { month: monthOf(named) }) };
}

/** The end of a week is its Friday. */
function everyEdge(which: string, unit: string, today: Temporal.PlainDate): Meaning {
  const { day, month, dayOfWeek } = edgeOf(which, unit, today);
  if (unit === 'week') return { slot: 'pace', options: [{ unit: 'week', interval: 1, days: { kind: 'weekdays', weekdays: [dayOfWeek] } }] };
  const days = monthDays([which === 'end' ? -1 : day]);
  return { slot: 'pace', options: [unit === 'month' ? { unit: 'month', interval: 1, days } : { unit: 'year', interval: 1, month, days }] };
}

function edgeOf(which: string, period: string, day: Temporal.PlainDate): Temporal.PlainDate {
  if (which === 'end') return endOf(period, day);
  if (which === 'middle')
    return period === 'week' ? day.add({ days: 3 - day.dayOfWeek }) : period === 'month' ? day.with({ day: 15 }) : day.with({ month: 7, day: 1 });
  return period === 'week' ? day.add({ days: 1 - day.dayOfWeek }) : period === 'month' ? day.with({ day: 1 }) : day.with({ month: 1, day: 1 });
}

function later(unit: string, which = '', today: Temporal.PlainDate): Temporal.PlainDate {
  return which.toLowerCase() === 'next' ? today.add({ [`${unit.toLowerCase()}s`]: 1 }) : today;
}

/** A day of that month, this year's unless it is over. */
function inMonth(month: number, year: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate {
  if (year !== undefined) return today.with({ day: 1, month, year: Number(year) });
  return today.with({ day: 1, month }).add({ years: month < today.month ? 1 : 0 });
}

function wholePeriod(unit: string, { today }: Here): DayMeaning {
  const then = later(unit, 'next', today);
  const begins = edgeOf('start', unit, then);
  const options = begins.equals(then) ? [{ date: then }] : [{ date: begins }, { date: then }];
  return { ...on(then, 'day'), options, why: `“Next ${unit}” does not say which day.` };
}

function monthAlone(lead: string, month: number, year: string | undefined, { today }: Here): DayMeaning {
  const first = inMonth(month, year, today).with({ day: 1 });
  const isOver = year === undefined && first.toString() <= today.toString();
  const role = /until|till/.test(lead) ? 'until' : /from|start/.test(lead) ? 'from' : 'on';
  return {
    ...on(isOver ? first.add({ years: 1 }) : first, 'year'),
    role,
    assumed: 'No day was given, so the 1st.',
    ...(year === undefined ? {} : { written: 'with-year' }),
  };
}

/** "Every Monday in December": from its first day to its last. */
function inside(month: number, year: string | undefined, today: Temporal.PlainDate): Meaning[] {
  const first = inMonth(month, year, today).with({ day: 1 });
  return [
    { ...on(first, 'year'), role: 'from' },
    { ...on(endOf('month', first), 'year'), role: 'until' },
  ];
}

function holiday(groups: Groups, today: Temporal.PlainDate): Meaning[] {
  const year = groups.year === undefined ? undefined : Number(groups.year);
  const of = (wanted: number): Temporal.PlainDate => dateOf(groups, wanted, today);
  const thisYear = of(today.year);
  const soonest = groups.nextYear === undefined && thisYear.toString() >= today.toString() ? thisYear : of(today.year + 1);
  const movable = groups.friday ?? groups.monday ?? groups.sunday ?? groups.whit ?? groups.shrove ?? groups.ash ?? groups.maundy;
  const day: DayMeaning = {
    ...on(year === undefined ? soonest : of(year), 'year'),
    written: year === undefined ? 'without-year' : 'with-year',
    ...(movable === undefined ? {} : { onlyOnce: 'Easter is on another day each year, and a rule cannot follow it.' }),
  };
  return groups.every === undefined ? [day] : [{ slot: 'pace', options: [YEARLY] }, day];
}

function dateOf(groups: Groups, year: number, today: Temporal.PlainDate): Temporal.PlainDate {
  const { eve, christmas, boxing, nye } = groups;
  const fixed = (month: number, day: number): Temporal.PlainDate => today.with({ year, month, day });
  if (groups.mayDay) return fixed(5, 1);
  if (eve) return fixed(12, 24);
  if (christmas) return fixed(12, 25);
  if (boxing) return fixed(12, 26);
  if (nye) return fixed(12, 31);
  if (groups.nyd) return fixed(1, 1);
  return dayOf(easterSunday(year)).add({ days: daysFromEaster(groups) });
}

function daysFromEaster({ friday, monday, whit, shrove, ash, maundy }: Groups): number {
  const days = { [-2]: friday, 1: monday, 50: whit, [-47]: shrove, [-46]: ash, [-3]: maundy };
  return Number(Object.entries(days).find(([, said]) => said !== undefined)?.[0] ?? 0);
}
