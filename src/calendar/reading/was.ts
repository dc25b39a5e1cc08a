import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../dates.ts';
import { readRule } from '../rule.ts';
import { nextAfter, type Schedule } from '../schedule.ts';
import { sayWall } from '../zone.ts';
import type { Built } from './build-once.ts';
import type { Candidate } from './candidates.ts';
import type { Here, TimeOfDay } from './pieces.ts';

/** A candidate that says a day and no time, with the time of what it changes; one with a time and no day, with the day of what came once. */
export function keptFrom(was: Schedule, candidate: Candidate, { today }: Here): Candidate {
  const time = timeOf(was);
  const hasTime = candidate.time !== undefined || candidate.part !== undefined || candidate.on?.piece.slot === 'moment';
  if (!hasTime) return time === undefined || candidate.pace?.unit === 'hour' ? candidate : { ...candidate, time };
  if (was.kind !== 'once' || hasDay(candidate)) return candidate;
  const date = dayOf(was.at.slice(0, 10));
  const isToCome = Temporal.PlainDate.compare(date, today) > 0;
  return isToCome ? { ...candidate, on: { date, piece: { slot: 'day', role: 'on', options: [{ date }], start: 0, end: 0 } } } : candidate;
}

/** A time alone, for what repeats: its days at that time. Undefined when it is anything else. */
export function onTheDaysOf(was: Schedule | undefined, candidate: Candidate, { now }: Here): Built[] | undefined {
  const { time } = candidate;
  if (was?.kind !== 'repeating' || time === undefined || timeOf(was) === undefined || hasDay(candidate)) return undefined;
  const start = dayOf(was.start.slice(0, 10)).toPlainDateTime({ hour: time.hour % 24, minute: time.minute });
  const schedule = { ...was, start: sayWall(start) };
  const isOver = nextAfter(schedule, now) === undefined;
  return [isOver ? { kind: 'impossible', why: 'It would never occur: its last time is over.' } : { kind: 'built', schedule, assumed: [] }];
}

const hasDay = ({ pace, on, from, until, limit }: Candidate): boolean => (pace ?? on ?? from ?? until ?? limit) !== undefined;

/** What goes by hours has no time of its own. */
function timeOf(was: Schedule): TimeOfDay | undefined {
  if (was.kind === 'repeating' && readRule(was.rule)?.unit === 'hour') return undefined;
  const [hour = 9, minute = 0] = (was.kind === 'once' ? was.at : was.start).slice(11).split(':').map(Number);
  return { hour, minute };
}
