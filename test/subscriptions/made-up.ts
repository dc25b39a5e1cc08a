import { nextAfter, type Repeating } from '../../src/calendar/schedule.ts';
import type { Outline } from '../../src/subscriptions/outline.ts';
import type { Subscription } from '../../src/subscriptions/subscription.ts';

/** A Wednesday in winter, half past nine in London. */
export const NOW = new Date('2026-11-25T09:30:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const after = (ms: number, from = NOW): Date => new Date(from.getTime() + ms);

export const every = (rule: string, start = '2026-11-23T09:00'): Repeating => ({
  ...{ kind: 'repeating', start, rule, onDaysOff: 'keep', zone: 'Europe/London', division: 'england-and-wales' },
});

export const WEEKLY = every('FREQ=WEEKLY;BYDAY=MO');
export const DAILY = every('FREQ=DAILY');

let made = 0;

/** A channel of its own in W1 that follows PFI, weekly on Monday at 9 am unless told. */
export function subscription(given: Partial<Subscription> = {}): Subscription {
  const schedule = given.schedule ?? WEEKLY;
  made += 1;
  const nth = made.toString(36).padStart(5, '0');
  return {
    ...{ id: `s${nth}`, platform: 'test', workspace: 'W1', channel: `C${nth}`, person: 'U1', topics: ['mechanism:pfi'], state: 'active' },
    ...{ since: 0, version: 1, createdAt: NOW, dueAt: nextAfter(schedule, NOW) },
    ...given,
    schedule,
  };
}

/** What is known of an entry on PFI and jobs. */
export const outline = (given: Partial<Outline> = {}): Outline => ({
  ...{ title: 'A school in Kent', summary: 'What it cost.', file: 'case-study/school.md', status: 'current', source: 'A report, UNISON, 2008 (grade C)' },
  ...{ topics: ['everything', 'mechanism:pfi', 'theme:jobs', 'kind:case-study'] },
  ...{ sections: [{ heading: 'What it cost', hash: 'one' }], figures: [{ label: 'Cost', value: '£3m' }], dates: [], notes: [] },
  ...given,
});

/** Outlines by the ids of their entries. */
export const known = (entries: Readonly<Record<string, Partial<Outline>>>): ReadonlyMap<string, Outline> =>
  new Map(Object.entries(entries).map(([id, given]) => [id, outline({ file: `case-study/${id}.md`, title: `About ${id}`, ...given })]));
