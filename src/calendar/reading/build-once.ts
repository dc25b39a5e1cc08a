import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import type { Schedule } from '../schedule.ts';
import { onOrAfter, onOrBefore } from '../working-days.ts';
import { sayWall, toInstant, toWall, type WallTime, zonedAt } from '../zone.ts';
import type { Candidate } from './candidates.ts';
import type { Here, PartOfDay, TimeOfDay } from './pieces.ts';
import { say } from './read-times.ts';

export type Built =
  | { readonly kind: 'built'; readonly schedule: Schedule; readonly assumed: readonly string[]; readonly why?: string }
  | { readonly kind: 'past'; readonly at: WallTime; readonly again: 'day' | 'week' | 'year' }
  | { readonly kind: 'impossible'; readonly why: string };

export const FURTHEST_YEARS = 10;
export const TOO_FAR = `That is more than ${FURTHEST_YEARS} years away, and I look no further ahead.`;
export const isTooFar = (date: Temporal.PlainDate, { today }: Here): boolean => date.toString() > today.add({ years: FURTHEST_YEARS }).toString();

/** What a part of the day, or a day alone, is taken to mean. */
const USUAL: Readonly<Record<PartOfDay | 'none', TimeOfDay>> = {
  none: { hour: 9, minute: 0 },
  morning: { hour: 9, minute: 0 },
  lunchtime: { hour: 12, minute: 30 },
  afternoon: { hour: 14, minute: 0 },
  end: { hour: 17, minute: 0 },
  evening: { hour: 19, minute: 0 },
  night: { hour: 19, minute: 0 },
};
/** Offered when it is "today" and nine o'clock is over. */
const LATER_TODAY: readonly TimeOfDay[] = [12, 15, 17, 20].map((hour) => ({ hour, minute: 0 }));

export function timeOr(usual: { readonly time?: TimeOfDay | undefined; readonly part?: PartOfDay | undefined }): { time: TimeOfDay; assumed: string[] } {
  if (usual.time) return { time: usual.time, assumed: [] };
  const time = USUAL[usual.part ?? 'none'];
  return { time, assumed: [`No time was given, so ${say(time)}.`] };
}

const BEFORE_A_DAY = 'Before a day is taken for the day before it.';
const BEFORE_A_TIME = '“Before” says no time of its own: the day before, or that time itself?';

/** The candidate as something that comes once. Several results are a doubt. */
export const buildOnce = (candidate: Candidate, here: Here): Built[] => onClocks(candidate, here).flatMap((built) => inBritain(built, candidate, here));

/** "9 am GMT" in summer is 10 am on the clocks, or was said by habit. */
function inBritain(built: Built, { british, time }: Candidate, here: Here): Built[] {
  if (british === undefined || built.kind !== 'built' || built.schedule.kind !== 'once') return [built];
  const wall = Temporal.PlainDateTime.from(built.schedule.at);
  const shown = zonedAt(toInstant(built.schedule.at, here.zone), here.zone).offsetNanoseconds / 3_600_000_000_000;
  if (shown === british.ahead || time === undefined) return [built];
  const why = `Clocks show ${shown === 1 ? 'BST' : 'GMT'} then, not ${british.name}.`;
  return [wall, wall.add({ hours: shown - british.ahead })].map((one) => ({ ...onceAt(one, 'day', [], here), why }));
}

function onClocks(candidate: Candidate, here: Here): Built[] {
  const day = candidate.on ?? candidate.from;
  if (day?.piece.slot === 'moment') return [onceAt(day.piece.at, 'day', day.piece.note === undefined ? [] : [day.piece.note], here)];
  const { time, assumed } = timeOr(candidate);
  if (day === undefined) return [onceAt(comingTime(time, here), 'day', assumed, here)];
  const { again = 'day', assumed: assumedDay, isAhead } = day.piece;
  if (isAhead && (candidate.time ?? candidate.part) !== undefined)
    return [1, 0].map((days) => ({ ...onceAt(at(day.date.subtract({ days }), time), again, assumed, here), why: BEFORE_A_TIME }));
  const date = moved(isAhead ? day.date.subtract({ days: 1 }) : day.date, candidate.daysOff, here);
  const isTimeOpen = candidate.time === undefined && candidate.part === undefined && date.equals(here.today);
  if (isTimeOpen && here.wall.hour >= time.hour) return laterToday(here);
  return [onceAt(at(date, time), again, [...(isAhead ? [BEFORE_A_DAY] : []), ...(assumedDay === undefined ? [] : [assumedDay]), ...assumed], here)];
}

function at(date: Temporal.PlainDate, { hour, minute }: TimeOfDay): Temporal.PlainDateTime {
  return date.add({ days: Math.floor(hour / 24) }).toPlainDateTime({ hour: hour % 24, minute });
}

function comingTime(time: TimeOfDay, { today, wall }: Here): Temporal.PlainDateTime {
  const soonest = at(today, time);
  return Temporal.PlainDateTime.compare(soonest, wall) > 0 ? soonest : soonest.add({ days: 1 });
}

function moved(date: Temporal.PlainDate, move: 'before' | 'after' | undefined, here: Here): Temporal.PlainDate {
  if (move === undefined || isTooFar(date, here)) return date;
  return dayOf((move === 'before' ? onOrBefore : onOrAfter)(date.toString(), here.division));
}

function laterToday(here: Here): Built[] {
  const why = 'Today has many hours left, and no time was given.';
  const times = LATER_TODAY.filter(({ hour }) => hour > here.wall.hour);
  if (times.length === 0) return [onceAt(at(here.today, USUAL.none), 'day', [], here)];
  return times.map((time) => ({ ...onceAt(at(here.today, time), 'day', [], here), why }));
}

function onceAt(time: Temporal.PlainDateTime, again: 'day' | 'week' | 'year', assumed: readonly string[], here: Here): Built {
  if (isTooFar(time.toPlainDate(), here)) return { kind: 'impossible', why: TOO_FAR };
  const wall = sayWall(time);
  const instant = toInstant(wall, here.zone);
  if (instant <= here.now) return { kind: 'past', at: wall, again };
  const shown = toWall(instant, here.zone);
  const skipped =
    shown === wall
      ? []
      : [`The clocks go forward over that time, so it comes at ${say({ hour: Number(shown.slice(11, 13)), minute: Number(shown.slice(14)) })}.`];
  return { kind: 'built', schedule: { kind: 'once', at: wall, zone: here.zone }, assumed: [...assumed, ...skipped] };
}
