import { dayOf, type IsoDate } from './dates.ts';
import { type Days, type Rule, readRule, sometimesMissing } from './rule.ts';
import type { Repeating, Schedule } from './schedule.ts';
import { toWall, type WallTime } from './zone.ts';

/** A schedule in a full British phrase that `parseWhen` reads back as the same: `every first Monday at 10 am, from 7 December 2026`. */
export function describe(schedule: Schedule): string {
  if (schedule.kind === 'once') return sayMoment(schedule.at);
  const [date = ''] = schedule.start.split('T');
  const start = readRule(schedule.rule)?.unit === 'hour' ? `${sayDate(date)} at ${sayTime(schedule.start)}` : sayDate(date);
  return `${describePattern(schedule)}, from ${start}${sayEnd(readRule(schedule.rule))}`;
}

/** `Tuesday 1 December 2026, 9 am`: an instant as clocks in the zone show it. */
export const describeMoment = (at: Date, zone: string): string => sayMoment(toWall(at, zone));

/** `every first Monday at 10 am`: without when it begins and ends. */
export function describePattern({ rule: text, start, onDaysOff }: Repeating): string {
  const rule = readRule(text);
  if (rule === undefined) return `by the rule ${text}`;
  const time = rule.unit === 'hour' ? '' : ` at ${sayTime(start)}`;
  if (onDaysOff !== 'keep' && isOfWorkingDays(rule, onDaysOff)) return `${sayRecurrence(rule).replace('weekday', 'working day')}${time}`;
  const moved = onDaysOff === 'keep' ? '' : `, or the working day ${onDaysOff} if that is a day off`;
  return `${sayRecurrence(rule)}${time}${moved}`;
}

export const sayMoment = (wall: WallTime): string => `${weekdayName(dayOf(wall.slice(0, 10)).dayOfWeek)} ${sayDate(wall.slice(0, 10))}, ${sayTime(wall)}`;

/** `1 December 2026`. By hand: the formatter of the platform takes longer than all the rest of a parse. */
export function sayDate(date: IsoDate): string {
  const { day, month, year } = dayOf(date);
  return `${day} ${monthName(month)} ${year}`;
}

/** `9 am`, `5.30 pm`, `12 noon`; the hour after midnight is 00:00 to 00:59, which no one takes for the end of the day. */
export function sayTime(wall: WallTime): string {
  const [hour = 0, minute = 0] = wall.slice(-5).split(':').map(Number);
  if (hour === 0) return wall.slice(-5);
  if (hour === 12 && minute === 0) return '12 noon';
  const past = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`;
  return `${hour > 12 ? hour - 12 : hour}${past} ${hour < 12 ? 'am' : 'pm'}`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

export const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';
export const monthName = (month: number): string => MONTHS[month - 1] ?? '';
const ordinal = (nth: number): string => (nth === -1 ? 'last' : nth === -2 ? 'second last' : (ORDINALS[nth] ?? ''));

/** `21st`, `3rd`; the last day is -1. */
export function sayNth(day: number): string {
  if (day === -1) return 'last day';
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function sayEnd(rule: Rule | undefined): string {
  if (rule?.end === undefined) return '';
  return 'count' in rule.end ? `, ${rule.end.count} ${rule.end.count === 1 ? 'time' : 'times'}` : `, until ${sayDate(rule.end.until)}`;
}

/** Moved the natural way from days off, it is the first or last working day, or every one. */
function isOfWorkingDays({ unit, interval, days }: Rule, moved: 'before' | 'after'): boolean {
  if (days?.kind === 'weekday') return moved === (days.nth === 1 ? 'after' : 'before');
  return unit === 'week' && interval === 1 && days !== undefined && isMondayToFriday(days) && moved === 'after';
}

const isMondayToFriday = (days: Days): boolean => days.kind === 'weekdays' && days.weekdays.join() === '1,2,3,4,5';

const sayEvery = ({ unit, interval }: Rule): string => (interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`);

function sayRecurrence(rule: Rule): string {
  const { unit, interval, days, month } = rule;
  if (days === undefined) return sayEvery(rule);
  if (days.kind === 'weekdays') return sayWeekly(rule, days.weekdays);
  if (unit === 'year') return `${sayEvery(rule)} on ${sayYearDay(days, month ?? 1)}${inShortMonths(days, month)}`;
  if (interval > 1) return `${sayEvery(rule)} on the ${sayMonthDays(days)}${inShortMonths(days, month)}`;
  if (days.kind === 'nth' && days.nths.length === 1) return sayEveryNth(days.nths[0] ?? 1, days.weekday);
  return `on the ${sayMonthDays(days)} of every month${inShortMonths(days, month)}`;
}

function sayWeekly(rule: Rule, weekdays: readonly number[]): string {
  const names = list(weekdays.map(weekdayName));
  if (rule.interval === 1) return weekdays.join() === '1,2,3,4,5' ? 'every weekday' : `every ${names}`;
  return rule.interval === 2 ? `every other ${names}` : `${sayEvery(rule)} on ${names}`;
}

/** "Every second Thursday" alone could be every other one. */
const sayEveryNth = (nth: number, weekday: number): string => `every ${ordinal(nth)} ${weekdayName(weekday)}${nth > 1 ? ' of the month' : ''}`;

function sayMonthDays(days: Exclude<Days, { kind: 'weekdays' }>): string {
  if (days.kind === 'weekday') return `${ordinal(days.nth)} weekday`;
  return days.kind === 'nth' ? `${list(days.nths.map(ordinal))} ${weekdayName(days.weekday)}` : list(days.days.map(sayNth));
}

function sayYearDay(days: Exclude<Days, { kind: 'weekdays' }>, month: number): string {
  const only = days.kind === 'monthdays' && days.days.length === 1 ? days.days[0] : undefined;
  return only !== undefined && only > 0 ? `${only} ${monthName(month)}` : `the ${sayMonthDays(days)} of ${monthName(month)}`;
}

function inShortMonths(days: Days, month: number | undefined): string {
  if (days.kind !== 'monthdays') return '';
  const missing = sometimesMissing(days.days, month);
  if (missing === undefined) return '';
  return days.inShortMonths === 'skip' ? ` (only where there is a ${sayNth(missing)})` : ' (the last day in shorter months)';
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
