import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../src/calendar/schedule.ts';
import { calendarOf } from '../../src/feeds/calendar-of.ts';
import { paused, snoozed, stopped } from '../../src/reminders/showing.ts';
import { after, DAY, every, HOUR, NOW, once } from '../reminders/made-up.ts';
import { dated, deadline } from './made-up.ts';
import { readCalendar, timesOf } from './read-calendar.ts';

type Given = Parameters<typeof calendarOf>;
const textOf = (reminders: Given[0], deadlines: Given[1] = [], now = NOW): string => calendarOf(reminders, deadlines, { now, name: 'Steward' });
const calendar = (...given: Parameters<typeof textOf>) => readCalendar(textOf(...given));
const only = (...given: Parameters<typeof textOf>) => {
  const { events } = calendar(...given);
  if (events.length !== 1 || events[0] === undefined) throw new Error(`${events.length} events`);
  return events[0];
};
const repeating = (given: Partial<Extract<Schedule, { kind: 'repeating' }>>): Schedule => ({ ...every('FREQ=WEEKLY;BYDAY=MO'), ...given }) as Schedule;

describe('a calendar', () => {
  it('is a calendar when there is nothing in it', () => {
    const { properties, events, zones } = calendar([]);
    expect(events).toEqual([]);
    expect(zones.size).toBe(0);
    expect(Object.fromEntries(properties)).toEqual({
      ...{ VERSION: '2.0', PRODID: '-//Steward//Calendar//EN', METHOD: 'PUBLISH', NAME: 'Steward', 'X-WR-CALNAME': 'Steward' },
      ...{ 'REFRESH-INTERVAL': 'PT1H', 'X-PUBLISHED-TTL': 'PT1H' },
    });
  });

  it('has a name of any characters', () => {
    const { properties } = readCalendar(calendarOf([], [], { now: NOW, name: 'Ours; theirs, and\n“both” \\ \u0007' }));
    expect(properties.get('NAME')).toBe('Ours\\; theirs\\, and “both” \\\\');
  });

  it('is the same text for the same entries, so that a program need not fetch it again', () => {
    const entries = [[dated({ id: 'one' }), dated({ id: 'two', schedule: every('FREQ=DAILY') })], [deadline()]] as const;
    expect(textOf(...entries)).toBe(textOf(...entries, after(HOUR)));
  });

  it('names no person, place or platform', () => {
    const where = { person: 'U0PERSON', workspace: 'T0WORKSPACE', channel: 'C0CHANNEL', origin: 'C0ORIGIN', platform: 'someplatform' };
    expect(textOf([dated(where)], [deadline({ ...where, met: { advice: { at: NOW, by: 'U0PERSON' } } })])).not.toMatch(/U0P|T0W|C0C|C0O|someplatform/);
  });
});

describe('a reminder', () => {
  it('is an event at its time, in its zone, that keeps nobody busy', () => {
    const reminder = dated({ id: 'k3m9xq', words: 'Ring the region', version: 4, createdAt: after(-DAY), schedule: once('2026-12-01T09:00') });
    const { properties, ...event } = only([reminder]);
    expect(event).toMatchObject({
      uid: 'reminder-k3m9xq@steward',
      summary: 'Ring the region',
      start: '20261201T090000',
      zone: 'Europe/London',
      rule: undefined,
    });
    expect(event.description).toBe('Tuesday 1 December 2026, 9 am.\nTo change it, say to Steward: reminder show k3m9xq');
    expect(Object.fromEntries(properties)).toMatchObject({
      ...{ DTEND: '20261201T091500', SEQUENCE: '4', TRANSP: 'TRANSPARENT' },
      ...{ CREATED: '20261122T090000Z', DTSTAMP: '20261123T090000Z', 'LAST-MODIFIED': '20261123T090000Z' },
    });
  });

  it('keeps its UID when it is changed, and says that it was', () => {
    const before = dated({ id: 'k3m9xq' });
    const events = [before, { ...before, words: 'Ring them twice', version: 2, changedAt: after(HOUR) }].map((one) => only([one]));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(1);
    expect(events.map(({ properties }) => [properties.get('SEQUENCE'), properties.get('LAST-MODIFIED')])).toEqual([
      ['1', '20261123T090000Z'],
      ['2', '20261123T100000Z'],
    ]);
  });

  it('moves to where it was put off; one that repeats is there then besides', () => {
    const until = new Date('2026-11-24T15:00:00Z');
    expect(only([dated(snoozed(dated(), until, NOW))]).start).toBe('20261124T150000');
    const sooner = calendar([dated(snoozed(dated({ schedule: once('2026-11-25T10:00') }), until, NOW))]).events.map(({ start }) => start);
    expect(sooner).toEqual(['20261125T100000', '20261124T150000']);
    const { events } = calendar([dated(snoozed(dated({ schedule: every('FREQ=DAILY') }), until, NOW))]);
    expect(events.map(({ start, rule }) => [start, rule])).toEqual([
      ['20261123T100000', 'FREQ=DAILY'],
      ['20261124T150000', undefined],
    ]);
  });

  it('that is paused or stopped is not there', () => {
    expect(calendar([dated(), dated({ schedule: every('FREQ=DAILY') })].flatMap((one) => [dated(paused(one)), dated(stopped(one))])).events).toEqual([]);
  });

  it('that is over stays for 90 days', () => {
    const over = [
      dated({ state: 'ended', schedule: once('2026-11-23T08:00') }),
      dated({ state: 'ended', schedule: every('FREQ=DAILY;COUNT=3', '2026-11-20T10:00') }),
    ];
    expect(calendar(over, [], after(89 * DAY)).events).toHaveLength(2);
    expect(calendar(over, [], after(92 * DAY)).events).toHaveLength(0);
  });

  it('that could not be shown is there and says so', () => {
    expect(only([dated({ state: 'undelivered' })]).description).toContain('It could not be shown in its channel.');
  });

  it('of many words has a short title and all its words below', () => {
    const words = `${'long '.repeat(100)}end 🦄`;
    const { summary, description } = only([dated({ words })]);
    expect(summary.length).toBeLessThanOrEqual(150);
    expect(summary).toMatch(/long…$/);
    expect(description.startsWith(words)).toBe(true);
  });
});

