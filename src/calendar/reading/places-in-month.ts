import type { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import type { Division } from '../holidays.ts';
import { type Days, inOrder } from '../rule.ts';
import { onOrAfter, onOrBefore, plusWorkingDays } from '../working-days.ts';

/** A day by its place in a month: the first Monday, the third working day, the 15th and the last day. */
export type Place = { readonly days: Exclude<Days, { kind: 'weekdays' }> } | { readonly workingDay: number };

/** Days of the month in order. When one alone is missing from shorter months, their last day stands for it. */
export function monthDays(days: readonly number[]): Extract<Days, { kind: 'monthdays' }> {
  const ordered = inOrder(days);
  const isSettled = ordered.includes(-1) || ordered.filter((day) => day > 28).length > 1;
  return { kind: 'monthdays', days: ordered, inShortMonths: isSettled ? 'skip' : 'last-day' };
}

/** The dates that the place is in a month; none where that month has no fifth Monday, or no 31st. */
export function datesIn(month: Temporal.PlainDate, place: Place, division: Division): Temporal.PlainDate[] {
  const first = month.with({ day: 1 });
  if ('workingDay' in place) return within(first, [nthWorkingDay(first, place.workingDay, division)]);
  const { days } = place;
  if (days.kind === 'monthdays')
    return days.days.filter((day) => day <= first.daysInMonth).map((day) => first.with({ day: day === -1 ? first.daysInMonth : day }));
  if (days.kind === 'nth')
    return within(
      first,
      days.nths.map((nth) => nthWeekday(first, nth, days.weekday)),
    );
  return [days.nth === 1 ? first.add({ days: first.dayOfWeek > 5 ? 8 - first.dayOfWeek : 0 }) : lastMidweek(first)];
}

const within = (first: Temporal.PlainDate, dates: readonly Temporal.PlainDate[]): Temporal.PlainDate[] => dates.filter(({ month }) => month === first.month);

function nthWeekday(first: Temporal.PlainDate, nth: number, weekday: number): Temporal.PlainDate {
  const last = first.with({ day: first.daysInMonth });
  if (nth < 0) return last.subtract({ days: ((last.dayOfWeek - weekday + 7) % 7) - 7 * (nth + 1) });
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
}

function lastMidweek(first: Temporal.PlainDate): Temporal.PlainDate {
  const last = first.with({ day: first.daysInMonth });
  return last.subtract({ days: Math.max(0, last.dayOfWeek - 5) });
}

function nthWorkingDay(first: Temporal.PlainDate, nth: number, division: Division): Temporal.PlainDate {
  if (nth === -1) return dayOf(onOrBefore(first.with({ day: first.daysInMonth }).toString(), division));
  return dayOf(plusWorkingDays(onOrAfter(first.toString(), division), nth - 1, division));
}

/** The first dates of the place from a day on. A fifth Monday comes within three months, 29 February within eight years. */
export function comingDates(from: Temporal.PlainDate, place: Place, division: Division): Temporal.PlainDate[] {
  for (let months = 0; months <= 12; months++) {
    const coming = datesIn(from.with({ day: 1 }).add({ months }), place, division).filter((date) => date.toString() >= from.toString());
    if (coming.length > 0) return coming;
  }
  return [];
}
