import { dayOf, type IsoDate, isWeekend, plusDays, sayDate, sayDay, weekdayOf } from './dates.ts';
import type { HolidayCalendar } from './holidays.ts';
import { bankHolidayOn, isWorkingDay, onOrAfter, onOrBefore, plusWorkingDays } from './working-days.ts';

/**
 * What is counted. Months and years are of the calendar, and end with a shorter month: 31 December and two months is the last day of February.
 * With clear days neither the first day nor the last one counts; `clear-working-days` counts only the working days between them.
 */
export const UNITS = ['years', 'months', 'weeks', 'days', 'working-days', 'clear-days', 'clear-working-days'] as const;
export type Unit = (typeof UNITS)[number];

/** Where a date goes that is not a working day. */
export const ROLLS = ['none', 'back', 'forward'] as const;
export type Roll = (typeof ROLLS)[number];

/** A period counted from a date: two months after it, 28 clear days before it. */
export interface Offset {
  /** A whole number, nought or more. */
  readonly count: number;
  readonly unit: Unit;
  readonly direction: 'after' | 'before';
  readonly roll: Roll;
  /** The date counted from is itself the first day of the period: "eight working days beginning with the day of the notice". Only when counting after, and not with clear days. */
  readonly firstDayCounts?: boolean | undefined;
}

export interface Counted {
  readonly date: IsoDate;
  /** Where the count ended, before it was rolled to a working day. */
  readonly unrolled: IsoDate;
  /** How it was counted, in words: `two months after 19 June 2026 is 19 August 2026, a Wednesday`. */
  readonly working: string;
}

/** @throws {RangeError} when `from` is not a date */
export function countFrom(from: IsoDate, offset: Offset, calendar: HolidayCalendar): Counted {
  const unrolled = endOf(from, offset, calendar);
  const date = offset.roll === 'none' ? unrolled : offset.roll === 'back' ? onOrBefore(unrolled, calendar) : onOrAfter(unrolled, calendar);
  return { date, unrolled, working: counting(from, offset, calendar, unrolled) + rolling(unrolled, date, calendar) };
}

function endOf(from: IsoDate, offset: Offset, calendar: HolidayCalendar): IsoDate {
  const { count, unit, direction, firstDayCounts = false } = offset;
  const sign = direction === 'after' ? 1 : -1;
  switch (unit) {
    case 'years':
    case 'months':
      return calendarEnd(from, sign * (unit === 'years' ? 12 * count : count), firstDayCounts);
    case 'weeks':
    case 'days':
      return plusDays(from, sign * (unit === 'weeks' ? 7 * count : count) - (firstDayCounts ? 1 : 0));
    case 'working-days':
      return firstDayCounts ? plusWorkingDays(onOrAfter(from, calendar), count - 1, calendar) : plusWorkingDays(from, sign * count, calendar);
    case 'clear-days':
      return plusDays(from, sign * (count + 1));
    case 'clear-working-days':
      return plusDays(plusWorkingDays(from, sign * count, calendar), sign);
  }
}

/** A period of months that begins with the 1st ends with the last of a month; where the month is too short for the day, at its end either way. */
function calendarEnd(from: IsoDate, months: number, firstDayCounts: boolean): IsoDate {
  const end = dayOf(from).add({ months });
  const isShortened = end.day < dayOf(from).day;
  return (firstDayCounts && !isShortened ? end.subtract({ days: 1 }) : end).toString();
}

function counting(from: IsoDate, offset: Offset, calendar: HolidayCalendar, end: IsoDate): string {
  const { unit, direction, firstDayCounts = false } = offset;
  if (offset.count === 0) return `${sayDate(end)}, a ${weekdayOf(end)}, is the day itself`;
  const period = sayPeriod(offset);
  const notes = [shortMonth(from, offset, end), neitherDay(unit), holidaysLeftOut(from, offset, calendar, end)].filter((note) => note !== '');
  const said = firstDayCounts
    ? `${period}, the first of them ${sayDate(unit === 'working-days' ? onOrAfter(from, calendar) : from)}, end on ${sayDate(end)}`
    : `${period} ${direction} ${sayDate(from)} is ${sayDate(end)}`;
  return `${said}, a ${weekdayOf(end)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`;
}

function rolling(unrolled: IsoDate, date: IsoDate, calendar: HolidayCalendar): string {
  if (date === unrolled) return '';
  const holiday = bankHolidayOn(unrolled, calendar);
  const why = holiday === undefined ? '' : ` and a bank holiday (${holiday})`;
  return `${why}; the ${date < unrolled ? 'last working day before' : 'next working day after'} it is ${sayDay(date)}`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `two months`, `28 clear days`, `one working day` */
export function sayPeriod({ count, unit }: Pick<Offset, 'count' | 'unit'>): string {
  const words = unit.replaceAll('-', ' ');
  return `${NUMBERS[count] ?? String(count)} ${count === 1 ? words.slice(0, -1) : words}`;
}

function shortMonth(from: IsoDate, { unit }: Offset, end: IsoDate): string {
  const isOfMonths = unit === 'months' || unit === 'years';
  return isOfMonths && dayOf(from).day > dayOf(end).daysInMonth ? 'the last day of that month, which is shorter' : '';
}

const neitherDay = (unit: Unit): string => (unit === 'clear-days' || unit === 'clear-working-days' ? 'neither of these two days is counted' : '');

/** The bank holidays that made a count of working days longer, so that anyone can do it again by hand. */
function holidaysLeftOut(from: IsoDate, { unit, firstDayCounts = false }: Offset, calendar: HolidayCalendar, end: IsoDate): string {
  if (unit !== 'working-days' && unit !== 'clear-working-days') return '';
  const [first, last] = from < end ? [from, end] : [end, from];
  const left: string[] = [];
  for (let at = firstDayCounts ? first : plusDays(first, 1); at < last; at = plusDays(at, 1)) {
    if (!isWeekend(at) && !isWorkingDay(at, calendar)) left.push(`${sayDate(at)}, ${bankHolidayOn(at, calendar)}`);
  }
  return left.length === 0 ? '' : `left out: ${left.join('; ')}`;
}
