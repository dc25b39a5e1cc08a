/** The recurrences that Steward can say in words, and their RFC 5545 rules: https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10 */
export interface Rule {
  readonly unit: Unit;
  /** Every how many of the unit. */
  readonly interval: number;
  /** 1 to 12, when it is every so many years. */
  readonly month?: number;
  /** None when it is every so many hours or days. */
  readonly days?: Days;
  readonly end?: End;
}

export type Unit = 'hour' | 'day' | 'week' | 'month' | 'year';

/** Days of the week are 1 (Monday) to 7; a day of the month or an ordinal of -1 is the last one, -2 the one before. */
export type Days =
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }
  /** `last-day`: the one day that not every month has falls on the last day of a shorter one; `skip`: it is left out there. */
  | { readonly kind: 'monthdays'; readonly days: readonly number[]; readonly inShortMonths: 'last-day' | 'skip' }
  | { readonly kind: 'nth'; readonly nths: readonly number[]; readonly weekday: number }
  /** The first or last day from Monday to Friday. */
  | { readonly kind: 'weekday'; readonly nth: 1 | -1 };

/** `until` is the last day it may fall on, `2027-07-01`. */
export type End = { readonly count: number } | { readonly until: string };

const FREQUENCIES: Readonly<Record<Unit, string>> = { hour: 'HOURLY', day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' };
const UNITS: readonly Unit[] = ['hour', 'day', 'week', 'month', 'year'];
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FROM_MONDAY_TO_FRIDAY = CODES.slice(0, 5).join(',');

/** Ten years of each: what comes more seldom would not be a reminder. */
export const LONGEST_INTERVAL: Readonly<Record<Unit, number>> = { hour: 87_600, day: 3_650, week: 520, month: 120, year: 10 };
export const HIGHEST_COUNT = 9_999;

/** `FREQ=MONTHLY;BYDAY=1MO` */
export function writeRule(rule: Rule): string {
  const { unit, interval, month, days, end } = rule;
  const parts = [
    `FREQ=${FREQUENCIES[unit]}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(month === undefined ? [] : [`BYMONTH=${month}`]),
    ...(days === undefined ? [] : writeDays(days, month)),
    ...(end === undefined ? [] : ['count' in end ? `COUNT=${end.count}` : `UNTIL=${end.until.replaceAll('-', '')}T235959`]),
  ];
  return parts.join(';');
}

function writeDays(days: Days, month: number | undefined): string[] {
  switch (days.kind) {
    case 'weekdays':
      return [`BYDAY=${days.weekdays.map(codeOf).join(',')}`];
    case 'nth':
      return [`BYDAY=${days.nths.map((nth) => `${nth}${codeOf(days.weekday)}`).join(',')}`];
    case 'weekday':
      return [`BYDAY=${FROM_MONDAY_TO_FRIDAY}`, `BYSETPOS=${days.nth}`];
    case 'monthdays':
      return writeMonthDays(days.days, days.inShortMonths === 'last-day' ? sometimesMissing(days.days, month) : undefined);
  }
}

/** The last of "28, 29, 30, 31" is the 31st, or the last day of a shorter month. */
function writeMonthDays(days: readonly number[], missing: number | undefined): string[] {
  if (missing === undefined) return [`BYMONTHDAY=${days.join(',')}`];
  const sure = days.filter((day) => day !== missing);
  const tail = Array.from({ length: missing - 27 }, (_, index) => 28 + index).filter((day) => !sure.includes(day));
  return [`BYMONTHDAY=${[...sure, ...tail].join(',')}`, `BYSETPOS=${[...sure.map((_, index) => index + 1), -1].join(',')}`];
}

const codeOf = (weekday: number): string => CODES[weekday - 1] ?? '';

/** The day that not every month (or not every such month) has. */
export const sometimesMissing = (days: readonly number[], month: number | undefined): number | undefined =>
  days.find((day) => day > (month === undefined || month === 2 ? 28 : longestOf(month)));

/** Days of a month in the year when it is longest. */
export const longestOf = (month: number): number => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** The rule in a text, or undefined for one that `writeRule` would not write: one that never occurs, or for which there are no words. */
export function readRule(text: string): Rule | undefined {
  const parts = new Map(text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  const unit = UNITS.find((one) => FREQUENCIES[one] === parts.get('FREQ'));
  if (unit === undefined) return undefined;
  const month = parts.has('BYMONTH') ? Number(parts.get('BYMONTH')) : undefined;
  const days = readDays(parts, unit, month);
  const end = readEnd(parts);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const rule: Rule = {
    unit,
    interval,
    ...(month === undefined ? {} : { month }),
    ...(days === undefined ? {} : { days }),
    ...(end === undefined ? {} : { end }),
  };
  return isSound(rule) && sameParts(writeRule(rule), text) ? rule : undefined;
}

const sameParts = (one: string, other: string): boolean => one.split(';').sort().join(';') === other.split(';').sort().join(';');

function readEnd(parts: ReadonlyMap<string, string>): End | undefined {
  const until = /^(\d{4})(\d\d)(\d\d)T235959$/.exec(parts.get('UNTIL') ?? '');
  if (until) return { until: until.slice(1).join('-') };
  return parts.has('COUNT') ? { count: Number(parts.get('COUNT')) } : undefined;
}

function readDays(parts: ReadonlyMap<string, string>, unit: Unit, month: number | undefined): Days | undefined {
  const positions = parts.get('BYSETPOS')?.split(',').map(Number);
  const monthdays = parts.get('BYMONTHDAY')?.split(',').map(Number);
  if (monthdays) return readMonthDays(monthdays, positions, month);
  const byDay = parts.get('BYDAY');
  if (byDay === undefined) return undefined;
  if (positions) return { kind: 'weekday', nth: positions[0] === 1 ? 1 : -1 };
  const days = byDay.split(',').map((day) => ({ nth: Number(day.slice(0, -2)), weekday: CODES.indexOf(day.slice(-2)) + 1 }));
  if (unit === 'week') return { kind: 'weekdays', weekdays: days.map(({ weekday }) => weekday) };
  return { kind: 'nth', nths: days.map(({ nth }) => nth), weekday: days[0]?.weekday ?? 0 };
}

function readMonthDays(listed: readonly number[], positions: readonly number[] | undefined, month: number | undefined): Days {
  if (positions === undefined) {
    return { kind: 'monthdays', days: listed, inShortMonths: sometimesMissing(listed, month) === undefined ? 'last-day' : 'skip' };
  }
  return { kind: 'monthdays', days: [...listed.slice(0, positions.length - 1), Math.max(...listed)], inShortMonths: 'last-day' };
}

function isSound({ unit, interval, month, days, end }: Rule): boolean {
  const isIn = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high;
  if (!isIn(interval, 1, LONGEST_INTERVAL[unit])) return false;
  if (end && 'count' in end && !isIn(end.count, 1, HIGHEST_COUNT)) return false;
  if ((unit === 'year') !== (month !== undefined) || (month !== undefined && !isIn(month, 1, 12))) return false;
  if (days === undefined) return unit === 'hour' || unit === 'day';
  if (unit === 'hour' || unit === 'day' || (unit === 'week') !== (days.kind === 'weekdays')) return false;
  return areSound(days, (day) => day === -1 || isIn(day, 1, longestOf(month ?? 1)), isIn);
}

function areSound(days: Days, isMonthDay: (day: number) => boolean, isIn: (value: number, low: number, high: number) => boolean): boolean {
  switch (days.kind) {
    case 'weekdays':
      return rises(days.weekdays) && days.weekdays.every((weekday) => isIn(weekday, 1, 7));
    case 'nth':
      return rises(days.nths) && isIn(days.weekday, 1, 7) && days.nths.every((nth) => nth === -1 || nth === -2 || isIn(nth, 1, 5));
    case 'monthdays':
      return rises(days.days) && days.days.every(isMonthDay);
    case 'weekday':
      return true;
  }
}

/** In order, each once, the last (-1) at the end. */
const rises = (values: readonly number[]): boolean => values.length > 0 && inOrder(values).join() === values.join();

export const inOrder = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => (a < 0 ? 99 + a : a) - (b < 0 ? 99 + b : b));
