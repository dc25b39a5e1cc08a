import { type Days, LONGEST_INTERVAL, longestOf, type Rule, readRule, type Unit, writeRule } from '../calendar/rule.ts';
import { nextAfter, type Repeating } from '../calendar/schedule.ts';
import { toInstant } from '../calendar/zone.ts';
import { calendarZone, skippedTimes } from './time-zones.ts';

/**
 * What Outlook takes, which takes least: https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcical (2.1.3.2.2, Recurrence
 * Templates) and the intervals of https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal (2.2.1.44.1).
 */
const LONGEST_FOR_OUTLOOK: Readonly<Record<Unit, number>> = { ...LONGEST_INTERVAL, hour: 0, day: 999, week: 99, month: 99 };
const MOST_FOR_OUTLOOK = 999;

/**
 * The RRULE of a schedule, where it alone says every time, and Google Calendar, Outlook and Apple Calendar understand it alike; undefined where
 * the times have to be written out. RDATE is no way round that: Google leaves some of them out, and Outlook refuses them.
 * @param until how far ahead times matter
 */
export function plainRule(schedule: Repeating, until: Date): string | undefined {
  const rule = readRule(schedule.rule);
  if (rule === undefined || schedule.onDaysOff !== 'keep') return undefined;
  const said = { ...rule, ...(rule.days === undefined ? {} : { days: asLastDay(rule.days, rule.month) }) };
  if (!isTakenEverywhere(said) || calendarZone(schedule.zone) === undefined || missesClockChange(schedule, until)) return undefined;
  // Programs begin the week on different days, which matters from the second week on.
  return `${inUtc(writeRule(said), schedule)}${rule.unit === 'week' && rule.interval > 1 ? ';WKST=MO' : ''}`;
}

/** "The 31st, or the last day in shorter months" is simply the last day. */
function asLastDay(days: Days, month: number | undefined): Days {
  const [only, second] = days.kind === 'monthdays' ? days.days : [];
  const isLast = days.kind === 'monthdays' && days.inShortMonths === 'last-day' && second === undefined && only === longestOf(month ?? 1);
  return isLast ? { ...days, days: [-1] } : days;
}

function isTakenEverywhere({ unit, interval, days, end }: Rule): boolean {
  if (interval > LONGEST_FOR_OUTLOOK[unit] || (end && 'count' in end && end.count > MOST_FOR_OUTLOOK)) return false;
  switch (days?.kind) {
    // To Outlook the fifth is the last, and the 29th, 30th and 31st are the last day of a shorter month.
    case 'nth':
      return days.nths.length === 1 && days.nths[0] !== 5;
    case 'monthdays':
      return days.days.length === 1 && (days.days[0] ?? 0) <= 28;
    default:
      return true;
  }
}

/** A time that the clocks skip is left out by a rule (RFC 5545, 3.3.10), and by us moved on. */
function missesClockChange(schedule: Repeating, until: Date): boolean {
  const from = new Date(toInstant(schedule.start, schedule.zone).getTime() - 86_400_000);
  return skippedTimes(schedule.start.slice(11), schedule.zone, from, until).some(
    (at) => nextAfter(schedule, new Date(at.getTime() - 1))?.getTime() === at.getTime(),
  );
}

/** The end of a rule is in UTC when its beginning has a zone. */
function inUtc(rule: string, { zone }: Repeating): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T235959/, (_, year, month, day) => `UNTIL=${stampOf(toInstant(`${year}-${month}-${day}T23:59`, zone))}`);
}

const stampOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}59Z`;
