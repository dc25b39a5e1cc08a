import fc from 'fast-check';
import { DIVISIONS } from '../../src/calendar/holidays.ts';
import { nextOccurrence } from '../../src/calendar/occurrences.ts';
import { monthDays } from '../../src/calendar/reading/places-in-month.ts';
import { type Days, type End, type Rule, readRule, writeRule } from '../../src/calendar/rule.ts';
import type { Once, Repeating } from '../../src/calendar/schedule.ts';

export const NOW = new Date('2026-11-04T12:00:00Z');
export const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];

const zone = fc.constantFrom(...ZONES);
const DAY_MS = 86_400_000;
/** From the day after tomorrow to nine years on. */
const wall = fc
  .record({ days: fc.integer({ min: 2, max: 3_280 }), minutes: fc.integer({ min: 0, max: 1_439 }) })
  .map(({ days, minutes }) => new Date(Date.UTC(2026, 10, 4) + days * DAY_MS + minutes * 60_000).toISOString().slice(0, 16));

export const onces: fc.Arbitrary<Once> = fc.record({ kind: fc.constant('once'), at: wall, zone });

const interval = fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 9 }));
const weekday = fc.integer({ min: 1, max: 7 });
const lastLast = (a: number, b: number): number => (a < 0 ? 99 : a) - (b < 0 ? 99 : b);
const some = (values: fc.Arbitrary<number>, most: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(values, { minLength: 1, maxLength: most }).map((list) => list.sort(lastLast));
const weekdays: fc.Arbitrary<Days> = some(weekday, 7).map((listed) => ({ kind: 'weekdays', weekdays: listed }));
const inMonth: fc.Arbitrary<Days> = fc.oneof(
  fc.record({ kind: fc.constant('nth'), nths: some(fc.constantFrom(1, 2, 3, 4, 5, -1), 3), weekday }),
  fc.record({ days: some(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)), 3), skips: fc.boolean() }).map(
    ({ days, skips }): Days => ({
      ...monthDays(days),
      ...(skips ? { inShortMonths: 'skip' } : {}),
    }),
  ),
  fc.constantFrom<Days>({ kind: 'weekday', nth: 1 }, { kind: 'weekday', nth: -1 }),
);

/** Rules without an end. */
const rules: fc.Arbitrary<Rule> = fc
  .oneof(
    fc.record({ unit: fc.constantFrom('hour', 'day'), interval }),
    fc.record({ unit: fc.constant('week'), interval, days: weekdays }),
    fc.record({ unit: fc.constant('month'), interval, days: inMonth }),
    fc.record({ unit: fc.constant('year'), interval: fc.integer({ min: 1, max: 3 }), month: fc.integer({ min: 1, max: 12 }), days: inMonth }),
  )
  .filter((rule) => readRule(writeRule(rule)) !== undefined);

const ends: fc.Arbitrary<End | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ count: fc.integer({ min: 2, max: 60 }) }),
  wall.map((time) => ({ until: time.slice(0, 10) })),
);

/** Schedules that begin with their first occurrence, within nine years. */
export const repeatings: fc.Arbitrary<Repeating> = fc
  .record({ rule: rules, end: ends, from: wall, zone, division: fc.constantFrom(...DIVISIONS), onDaysOff: fc.constantFrom('keep', 'before', 'after') })
  .map(({ rule, end, from, ...where }): Repeating | undefined => {
    const schedule = { kind: 'repeating', ...where } as const;
    const start = nextOccurrence({ ...schedule, start: from, rule: writeRule({ ...rule, interval: 1 }) }, new Date('2026-01-01'))?.due;
    const isOver = end !== undefined && 'until' in end && start !== undefined && end.until < start;
    if (start === undefined || start > '2035-10-01' || isOver) return undefined;
    return { ...schedule, start, rule: writeRule(end === undefined ? rule : { ...rule, end }) };
  })
  .filter((schedule) => schedule !== undefined);
