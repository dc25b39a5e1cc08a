import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../src/calendar/dates.ts';
import { HOLIDAY_CALENDARS } from '../../src/calendar/holidays.ts';
import { bankHolidayOn, isWorkingDay, onOrAfter, onOrBefore, plusWorkingDays } from '../../src/calendar/working-days.ts';

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => plusDays('1990-01-01', days));
const anyCalendar = fc.constantFrom(...HOLIDAY_CALENDARS);

describe('a working day', () => {
  it.each([
    ['2026-06-15', 'england-and-wales', true],
    ['2026-06-15', 'scotland', false],
    ['2026-06-15', 'united-kingdom', false],
    ['2026-03-17', 'northern-ireland', false],
    ['2026-03-17', 'scotland', true],
    ['2026-12-28', 'england-and-wales', false],
    ['2026-12-29', 'england-and-wales', true],
    ['2026-11-21', 'england-and-wales', false],
    ['2026-04-06', 'scotland', true],
  ] as const)('%s in %s: %s', (date, calendar, working) => {
    expect(isWorkingDay(date, calendar)).toBe(working);
  });

  it('names the bank holiday that is in the way', () => {
    expect(bankHolidayOn('2026-12-28', 'scotland')).toBe('Boxing Day (substitute day)');
    expect(bankHolidayOn('2026-12-29', 'scotland')).toBeUndefined();
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-11-02', 20, 'england-and-wales', '2026-11-30'],
    ['2026-12-01', 20, 'england-and-wales', '2026-12-31'],
    ['2026-12-23', 3, 'england-and-wales', '2026-12-30'],
    ['2026-12-23', 8, 'united-kingdom', '2027-01-08'],
    ['2026-12-30', -3, 'england-and-wales', '2026-12-23'],
    ['2026-11-21', 1, 'scotland', '2026-11-23'],
    ['2026-11-21', -1, 'scotland', '2026-11-20'],
    ['2026-11-21', 0, 'scotland', '2026-11-21'],
  ] as const)('from %s, %i in %s: %s', (from, count, calendar, to) => {
    expect(plusWorkingDays(from, count, calendar)).toBe(to);
  });

  it('forward and then back returns to the working day it began from', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -60, max: 60 }), anyCalendar, (date, count, calendar) => {
        const from = onOrAfter(date, calendar);
        expect(plusWorkingDays(plusWorkingDays(from, count, calendar), -count, calendar)).toBe(from);
      }),
    );
  });

  it('passes just as many working days as were asked for', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 40 }), anyCalendar, (from, count, calendar) => {
        const to = plusWorkingDays(from, count, calendar);
        let passed = 0;
        for (let at = plusDays(from, 1); at <= to; at = plusDays(at, 1)) if (isWorkingDay(at, calendar)) passed++;
        expect(passed).toBe(count);
      }),
      { numRuns: 50 },
    );
  });

  it('rolls to the nearest working day on the side asked for, and leaves a working day alone', () => {
    fc.assert(
      fc.property(anyDate, anyCalendar, (date, calendar) => {
        const [before, after] = [onOrBefore(date, calendar), onOrAfter(date, calendar)];
        expect(before <= date && date <= after).toBe(true);
        expect(isWorkingDay(before, calendar) && isWorkingDay(after, calendar)).toBe(true);
        expect(before === after).toBe(isWorkingDay(date, calendar));
        if (before !== after) expect(plusWorkingDays(before, 1, calendar)).toBe(after);
      }),
    );
  });
});
