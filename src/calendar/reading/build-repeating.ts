import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import { sayDate, sayMoment, weekdayName } from '../describe.ts';
import { nextOccurrence } from '../occurrences.ts';
import { type Days, type End, HIGHEST_COUNT, LONGEST_INTERVAL, longestOf, type Rule, writeRule } from '../rule.ts';
import { nextAfter, type Repeating } from '../schedule.ts';
import { sayWall, type WallTime, zonedAt } from '../zone.ts';
import { type Built, FURTHEST_YEARS, isTooFar, TOO_FAR, timeOr } from './build-once.ts';
import type { Candidate, Day } from './candidates.ts';
import { plusLength } from './lengths.ts';
import type { Here, Pace, TimeOfDay } from './pieces.ts';
import { monthDays } from './places-in-month.ts';

type Repeated = Candidate & { readonly pace: Pace };

/** The candidate as something that repeats. Several results are a doubt. */
export function buildRepeating(candidate: Repeated, here: Here): Built[] {
  const refusal = refusalOf(candidate, here);
  if (refusal !== undefined) return [{ kind: 'impossible', why: refusal }];
  const fitted = daysFor(candidate, here);
  if (typeof fitted === 'string') return [{ kind: 'impossible', why: fitted }];
  const why = fitted.length > 1 ? 'Once a month needs one day of it.' : undefined;
  return fitted.map((rule) => ({ ...build(rule, candidate, here), ...(why === undefined ? {} : { why }) }));
}

function refusalOf({ pace, on, until, limit, from, british }: Repeated, here: Here): string | undefined {
  if (british) return `I go by the clocks of ${here.zone}, which change in spring and autumn: leave out “${british.name}”.`;
  if (on?.piece.slot === 'day' && on.piece.isAhead) return 'I cannot tell which days are before that: say the days on which it comes.';
  if (pace.interval > LONGEST_INTERVAL[pace.unit]) return TOO_FAR;
  if (until && isTooFar(until.date, here)) return TOO_FAR;
  if (from && from.date.toString() < here.today.subtract({ years: FURTHEST_YEARS }).toString()) return 'That is too long ago to count from.';
  if (until && limit) return 'It has two ends: say either until when it lasts or how many times it comes.';
  if (limit && 'count' in limit && (limit.count < 1 || limit.count > HIGHEST_COUNT))
    return `It can come once to ${HIGHEST_COUNT.toLocaleString('en-GB')} times.`;
  return on?.piece.slot === 'day' && pace.days === undefined ? on.piece.onlyOnce : undefined;
}

/** The rule without its end. Several when a month has several such days; a sentence when the words do not go together. */
function daysFor({ pace, on, from, inShortMonths }: Repeated, { today }: Here): Rule[] | string {
  const { unit, interval } = pace;
  const said = on?.piece.slot === 'day' ? on.piece : undefined;
  const days = pace.days ?? said?.days;
  const date = on?.date ?? from?.date ?? today;
  if (unit === 'hour' || unit === 'day')
    return said?.days === undefined ? [{ unit, interval }] : `“Every ${unit}” and a day of its own do not go together: say one of them.`;
  if (unit === 'week') return weekly(interval, days, date);
  if (days?.kind === 'weekdays') return ofEachMonth(unit, interval, days.weekdays);
  const inMonth = days ?? monthDays([date.day]);
  const chosen = inMonth.kind === 'monthdays' && inShortMonths === 'skip' ? { ...inMonth, inShortMonths } : inMonth;
  return unit === 'month' ? [{ unit, interval, days: chosen }] : yearly(interval, pace.month ?? said?.month ?? date.month, chosen);
}

function yearly(interval: number, month: number, days: Days): Rule[] | string {
  const isMissing = days.kind === 'monthdays' && days.days.some((day) => day > longestOf(month));
  return isMissing ? 'It would never occur: that month has no such day.' : [{ unit: 'year', interval, month, days }];
}

function weekly(interval: number, days: Days | undefined, date: Temporal.PlainDate): Rule[] | string {
  if (days !== undefined && days.kind !== 'weekdays') return 'A day of the month does not go together with “every week”: say one of them.';
  return [{ unit: 'week', interval, days: days ?? { kind: 'weekdays', weekdays: [date.dayOfWeek] } }];
}

/** "Monthly on Friday": on which one? */
function ofEachMonth(unit: 'month' | 'year', interval: number, weekdays: readonly number[]): Rule[] | string {
  const [weekday] = weekdays;
  if (unit === 'year' || weekdays.length > 1 || weekday === undefined) {
    return `“Every ${unit}” and ${weekdays.map(weekdayName).join(', ')} do not go together: say which one, such as “every first ${weekdayName(weekday ?? 1)}”.`;
  }
  return [1, 2, 3, -1].map((nth) => ({ unit, interval, days: { kind: 'nth', nths: [nth], weekday } }));
}

