import type { ICalEventData } from 'ical-generator';
import { occurrencesBetween } from '../calendar/occurrences.ts';
import { describe, type Repeating } from '../calendar/schedule.ts';
import { toInstant, toWall, zonedAt } from '../calendar/zone.ts';
import { putOff, type Reminder } from '../reminders/reminder.ts';
import type { Dated } from './dated.ts';
import { plainRule } from './plain-rule.ts';
import { tzid } from './time-zones.ts';
import { plainText, titleOf } from './words.ts';

/** What a feed looks back on and ahead to. */
export interface Span {
  readonly from: Date;
  readonly now: Date;
  readonly to: Date;
}

/** A reminder takes no time: it is drawn as long as people can see it, and keeps nobody busy. */
const DRAWN_MS = 15 * 60_000;

/** The RRULE of a reminder that repeats; undefined for one that does not, or whose times have to be written out. */
export const ruleOf = ({ schedule }: Reminder, { to }: Span): string | undefined => (schedule.kind === 'repeating' ? plainRule(schedule, to) : undefined);

/**
 * The events of a reminder: one for most of them. One that is moved off days off, or for which programs have no rule, has an event each time.
 * @param rule see `ruleOf`
 * @param atMost so many of those
 */
export function reminderEvents(reminder: Dated<Reminder>, rule: string | undefined, span: Span, atMost: number): ICalEventData[] {
  const { id, schedule, state, dueAt } = reminder;
  if (state === 'paused' || state === 'stopped') return [];
  const putOffTo = state === 'active' ? putOff(reminder)?.at : undefined;
  const eventAt = eventsOf(reminder);
  const later = putOffTo === undefined ? [] : [eventAt(`${id}-later`, putOffTo)];
  if (schedule.kind === 'once') {
    // Put off to before its time, it comes at both.
    if (dueAt !== undefined) return [eventAt(id, dueAt), ...later];
    const at = putOffTo ?? toInstant(schedule.at, schedule.zone);
    return at < span.from ? [] : [eventAt(id, at)];
  }
  if (rule === undefined) return [...timesOf(schedule, span, atMost).map((at) => eventAt(`${id}-${stamp(at, schedule.zone)}`, at)), ...later];
  const isLongOver = state === 'ended' && occurrencesBetween(schedule, span.from, span.to, 1).length === 0;
  return isLongOver ? [] : [{ ...eventAt(id, toInstant(schedule.start, schedule.zone)), repeating: rule }, ...later];
}

/** What is ahead comes first; what is past has room when all of that has. */
function timesOf(schedule: Repeating, { from, now, to }: Span, atMost: number): Date[] {
  const ahead = occurrencesBetween(schedule, now, to, atMost);
  return ahead.length < atMost ? [...occurrencesBetween(schedule, from, now, atMost), ...ahead] : ahead;
}

/** `20261201T0900` */
const stamp = (at: Date, zone: string): string => toWall(at, zone).replace(/[-:]/g, '');

/** Makes the events of a reminder, which differ in their time. */
function eventsOf(reminder: Dated<Reminder>): (uid: string, at: Date) => ICalEventData {
  const { zone } = reminder.schedule;
  const common = {
    timezone: tzid(zone),
    summary: titleOf(reminder.words),
    description: descriptionOf(reminder),
    sequence: reminder.version,
    created: reminder.createdAt,
    stamp: reminder.changedAt,
    lastModified: reminder.changedAt,
  };
  return (uid, at) => ({ ...common, id: `reminder-${uid}@steward`, start: zonedAt(at, zone), end: zonedAt(new Date(at.getTime() + DRAWN_MS), zone) });
}

function descriptionOf({ id, words, schedule, state }: Reminder): string {
  const times = describe(schedule);
  return [
    // A title that had to be cut is whole here.
    ...(titleOf(words) === plainText(words) ? [] : [plainText(words), '']),
    `${times.charAt(0).toUpperCase()}${times.slice(1)}.`,
    ...(state === 'undelivered' ? ['It could not be shown in its channel.'] : []),
    `To change it, say to Steward: reminder show ${id}`,
  ].join('\n');
}
