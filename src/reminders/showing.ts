import { nextAfter } from '../calendar/schedule.ts';
import { refusalOf, refuseUnlessAllowed } from './refuse-unless-allowed.ts';
import { type Again, nextLook, putOff, type Reminder } from './reminder.ts';

/** One time that a reminder is shown. */
export interface Showing {
  /** Names it for ever, so that it is shown once. */
  readonly key: string;
  /** When it should have been shown. */
  readonly at: Date;
  /** The time by its schedule that it is about. */
  readonly of: Date;
  readonly why: 'due' | Again['why'];
  /** How many times by its schedule were missed besides: they are folded into this one. */
  readonly missed: number;
}

/** More than this late is said. */
const LATE_MS = 2 * 60_000;

/** What is to be shown now; undefined when nothing is due yet. What is due by the schedule comes before what was put off. */
export function showingNow(reminder: Reminder, now: Date): Showing | undefined {
  const at = nextLook(reminder);
  if (at === undefined || at > now) return undefined;
  const { id, dueAt, again, schedule } = reminder;
  if (dueAt !== undefined && dueAt <= now) {
    const { last, passed } = lastBy(schedule, dueAt, now);
    return { key: keyOf(id, last), at: last, of: last, why: 'due', missed: passed };
  }
  return again && { key: keyOf(id, again.at), at: again.at, of: again.of, why: again.why, missed: 0 };
}

const keyOf = (id: string, at: Date): string => `r.${id}.${at.getTime().toString(36)}`;

/** Late by so many milliseconds; undefined when it is near enough. */
export function lateBy({ at }: Showing, now: Date): number | undefined {
  const late = now.getTime() - at.getTime();
  return late > LATE_MS ? late : undefined;
}

/** Missed repeats are counted up to here: nobody reads a higher number. */
const MOST_MISSED = 500;

/** The last time by the schedule that is not after now, and how many came before it since `dueAt`. */
function lastBy(schedule: Reminder['schedule'], dueAt: Date, now: Date): { last: Date; passed: number } {
  let last = dueAt;
  for (let passed = 0; passed < MOST_MISSED; passed++) {
    const next = nextAfter(schedule, last);
    if (next === undefined || next > now) return { last, passed };
    last = next;
  }
  return { last, passed: MOST_MISSED };
}

/** The reminder after it was shown. What somebody has put off to a later time still comes then. */
export function afterShowing(reminder: Reminder, showing: Showing, now: Date): Reminder {
  const dueAt = showing.why === 'due' ? nextAfter(reminder.schedule, now) : reminder.dueAt;
  const next = { ...reminder, dueAt, again: againAfter(reminder, showing, now), trouble: undefined };
  return nextLook(next) === undefined ? { ...next, state: 'ended' } : next;
}

function againAfter(reminder: Reminder, showing: Showing, now: Date): Again | undefined {
  const nag = nagAfter(reminder, showing, now);
  const later = putOff(reminder);
  if (later === undefined || later.at <= now) return nag;
  return nag === undefined || later.at <= nag.at ? { ...later, why: 'snoozed', left: 0 } : { ...nag, later };
}

function nagAfter({ nag, again }: Reminder, { why, of }: Showing, now: Date): Again | undefined {
  if (nag === undefined) return undefined;
  const left = why === 'nag' ? (again?.left ?? 0) : nag.times;
  return left === 0 ? undefined : { at: new Date(now.getTime() + nag.everyMinutes * 60_000), why: 'nag', of, left: left - 1 };
}

/** The reminder after its place would not take it: what repeats goes on, what does not is kept to be moved. */
export function afterRefusal(reminder: Reminder, showing: Showing, trouble: Reminder['trouble'], now: Date): Reminder {
  const next = { ...afterShowing({ ...reminder, nag: undefined }, showing, now), nag: reminder.nag, trouble };
  return next.state === 'ended' ? { ...next, state: 'undelivered' } : next;
}

/** Somebody has said done: what repeats comes again by its schedule only, and what does not comes no more, due or not. */
export function afterDone(reminder: Reminder): Reminder {
  refuseUnlessAllowed('done', reminder);
  const next = { ...reminder, again: undefined };
  if (reminder.schedule.kind === 'once' || reminder.state === 'undelivered') return { ...next, dueAt: undefined, state: 'ended' };
  return reminder.state === 'active' && nextLook(next) === undefined ? { ...next, state: 'ended' } : next;
}

/** Put off until then, and not paused any more. One that has ended comes back for it; one that repeats comes by its schedule too. */
export function snoozed(reminder: Reminder, until: Date, now: Date): Reminder {
  refuseUnlessAllowed('put off', reminder);
  const { schedule, dueAt, again } = reminder;
  const isHeldBack = schedule.kind === 'once' && dueAt !== undefined && dueAt <= until;
  return {
    ...reminder,
    state: 'active',
    dueAt: isHeldBack ? undefined : notMissed(reminder, now),
    again: { at: until, why: 'snoozed', of: again?.of ?? (isHeldBack ? dueAt : until), left: 0 },
  };
}

export function paused(reminder: Reminder): Reminder {
  refuseUnlessAllowed('pause', reminder);
  return { ...reminder, state: 'paused' };
}

export function stopped(reminder: Reminder): Reminder {
  refuseUnlessAllowed('stop', reminder);
  return { ...reminder, state: 'stopped', dueAt: undefined, again: undefined };
}

/** What was missed while it was paused stays missed: it goes on with the next. When that was all, or it had been put off or asked still, it is shown now. */
export function resumed(reminder: Reminder, now: Date): Reminder {
  refuseUnlessAllowed('resume', reminder);
  if (reminder.state === 'active') return reminder;
  const next: Reminder = { ...reminder, state: 'active', dueAt: notMissed(reminder, now) };
  const { again } = next;
  if (again !== undefined && again.at <= now) return { ...next, again: { ...again, at: now } };
  return nextLook(next) === undefined ? { ...next, again: { at: now, why: 'snoozed', of: reminder.dueAt ?? now, left: 0 } } : next;
}

/** When a paused one is next due once it is not paused any more. */
const notMissed = ({ state, dueAt, schedule }: Reminder, now: Date): Date | undefined =>
  state === 'paused' && dueAt !== undefined && dueAt <= now ? nextAfter(schedule, now) : dueAt;

/** The same reminder with other words, time or place: it starts anew by its schedule. */
export function changed(reminder: Reminder, change: Partial<Pick<Reminder, 'words' | 'schedule' | 'channel' | 'workspace' | 'nag'>>, now: Date): Reminder {
  refuseUnlessAllowed('change', reminder);
  if (reminder.state === 'ended' && change.schedule === undefined) throw refusalOf(reminder);
  const next: Reminder = { ...reminder, ...change, trouble: undefined };
  if (change.schedule !== undefined) {
    const state = reminder.state === 'paused' ? 'paused' : 'active';
    return { ...next, state, again: undefined, dueAt: nextAfter(change.schedule, now) };
  }
  // Moved to a place that may take it: what could not be shown is shown there at once.
  if (change.channel !== undefined && reminder.state === 'undelivered')
    return { ...next, state: 'active', again: { at: now, why: 'snoozed', of: now, left: 0 } };
  return next;
}