function build(rule: Rule, candidate: Repeated, here: Here): Built {
  const { pace, on, daysOff } = candidate;
  const onDaysOff = daysOff ?? pace.onDaysOff ?? (on?.piece.slot === 'day' && pace.days === undefined ? on.piece.onDaysOff : undefined) ?? 'keep';
  const { time, assumed } = firstTime(rule, candidate, here);
  const endless = { kind: 'repeating', rule: writeRule(rule), onDaysOff, zone: here.zone, division: here.division } as const;
  const start = rule.unit === 'hour' ? startOfHours(rule, candidate, time, here) : startOfDays(rule, candidate, time, { ...endless, start: '' }, here);
  if (start === undefined) return { kind: 'impossible', why: 'It would never occur.' };
  const end = endOf(candidate, start, here);
  const schedule: Repeating = {
    kind: 'repeating',
    start,
    rule: writeRule(end === undefined ? rule : { ...rule, end }),
    onDaysOff,
    zone: here.zone,
    division: here.division,
  };
  return checked(schedule, end, candidate, assumed, here);
}

function checked(schedule: Repeating, end: End | undefined, { on, from }: Candidate, assumed: readonly string[], here: Here): Built {
  const next = nextAfter(schedule, here.now);
  if (next === undefined) return { kind: 'impossible', why: neverAgain(schedule.start, end) };
  if (isTooFar(zonedAt(next, here.zone).toPlainDate(), here)) return { kind: 'impossible', why: TOO_FAR };
  const notes = [on, from].flatMap((day) => (day?.piece.slot === 'day' && day.piece.assumed ? [day.piece.assumed] : []));
  return { kind: 'built', schedule, assumed: [...notes, ...assumed] };
}

function neverAgain(start: WallTime, end: End | undefined): string {
  if (end && 'until' in end && end.until < start.slice(0, 10))
    return `It would never occur: ${sayDate(end.until)} is before its first time, ${sayMoment(start)}.`;
  return 'It would never occur: its last time is over.';
}

/** Hours go on from now when no time is given; days have a usual time. */
function firstTime({ unit }: Rule, { on, time, part }: Candidate, { wall }: Here): { time: TimeOfDay; assumed: string[] } {
  if (on?.piece.slot === 'moment') return { time: on.piece.at, assumed: [] };
  if (unit === 'hour' && time === undefined && part === undefined) return { time: wall, assumed: [] };
  const found = timeOr({ time, part });
  return { ...found, time: { hour: found.time.hour % 24, minute: found.time.minute } };
}

function startOfHours({ interval }: Rule, { on, from, time }: Candidate, first: TimeOfDay, here: Here): WallTime {
  const day = from ?? on;
  if (day) return sayWall(day.date.toPlainDateTime(day.piece.slot === 'moment' || time ? clock(first) : { hour: 9 }));
  if (time === undefined) return sayWall(roundedUp(here).add({ hours: interval }));
  const today = here.today.toPlainDateTime(clock(first));
  return sayWall(Temporal.PlainDateTime.compare(today, here.wall) > 0 ? today : today.add({ days: 1 }));
}

/** Never early: a part of a minute is a whole one. */
const roundedUp = ({ now, zone }: Here): Temporal.PlainDateTime => zonedAt(now, zone).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'ceil' });

const clock = ({ hour, minute }: TimeOfDay): { hour: number; minute: number } => ({ hour, minute });

/** Longer than a run of days off. */
const LOOK_BACK_DAYS = 12;

/**
 * The first day by the rule that comes after now, or from the day said. Every so many weeks or months are counted from there, so it is looked
 * for with none left out; when no day is said, they are counted from today. A start with its year stands even when it is past: what it counts goes on from it.
 */
function startOfDays(rule: Rule, { pace, on, from }: Repeated, time: TimeOfDay, schedule: Repeating, here: Here): WallTime | undefined {
  const anchor = from ?? (isAnchor(on) ? on : undefined);
  if (anchor === undefined && pace.days === undefined && on === undefined)
    return nextOccurrence({ ...schedule, start: sayWall(here.today.toPlainDateTime(clock(time))) }, here.now)?.due;
  const isFirm = from?.piece.slot === 'day' && from.piece.written === 'with-year';
  const day = anchor?.date ?? here.today.subtract({ days: LOOK_BACK_DAYS });
  const start = sayWall(day.toPlainDateTime(clock(time)));
  const after = isFirm ? new Date(0) : here.now;
  return nextOccurrence({ ...schedule, start, rule: writeRule({ ...rule, interval: 1 }) }, after)?.due;
}

/** "Every 2 weeks on Friday" begins with no Friday in particular; "tomorrow, then every 2 weeks" does. */
const isAnchor = (on: Day | undefined): boolean => on !== undefined && (on.piece.slot === 'moment' || on.piece.days === undefined);

function endOf({ until, limit }: Candidate, start: WallTime, here: Here): End | undefined {
  const first = dayOf(start.slice(0, 10));
  if (limit) return 'count' in limit ? limit : { until: plusLength(first, limit.length, 1, here.division).subtract({ days: 1 }).toString() };
  if (until === undefined) return undefined;
  const isOpen = until.piece.slot === 'day' && until.piece.written === 'without-year';
  let { date } = until;
  // "Until 1 July" is the 1 July after it begins.
  while (isOpen && date.toString() < first.toString()) date = date.add({ years: 1 });
  return { until: date.toString() };
}
