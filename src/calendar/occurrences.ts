import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Repeating } from './schedule.ts';
import { onOrAfter, onOrBefore } from './working-days.ts';
import { sayWall, toInstant, toWall, type WallTime } from './zone.ts';

export interface Occurrence {
  /** The wall time that the rule gives, before it is moved off a day that is not a working day. */
  readonly due: WallTime;
  readonly at: Date;
}

const HOUR_MS = 3_600_000;
/** How far a clock change (an hour at most today) or a run of days off (four at most, over Christmas or Easter) moves an occurrence, with room to spare. */
const MOVES_AT_MOST_MS = { keep: 3 * HOUR_MS, before: 240 * HOUR_MS, after: 240 * HOUR_MS };

/**
 * The first occurrence strictly after an instant. The rule is worked out in wall time, as though in UTC, and only then placed in the zone: so
 * nine o'clock stays nine o'clock, a time that the clocks skip moves forward instead of being left out, and what falls together counts once.
 */
export function nextOccurrence(schedule: Repeating, after: Date): Occurrence | undefined {
  const margin = MOVES_AT_MOST_MS[schedule.onDaysOff];
  let best: Occurrence | undefined;
  let enough = Number.POSITIVE_INFINITY;
  for (const due of dueAfter(schedule, wallMs(toWall(after, schedule.zone)) - margin)) {
    if (wallMs(due) > enough) break;
    const at = toInstant(offDaysOff(due, schedule), schedule.zone);
    if (at <= after || (best && at >= best.at)) continue;
    best = { due, at };
    enough = wallMs(toWall(at, schedule.zone)) + margin;
  }
  return best;
}

/** Those after one instant and not after another, in order; only the first `atMost` of them. Quicker than one `nextOccurrence` after the other. */
export function occurrencesBetween(schedule: Repeating, after: Date, until: Date, atMost: number): Date[] {
  const margin = MOVES_AT_MOST_MS[schedule.onDaysOff];
  const found = new Set<number>();
  const inOrder = (): number[] => [...found].sort((one, other) => one - other).slice(0, atMost);
  let enough = wallMs(toWall(until, schedule.zone)) + margin;
  for (const due of dueAfter(schedule, wallMs(toWall(after, schedule.zone)) - margin)) {
    if (wallMs(due) > enough) break;
    const at = toInstant(offDaysOff(due, schedule), schedule.zone);
    if (at <= after || at > until || found.has(at.getTime())) continue;
    found.add(at.getTime());
    if (found.size >= atMost) enough = wallMs(toWall(new Date(inOrder().at(-1) ?? 0), schedule.zone)) + margin;
  }
  return inOrder().map((ms) => new Date(ms));
}

function* dueAfter({ start, rule }: Repeating, wallMsAfter: number): Generator<WallTime> {
  const recurrence = new RRuleTemporal({
    // A wall time counted as UTC: so must the end be, which RFC 5545 wants in UTC then.
    rruleString: rule.replace(/(UNTIL=\d{8}T\d{6})/, '$1Z'),
    dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime('UTC'),
  });
  for (let due = next(recurrence, wallMsAfter); due !== null; due = next(recurrence, due.epochMilliseconds)) {
    yield sayWall(due.toPlainDateTime());
  }
}

function next(recurrence: RRuleTemporal, wallMsAfter: number): ReturnType<RRuleTemporal['next']> {
  try {
    return recurrence.next(new Date(wallMsAfter));
  } catch {
    // It gives up, by throwing, on a rule that finds no day in some thousands of years.
    return null;
  }
}

const wallMs = (wall: WallTime): number => Date.parse(`${wall}Z`);

function offDaysOff(wall: WallTime, { onDaysOff, division }: Repeating): WallTime {
  if (onDaysOff === 'keep') return wall;
  const [date = '', time = ''] = wall.split('T');
  return `${onDaysOff === 'before' ? onOrBefore(date, division) : onOrAfter(date, division)}T${time}`;
}
