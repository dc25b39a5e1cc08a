import type { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import type { Division } from '../holidays.ts';
import { plusWorkingDays } from '../working-days.ts';
import { NUMBER, numberOf } from './words.ts';

/** A length of time: calendar months, days and exact minutes; or working days alone. */
export interface Length {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
  readonly workingDays: number;
}

const UNIT = '(?:working\\s+days?|business\\s+days?|seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|fortnights?|months?|years?|yrs?)\\b';
const PARTS_OF_AN_HOUR: ReadonlyMap<string, number> = new Map([
  ['half', 30],
  ['quarter', 15],
  ['three', 45],
]);

/** `2 hours`, `a fortnight`, `an hour and a half`, `2 and a half days`, `1 hour 30 minutes`, `1h30`, `three working days`, `half an hour` */
export const LENGTH = [
  '(?:half\\s+an?\\s+hour|(?:a\\s+)?quarter\\s+of\\s+an\\s+hour|three[- ]quarters\\s+of\\s+an\\s+hour',
  '\\d{1,3}\\s?h\\s?\\d{1,2}(?:\\s?m(?:ins?)?)?\\b',
  `(?:\\d{1,6}\\.\\d{1,2}|${NUMBER}(?:\\s+and\\s+a\\s+half)?)[\\s-]*${UNIT}(?:\\s+and\\s+a\\s+(?:half|quarter)\\b|,?\\s+(?:and\\s+)?\\d{1,3}\\s*(?:minutes?|mins?|hours?|hrs?)\\b)?)`,
].join('|');

const WHOLE = new RegExp(
  `^(?<count>\\d+\\.\\d+|${NUMBER})(?<half>\\s+and\\s+a\\s+half)?[\\s-]*(?<unit>${UNIT})(?:\\s+and\\s+a\\s+(?<more>half|quarter)|,?\\s+(?:and\\s+)?(?<count2>\\d+)\\s*(?<unit2>minutes?|mins?|hours?|hrs?))?$`,
  'i',
);

/** The length in a text that `LENGTH` matches. */
export function lengthOf(text: string): Length {
  const part = /^(?:a\s+)?(half|quarter|three)\b.*\bhour$/i.exec(text)?.[1];
  if (part !== undefined) return ofMinutes(PARTS_OF_AN_HOUR.get(part.toLowerCase()) ?? 0);
  const short = /^(\d+)\s?h\s?(\d+)/i.exec(text);
  if (short) return ofMinutes(60 * Number(short[1]) + Number(short[2]));
  const { count = '', half, unit = '', more, count2, unit2 } = WHOLE.exec(text)?.groups ?? {};
  const whole = count.includes('.') ? Number(count) : numberOf(count);
  const fraction = half !== undefined || more === 'half' ? 0.5 : more === 'quarter' ? 0.25 : 0;
  const length = ofUnits(whole + fraction, unit.toLowerCase());
  return unit2 === undefined ? length : capped({ ...length, minutes: length.minutes + Number(count2) * (unit2.startsWith('h') ? 60 : 1) });
}

function ofUnits(count: number, unit: string): Length {
  if (/^(working|business)/.test(unit)) return capped({ ...NONE, workingDays: Math.ceil(count) });
  if (unit.startsWith('s')) return ofMinutes(count / 60);
  if (unit.startsWith('mi')) return ofMinutes(count);
  if (unit.startsWith('h')) return ofMinutes(60 * count);
  if (unit.startsWith('y')) return capped({ ...NONE, months: Math.round(12 * count) });
  if (unit.startsWith('mo')) return capped({ ...NONE, months: Math.floor(count), days: Math.round(30 * (count % 1)) });
  const days = count * (unit.startsWith('w') ? 7 : unit.startsWith('f') ? 14 : 1);
  return capped({ ...NONE, days: Math.floor(days), minutes: Math.round((days % 1) * 1440) });
}

const NONE: Length = { months: 0, days: 0, minutes: 0, workingDays: 0 };
const ofMinutes = (minutes: number): Length => capped({ ...NONE, minutes });

/** Beyond what is refused as too far away, and near enough to reckon with. */
const YEARS = 12;
function capped({ months, days, minutes, workingDays }: Length): Length {
  return {
    months: Math.min(months, YEARS * 12),
    days: Math.min(days, YEARS * 366),
    minutes: Math.min(minutes, YEARS * 366 * 1440),
    workingDays: Math.min(workingDays, YEARS * 261),
  };
}

export const isOfDays = ({ minutes }: Length): boolean => minutes === 0;

/** The day that many days, months or working days after the day, or before it when `sign` is -1. */
export function plusLength(date: Temporal.PlainDate, { months, days, workingDays }: Length, sign: 1 | -1, division: Division): Temporal.PlainDate {
  if (workingDays > 0) return dayOf(plusWorkingDays(date.toString(), sign * workingDays, division));
  return date.add({ months: sign * months, days: sign * days });
}
