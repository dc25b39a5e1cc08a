import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readRule } from '../../src/calendar/rule.ts';
import { type Repeating, upcoming } from '../../src/calendar/schedule.ts';
import { calendarOf } from '../../src/feeds/calendar-of.ts';
import { dated, deadline } from './made-up.ts';
import { readCalendar, timesOf } from './read-calendar.ts';

const ZONES = ['Europe/London', 'Europe/Dublin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const day = fc.constantFrom(...DAYS);
const nth = fc.constantFrom(1, 2, 3, 4, 5, -1);
const pattern = fc.oneof(
  fc.tuple(fc.constantFrom(1, 2, 3, 10)).map(([every]) => ['FREQ=DAILY', every] as const),
  fc.tuple(fc.subarray(DAYS, { minLength: 1 }), fc.constantFrom(1, 2, 3)).map(([days, every]) => [`FREQ=WEEKLY;BYDAY=${days}`, every] as const),
  fc.tuple(nth, day, fc.constantFrom(1, 3)).map(([place, of, every]) => [`FREQ=MONTHLY;BYDAY=${place}${of}`, every] as const),
  fc.tuple(fc.constantFrom(1, 15, 28, 29, 31, -1), fc.constantFrom(1, 2)).map(([on, every]) => [`FREQ=MONTHLY;BYMONTHDAY=${on}`, every] as const),
  fc.tuple(fc.constantFrom(1, -1)).map(([place]) => [`FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${place}`, 1] as const),
  fc.constantFrom(['FREQ=MONTHLY;BYDAY=2TU,4TU', 1] as const, ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 1] as const),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([month, on]) => [`FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${on}`, 1] as const),
  fc.tuple(fc.constantFrom(1, 5, 24)).map(([every]) => ['FREQ=HOURLY', every] as const),
);
const end = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 40 }).map((count) => `;COUNT=${count}`),
  fc.constantFrom(';UNTIL=20280327T235959', ';UNTIL=20281029T235959'),
);
// Nights, when clocks change, come often.
const hour = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 }));

/** The parts of a rule in the order in which they are written. */
const written = (rule: string, every: number): string => {
  const [frequency, ...rest] = rule.split(';');
  return [frequency, ...(every === 1 ? [] : [`INTERVAL=${every}`]), ...rest].join(';');
};

const schedules: fc.Arbitrary<Repeating> = fc
  .record({
    rule: fc.tuple(pattern, end).map(([[rule, every], ends]) => `${written(rule, every)}${ends}`),
    from: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
    hour,
    minute: fc.constantFrom(0, 30, 59),
    zone: fc.constantFrom(...ZONES),
    onDaysOff: fc.constantFrom('keep', 'keep', 'before', 'after'),
    division: fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'),
  })
  .map(({ rule, from, hour: hours, minute, ...rest }) => {
    const wall = Temporal.PlainDateTime.from(`${from.toISOString().slice(0, 10)}T00:00`).with({ hour: hours, minute });
    const anyStart = wall.toZonedDateTime('UTC');
    const first = new RRuleTemporal({ rruleString: rule.replace(/;(COUNT|UNTIL)=\w+/, ''), dtstart: anyStart }).next(new Date(anyStart.epochMilliseconds));
    return { ...rest, kind: 'repeating' as const, rule, start: (first ?? anyStart).toPlainDateTime().toString({ smallestUnit: 'minute' }) };
  })
  .filter(({ rule }) => readRule(rule) !== undefined);

const MOST = 30;
/** As far ahead as times are written out. */
const HORIZON_MS = 731 * 86_400_000;

describe('laws', () => {
  it('a program that follows the file is there when Steward is, over every clock change', () => {
    fc.assert(
      fc.property(schedules, fc.date({ min: new Date('2026-02-01'), max: new Date('2028-06-01'), noInvalidDate: true }), (schedule, now) => {
        const until = new Date(now.getTime() + HORIZON_MS);
        const expected = upcoming(schedule, now, MOST).filter((at) => at <= until);
        const read = readCalendar(calendarOf([dated({ schedule })], [], { now, name: 'Steward' }));
        const last = expected.length < MOST ? until : (expected.at(-1) ?? until);
        const times = read.events.flatMap((event) => timesOf(event, read, last)).filter((at) => at > now);
        expect(times.map((at) => at.toISOString()).sort()).toEqual(expected.map((at) => at.toISOString()));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('any words come out of the file as they went in, but for control characters and ends of lines', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('\\', ';', ',', ':', '"', '\n', '\r', 'n', 'N', ' ', '\t', 'BEGIN:VEVENT', 'é', '🦄', '\ud83e'), maxLength: 60 }),
    );
    fc.assert(
      fc.property(words, words, (one, other) => {
        const { events } = readCalendar(calendarOf([dated({ words: one })], [deadline({ about: other })], { now: new Date('2026-11-23'), name: one }));
        expect(lines(`${events[0]?.summary} ${events[0]?.description}`)).toContain(bare(one));
        expect(lines(events[1]?.description)).toContain(bare(other));
        expect(events).toHaveLength(2);
      }),
      { numRuns: 200 },
    );
  });
});

const lines = (text = ''): string => text.replace(/\s+/g, ' ');
/** Without what a calendar file cannot hold. */
const bare = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
