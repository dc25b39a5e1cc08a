import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Citation } from '../core/reply.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import type { Reminder } from '../reminders/reminder.ts';
import type { Dated } from './dated.ts';
import { deadlineEvents } from './deadline-events.ts';
import { reminderEvents, ruleOf, type Span } from './reminder-events.ts';
import { vtimezone } from './time-zones.ts';
import { titleOf } from './words.ts';

interface Around {
  readonly now: Date;
  /** What programs call the calendar. */
  readonly name: string;
  /** A source of a deadline by its id; the id itself stands where there is none. */
  readonly citationOf?: (source: string) => Citation | undefined;
}

const DAY_MS = 86_400_000;
/** What is over stays so long. */
const KEEP_DAYS = 90;
/** Times that have to be written out are, so far ahead. */
const AHEAD_DAYS = 731;
/** All of them together: a calendar of more than a megabyte is not taken everywhere. */
const WRITTEN_OUT_AT_MOST = 1_000;
const WRITTEN_OUT_AT_LEAST = 6;
const REFRESH_SECONDS = 3_600;

/**
 * What is coming up as an iCalendar file (RFC 5545): an event for each reminder, and for each date of a deadline. It names no person. What was
 * stopped, paused or dropped is left out; what is over stays for 90 days. The same entries give the same text.
 */
export function calendarOf(reminders: readonly Dated<Reminder>[], deadlines: readonly Dated<Deadline>[], { now, name, citationOf }: Around): string {
  const span: Span = { from: new Date(now.getTime() - KEEP_DAYS * DAY_MS), now, to: new Date(now.getTime() + AHEAD_DAYS * DAY_MS) };
  const ruled = reminders.map((reminder) => ({ reminder, rule: ruleOf(reminder, span) }));
  const writtenOut = ruled.filter(({ reminder, rule }) => reminder.schedule.kind === 'repeating' && rule === undefined).length;
  const share = Math.max(WRITTEN_OUT_AT_LEAST, Math.floor(WRITTEN_OUT_AT_MOST / Math.max(1, writtenOut)));
  const recent = deadlines.filter(({ state, changedAt }) => state === 'open' || changedAt >= span.from);
  const calendar = ical({
    prodId: '//Steward//Calendar//EN',
    method: ICalCalendarMethod.PUBLISH,
    // It is written as it is given.
    name: titleOf(name).replace(/[\\;,]/g, '\\$&'),
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: vtimezone },
    events: [
      ...ruled.flatMap(({ reminder, rule }) => reminderEvents(reminder, rule, span, share)),
      ...recent.flatMap((deadline) => deadlineEvents(deadline, { now, citationOf: citationOf ?? (() => undefined) })),
    ].map((event) => ({ ...event, transparency: ICalEventTransparency.TRANSPARENT })),
  });
  return `${zonesLast(calendar.toString())}\r\n`;
}

const ZONES_THEN_PROPERTIES = /((?:BEGIN:VTIMEZONE\r\n[\s\S]*?END:VTIMEZONE\r\n)+)((?:(?!BEGIN:|END:)[^\r]*\r\n)+)/;

/** ical-generator writes how often to look again behind the zones; a calendar's own properties come before what is in it (RFC 5545, 3.6). */
const zonesLast = (text: string): string => text.replace(ZONES_THEN_PROPERTIES, '$2$1');
