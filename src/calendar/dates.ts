import { Temporal } from 'temporal-polyfill';

/** A day of the calendar, `2026-06-19`: no time and no zone, so that no clock change can touch it. ISO dates sort as text. */
export type IsoDate = string;

/** The day as a Temporal value. @throws {RangeError} when there is no such day, such as 30 February, or it is not written `2026-06-19`. */
export function dayOf(date: IsoDate): Temporal.PlainDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`"${date}" is not a date such as 2026-06-19`);
  return Temporal.PlainDate.from(date);
}

export function isDate(text: string): boolean {
  try {
    dayOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Days may be negative. */
export const plusDays = (date: IsoDate, days: number): IsoDate => dayOf(date).add({ days }).toString();

export const isWeekend = (date: IsoDate): boolean => dayOf(date).dayOfWeek > 5;

/** Days from `today` until `on`: negative once it is past. */
export const daysUntil = (on: IsoDate, today: IsoDate): number => dayOf(today).until(dayOf(on)).days;

/** `Friday` */
export const weekdayOf = (date: IsoDate): string => inWords(date, { weekday: 'long' });

/** `19 June 2026` */
export const sayDate = (date: IsoDate): string => inWords(date, { day: 'numeric', month: 'long', year: 'numeric' });

/** `Friday 19 June 2026` */
export const sayDay = (date: IsoDate): string => `${weekdayOf(date)} ${sayDate(date)}`;

const inWords = (date: IsoDate, parts: Intl.DateTimeFormatOptions): string => dayOf(date).toLocaleString('en-GB', parts);
