import { nextAfter, type Schedule } from '../../src/calendar/schedule.ts';
import type { Request } from '../../src/core/request.ts';
import type { Reminder } from '../../src/reminders/reminder.ts';

export const LONDON = 'Europe/London';

/** 9 am in London on a Monday in winter. */
export const NOW = new Date('2026-11-23T09:00:00Z');
export const after = (ms: number, from = NOW): Date => new Date(from.getTime() + ms);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const once = (at: string): Schedule => ({ kind: 'once', at, zone: LONDON });
export const every = (rule: string, start = '2026-11-23T10:00'): Schedule => ({
  ...{ kind: 'repeating', start, rule, onDaysOff: 'keep', zone: LONDON, division: 'england-and-wales' },
});

let made = 0;

/** A reminder in C1 of W1, due at 10 the same day unless told. */
export function reminder(given: Partial<Reminder> = {}): Reminder {
  const schedule = given.schedule ?? once('2026-11-23T10:00');
  made += 1;
  return {
    ...{ id: `r${made.toString(36).padStart(5, '0')}`, platform: 'test', workspace: 'W1', channel: 'C1', origin: 'C1', person: 'U1' },
    ...{ words: 'Ring the region', state: 'active', version: 1, createdAt: NOW, dueAt: nextAfter(schedule, NOW) },
    ...given,
    schedule,
  };
}

/** Somebody in a channel. */
export const request = (given: { person?: string; channel?: string; workspace?: string; line?: string } = {}): Request => ({
  person: { id: given.person ?? 'U1', roles: ['organiser'] },
  place: { platform: 'test', workspace: given.workspace ?? 'W1', channel: given.channel ?? 'C1' },
  said: { kind: 'line', text: given.line ?? '' },
  locale: 'en-GB',
  timeZone: LONDON,
});