describe('a reminder that repeats', () => {
  const ruleOf = (schedule: Schedule) => only([dated({ schedule })]).rule;

  it.each([
    ['every day', 'FREQ=DAILY', 'FREQ=DAILY'],
    ['a weekday of the month', 'FREQ=MONTHLY;BYDAY=4MO', 'FREQ=MONTHLY;BYDAY=4MO'],
    ['every other week, which begins on Monday everywhere', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO'],
    ['an end, in UTC', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270705T235959', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270705T225959Z'],
    ['the last weekday', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['the 31st or the last day', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ])('has a rule where every program understands it alike: %s', (_, rule, expected) => {
    const start = {
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1': '2026-11-30T10:00',
      'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1': '2026-11-30T10:00',
    }[rule];
    expect(ruleOf(every(rule, start))).toBe(expected);
  });

  it.each([
    ['by the hour: neither Google nor Outlook has it', every('FREQ=HOURLY;INTERVAL=12')],
    ['two weekdays of the month: Outlook has it not', every('FREQ=MONTHLY;BYDAY=2MO,4MO')],
    ['the 31st only where there is one: Outlook shows the last day', every('FREQ=MONTHLY;BYMONTHDAY=31', '2026-12-31T10:00')],
    ['moved off days off', repeating({ onDaysOff: 'after' })],
    ['at a time that the clocks skip', every('FREQ=WEEKLY;BYDAY=SU', '2026-11-29T01:30')],
  ])('is written out where they do not: %s', (_, schedule) => {
    const { events } = calendar([dated({ schedule })]);
    expect(events.length).toBeGreaterThan(10);
    expect(events.every(({ rule }) => rule === undefined)).toBe(true);
  });

  it('of whose time the clocks skip one of another day has its rule', () => {
    expect(ruleOf(every('FREQ=WEEKLY;BYDAY=TU', '2026-11-24T01:30'))).toBe('FREQ=WEEKLY;BYDAY=TU');
  });

  it('moved off days off is on the day after Christmas and Boxing Day, under a UID that stays', () => {
    const reminder = dated({ id: 'k3m9xq', schedule: repeating({ rule: 'FREQ=WEEKLY;BYDAY=FR', start: '2026-11-27T10:00', onDaysOff: 'after' }) });
    const uids = (now: Date) => calendar([reminder], [], now).events.map(({ uid }) => uid);
    expect(uids(NOW)).toContain('reminder-k3m9xq-20261229T1000@steward');
    expect(uids(after(30 * DAY))).toEqual(expect.arrayContaining(uids(NOW).slice(0, 50)));
  });

  it.each([
    ['Europe/London', 'Europe/London'],
    ['europe/belfast', 'Europe/London'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Etc/Zulu', undefined],
  ])('in %s is in %s for programs', (zone, expected) => {
    const schedule = { ...every('FREQ=DAILY'), zone };
    expect(only([dated({ schedule })]).zone).toBe(expected);
  });

  it('at 9 am stays at 9 am over both clock changes', () => {
    const read = calendar([dated({ schedule: every('FREQ=DAILY', '2026-11-23T09:00') })]);
    const times = read.events.flatMap((event) => timesOf(event, read, new Date('2027-12-01T00:00:00Z'))).map((at) => at.toISOString());
    expect(times).toEqual(
      expect.arrayContaining(['2027-03-27T09:00:00.000Z', '2027-03-28T08:00:00.000Z', '2027-10-30T08:00:00.000Z', '2027-10-31T09:00:00.000Z']),
    );
  });

  it('stays under a megabyte however many have to be written out, and leaves none out', () => {
    const many = Array.from({ length: 200 }, () => dated({ words: 'w'.repeat(150), schedule: repeating({ rule: 'FREQ=DAILY', onDaysOff: 'after' }) }));
    const text = textOf(many);
    expect(text.length).toBeLessThan(1_000_000);
    expect(new Set(readCalendar(text).events.map(({ uid }) => uid.slice(0, 15))).size).toBe(200);
  });
});

describe('a deadline', () => {
  it('is a whole day with its working, caution and source', () => {
    const text = calendarOf([], [deadline()], {
      now: NOW,
      name: 'Steward',
      citationOf: (id) => (id === 'ncm1' ? undefined : { title: 'A motion', publisher: 'UNISON', date: '2008', grade: 'C' }),
    });
    const [event] = readCalendar(text).events;
    expect(event).toMatchObject({ start: '20261219', isAllDay: true });
    expect(event?.properties.get('DTEND')).toBe('20261220');
    expect(event?.uid).toMatch(/^deadline-k3m9xq-[a-z-]+@steward$/);
    expect(event?.summary).toMatch(/for shared services guidance$/);
    expect(event?.description).toMatch(/^How it was worked out: two months after 19 October 2026 is 19 December 2026, a Saturday/m);
    expect(event?.description).toContain('Check with your regional organiser.');
    expect(event?.description).toContain('Source: A motion, UNISON, 2008 (grade C)');
  });

  it('has a day for each of its dates', () => {
    const several = deadline({}, 'service-improvement-plan', '2026-10-19');
    const { events } = calendar([], [several]);
    expect(events).toHaveLength(several.plan.steps.length);
    expect(events.map(({ start }) => start)).toEqual(several.plan.steps.map(({ on }) => on.replaceAll('-', '')));
    for (const [nth, { label }] of several.plan.steps.entries()) expect(events[nth]?.summary).toContain(`(${label})`);
  });

  it('says when it is overdue, and that this is a change', () => {
    const [before, past] = [NOW, new Date('2026-12-20T12:00:00Z')].map((now) => only([], [deadline()], now));
    expect(before?.summary).not.toContain('OVERDUE');
    expect(past?.summary).toMatch(/^OVERDUE: /);
    expect(past?.uid).toBe(before?.uid);
    expect(past?.properties.get('LAST-MODIFIED')).toBe('20261220T000000Z');
    expect(Number(past?.properties.get('SEQUENCE'))).toBeGreaterThan(Number(before?.properties.get('SEQUENCE')));
  });

  it('is not overdue on its day, in its own zone', () => {
    const sydney = { zone: 'Australia/Sydney' };
    expect(only([], [deadline(sydney)], new Date('2026-12-19T12:30:00Z')).summary).not.toContain('OVERDUE');
    expect(only([], [deadline(sydney)], new Date('2026-12-19T13:30:00Z')).summary).toContain('OVERDUE');
  });

  it('that is met says so, and when that was late; it stays for 90 days', () => {
    const met = (at: Date) => {
      const open = deadline();
      return { ...open, state: 'met' as const, changedAt: at, met: Object.fromEntries(open.plan.steps.map(({ id }) => [id, { at, by: 'U1' }])) };
    };
    expect(only([], [met(NOW)]).summary).toMatch(/^Met: /);
    expect(only([], [met(new Date('2026-12-21T12:00:00Z'))]).summary).toMatch(/^Met late: /);
    expect(calendar([], [met(NOW)], after(89 * DAY)).events).toHaveLength(1);
    expect(calendar([], [met(NOW)], after(91 * DAY)).events).toHaveLength(0);
  });

  it('that was dropped is not there', () => {
    expect(calendar([], [deadline({ state: 'dropped' })]).events).toEqual([]);
  });

  it('that asks for advice says that first', () => {
    const loud = deadline({}, 'judicial-review');
    expect(loud.plan.loud).toBe(true);
    for (const { description } of calendar([], [loud]).events) expect(description.startsWith(loud.plan.caution)).toBe(true);
  });
});
