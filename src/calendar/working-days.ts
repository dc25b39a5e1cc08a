import { type IsoDate, isWeekend, plusDays } from './dates.ts';
import { bankHolidays, type HolidayCalendar } from './holidays.ts';

/** Monday to Friday and not a bank holiday. */
export const isWorkingDay = (date: IsoDate, calendar: HolidayCalendar): boolean => !isWeekend(date) && bankHolidayOn(date, calendar) === undefined;

/** The name of the bank holiday on that day, where there is one. */
export const bankHolidayOn = (date: IsoDate, calendar: HolidayCalendar): string | undefined => bankHolidays(calendar, Number(date.slice(0, 4))).get(date);

/** The nth working day after `date`, or before it when `count` is negative; `date` itself, working day or not, when it is nought. */
export function plusWorkingDays(date: IsoDate, count: number, calendar: HolidayCalendar): IsoDate {
  const step = Math.sign(count);
  let at = date;
  for (let left = Math.abs(count); left > 0; left--) at = rolled(plusDays(at, step), step, calendar);
  return at;
}

/** `date` when it is a working day, and else the first one after it. */
export const onOrAfter = (date: IsoDate, calendar: HolidayCalendar): IsoDate => rolled(date, 1, calendar);

/** `date` when it is a working day, and else the last one before it. */
export const onOrBefore = (date: IsoDate, calendar: HolidayCalendar): IsoDate => rolled(date, -1, calendar);

function rolled(date: IsoDate, step: number, calendar: HolidayCalendar): IsoDate {
  let at = date;
  while (!isWorkingDay(at, calendar)) at = plusDays(at, step);
  return at;
}
