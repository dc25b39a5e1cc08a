import { Temporal } from 'temporal-polyfill';
import { type IsoDate, isWeekend, plusDays } from './dates.ts';
import { easterSunday } from './easter.ts';
import { MOVES, ONE_OFFS } from './one-off-holidays.ts';

/** The three parts of the United Kingdom that have their own bank holidays, named as gov.uk names them. */
export const DIVISIONS = ['england-and-wales', 'scotland', 'northern-ireland'] as const;
export type Division = (typeof DIVISIONS)[number];

/** Whose bank holidays are left out when working days are counted. `united-kingdom`: a bank holiday in any part counts as one, as freedom of information law has it. */
export const HOLIDAY_CALENDARS = [...DIVISIONS, 'united-kingdom'] as const;
export type HolidayCalendar = (typeof HOLIDAY_CALENDARS)[number];

interface YearlyHoliday {
  readonly name: string;
  readonly divisions: readonly Division[];
  on(year: number): IsoDate;
  /** The first year it was held, where that is after `FIRST_YEAR`. */
  readonly since?: number;
}

/** The early May holiday was new in 1978: before that year these rules do not hold. */
const FIRST_YEAR = 1978;
const NOT_SCOTLAND: readonly Division[] = ['england-and-wales', 'northern-ireland'];

/** Banking and Financial Dealings Act 1971, schedule 1, and the yearly proclamations: https://www.gov.uk/bank-holidays */
const YEARLY: readonly YearlyHoliday[] = [
  { name: 'New Year’s Day', divisions: DIVISIONS, on: fixed(1, 1) },
  { name: '2nd January', divisions: ['scotland'], on: fixed(1, 2) },
  { name: 'St Patrick’s Day', divisions: ['northern-ireland'], on: fixed(3, 17) },
  { name: 'Good Friday', divisions: DIVISIONS, on: (year) => plusDays(easterSunday(year), -2) },
  { name: 'Easter Monday', divisions: NOT_SCOTLAND, on: (year) => plusDays(easterSunday(year), 1) },
  { name: 'Early May bank holiday', divisions: DIVISIONS, on: (year) => firstMonday(year, 5) },
  { name: 'Spring bank holiday', divisions: DIVISIONS, on: (year) => lastMonday(year, 5) },
  { name: 'Battle of the Boyne (Orangemen’s Day)', divisions: ['northern-ireland'], on: fixed(7, 12) },
  { name: 'Summer bank holiday', divisions: ['scotland'], on: (year) => firstMonday(year, 8) },
  { name: 'Summer bank holiday', divisions: NOT_SCOTLAND, on: (year) => lastMonday(year, 8) },
  // St Andrew's Day Bank Holiday (Scotland) Act 2007: https://www.legislation.gov.uk/asp/2007/2
  { name: 'St Andrew’s Day', divisions: ['scotland'], on: fixed(11, 30), since: 2007 },
  { name: 'Christmas Day', divisions: DIVISIONS, on: fixed(12, 25) },
  { name: 'Boxing Day', divisions: DIVISIONS, on: fixed(12, 26) },
];

const known = new Map<string, ReadonlyMap<IsoDate, string>>();

/**
 * Bank holidays of a year in order of date, with their names as gov.uk gives them; one held instead of a day at a weekend is marked `(substitute day)`.
 * @throws {RangeError} before 1978
 */
export function bankHolidays(calendar: HolidayCalendar, year: number): ReadonlyMap<IsoDate, string> {
  if (!Number.isInteger(year) || year < FIRST_YEAR) throw new RangeError(`bank holidays are known from ${FIRST_YEAR} on, and not for ${year}`);
  const key = `${calendar} ${year}`;
  const holidays = known.get(key) ?? inOrder(calendar === 'united-kingdom' ? DIVISIONS.flatMap((one) => holidaysOf(one, year)) : holidaysOf(calendar, year));
  known.set(key, holidays);
  return holidays;
}

type Dated = readonly [IsoDate, string];

const inOrder = (holidays: readonly Dated[]): ReadonlyMap<IsoDate, string> => new Map([...holidays].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

function holidaysOf(division: Division, year: number): Dated[] {
  const yearly = YEARLY.filter((holiday) => holiday.divisions.includes(division) && year >= (holiday.since ?? FIRST_YEAR)).map(
    ({ name, on }): Dated => moved([on(year), name]),
  );
  const oneOffs = ONE_OFFS.filter(({ on, divisions }) => on.startsWith(`${year}-`) && (divisions ?? DIVISIONS).includes(division));
  return offWeekends([...yearly, ...oneOffs.map(({ on, name }): Dated => [on, name])]);
}

function moved([date, name]: Dated): Dated {
  const move = MOVES.find(({ from }) => from === date);
  return move === undefined ? [date, name] : [move.to, move.name];
}

/** What falls on a weekend is held on the next weekday that is not a bank holiday itself: Christmas on a Sunday is held on the 27th, after Boxing Day. */
function offWeekends(holidays: readonly Dated[]): Dated[] {
  const held = holidays.filter(([date]) => !isWeekend(date));
  const taken = new Set(held.map(([date]) => date));
  for (const [date, name] of holidays.filter(([on]) => isWeekend(on))) {
    let instead = date;
    while (isWeekend(instead) || taken.has(instead)) instead = plusDays(instead, 1);
    taken.add(instead);
    held.push([instead, `${name} (substitute day)`]);
  }
  return held;
}

function fixed(month: number, day: number): (year: number) => IsoDate {
  return (year) => new Temporal.PlainDate(year, month, day).toString();
}

function firstMonday(year: number, month: number): IsoDate {
  const first = new Temporal.PlainDate(year, month, 1);
  return first.add({ days: (8 - first.dayOfWeek) % 7 }).toString();
}

function lastMonday(year: number, month: number): IsoDate {
  const first = new Temporal.PlainDate(year, month, 1);
  const last = first.with({ day: first.daysInMonth });
  return last.subtract({ days: last.dayOfWeek - 1 }).toString();
}
