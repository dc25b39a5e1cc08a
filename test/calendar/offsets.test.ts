import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, plusDays } from '../../src/calendar/dates.ts';
import { HOLIDAY_CALENDARS, type HolidayCalendar } from '../../src/calendar/holidays.ts';
import { countFrom, type Offset, ROLLS, UNITS, type Unit } from '../../src/calendar/offsets.ts';
import { isWorkingDay } from '../../src/calendar/working-days.ts';

const offset = (count: number, unit: Unit, direction: Offset['direction'] = 'after', more: Partial<Offset> = {}): Offset => ({
  count,
  unit,
  direction,
  roll: 'none',
  ...more,
});
const on = (from: string, what: Offset, calendar: HolidayCalendar = 'england-and-wales'): string => countFrom(from, what, calendar).date;

describe('calendar months and years', () => {
  it.each([
    ['2008-05-31', 2, '2008-07-31'],
    ['2026-06-19', 2, '2026-08-19'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', 3, '2026-11-30'],
    ['2026-11-30', 18, '2028-05-30'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(on(from, offset(months, 'months'))).toBe(to);
  });

  it.each([
    ['2008-04-01', 3, '2011-04-01'],
    ['2028-02-29', 1, '2029-02-28'],
  ])('%s and %i years is %s', (from, years, to) => {
    expect(on(from, offset(years, 'years'))).toBe(to);
  });

  it('counts back too', () => {
    expect(on('2026-04-30', offset(2, 'months', 'before'))).toBe('2026-02-28');
  });

  it('ends the day before when the first day counts, and at the end of a month that is too short', () => {
    const twelve = offset(12, 'months', 'after', { firstDayCounts: true });
    expect(on('2026-03-01', twelve)).toBe('2027-02-28');
    expect(on('2027-03-01', twelve)).toBe('2028-02-29');
    expect(on('2028-02-29', twelve)).toBe('2029-02-28');
    expect(on('2026-11-20', offset(3, 'months', 'after', { firstDayCounts: true }))).toBe('2027-02-19');
  });
});

describe('weeks and days', () => {
  it.each([
    ['2026-11-20', offset(6, 'weeks'), '2027-01-01'],
    ['2026-11-20', offset(30, 'days'), '2026-12-20'],
    ['2026-11-20', offset(30, 'days', 'after', { firstDayCounts: true }), '2026-12-19'],
    ['2026-04-01', offset(56, 'days', 'after', { firstDayCounts: true }), '2026-05-26'],
    ['2027-04-01', offset(28, 'days', 'before'), '2027-03-04'],
    ['2026-11-20', offset(0, 'days'), '2026-11-20'],
  ])('%s: %o is %s', (from, what, to) => {
    expect(on(from, what)).toBe(to);
  });
});

describe('working days', () => {
  it('leave out the bank holidays of the calendar', () => {
    expect(on('2026-12-14', offset(20, 'working-days'))).toBe('2027-01-14');
    expect(on('2026-12-14', offset(20, 'working-days'), 'united-kingdom')).toBe('2027-01-15');
    expect(on('2026-03-02', offset(20, 'working-days'), 'northern-ireland')).toBe('2026-03-31');
  });

  it('begin with the day itself, or the first working day after it, when the first day counts', () => {
    const eight = offset(8, 'working-days', 'after', { firstDayCounts: true });
    expect(on('2026-11-24', eight)).toBe('2026-12-03');
    expect(on('2026-11-21', eight)).toBe('2026-12-02');
  });
});

describe('clear days', () => {
  it('count neither the day of the notice nor the day of the meeting', () => {
    expect(on('2026-12-03', offset(28, 'clear-days', 'before'))).toBe('2026-11-04');
    expect(on('2026-11-04', offset(28, 'clear-days', 'after'))).toBe('2026-12-03');
  });

  it('that are working days leave out weekends and bank holidays', () => {
    expect(on('2026-12-03', offset(5, 'clear-working-days', 'before'))).toBe('2026-11-25');
    // The notice may be given on any day, unless it is rolled: five working days before a Monday end on the Monday before.
    expect(on('2026-12-07', offset(5, 'clear-working-days', 'before'))).toBe('2026-11-29');
    expect(on('2026-12-07', offset(5, 'clear-working-days', 'before', { roll: 'back' }))).toBe('2026-11-27');
    // Easter 2019: one council had to move its meetings of 23 and 25 April for want of these days.
    expect(on('2019-04-30', offset(5, 'clear-working-days', 'before', { roll: 'back' }))).toBe('2019-04-18');
  });
});

describe('the working, in words', () => {
  const working = (from: string, what: Offset, calendar: HolidayCalendar = 'england-and-wales'): string => countFrom(from, what, calendar).working;

  it.each([
    ['2026-06-19', offset(2, 'months'), 'two months after 19 June 2026 is 19 August 2026, a Wednesday'],
    ['2026-12-31', offset(2, 'months'), 'two months after 31 December 2026 is 28 February 2027, a Sunday (the last day of that month, which is shorter)'],
    ['2026-11-20', offset(0, 'days'), '20 November 2026, a Friday, is the day itself'],
    ['2026-11-20', offset(1, 'weeks'), 'one week after 20 November 2026 is 27 November 2026, a Friday'],
    [
      '2026-12-03',
      offset(28, 'clear-days', 'before'),
      '28 clear days before 3 December 2026 is 4 November 2026, a Wednesday (neither of these two days is counted)',
    ],
    [
      '2026-12-14',
      offset(10, 'working-days'),
      'ten working days after 14 December 2026 is 30 December 2026, a Wednesday (left out: 25 December 2026, Christmas Day; 28 December 2026, Boxing Day (substitute day))',
    ],
    [
      '2026-11-24',
      offset(8, 'working-days', 'after', { firstDayCounts: true }),
      'eight working days, the first of them 24 November 2026, end on 3 December 2026, a Thursday',
    ],
    [
      '2027-04-05',
      offset(10, 'days', 'before', { roll: 'back' }),
      'ten days before 5 April 2027 is 26 March 2027, a Friday and a bank holiday (Good Friday); the last working day before it is Thursday 25 March 2027',
    ],
    [
      '2026-11-20',
      offset(1, 'days', 'after', { roll: 'forward' }),
      'one day after 20 November 2026 is 21 November 2026, a Saturday; the next working day after it is Monday 23 November 2026',
    ],
  ])('%s: %o', (from, what, said) => {
    expect(working(from, what)).toBe(said);
  });
});

describe('laws', () => {
  const anyDate = fc.integer({ min: 0, max: 32_000 }).map((days) => plusDays('2012-01-01', days));
  const anyCalendar = fc.constantFrom(...HOLIDAY_CALENDARS);
  const anyOffset = fc.record({
    count: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom(...UNITS),
    direction: fc.constantFrom('after' as const, 'before' as const),
    roll: fc.constantFrom(...ROLLS),
  });

  it('months end on the same day of the month, or at the end of a shorter one', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 120 }), (from, months) => {
        const end = dayOf(on(from, offset(months, 'months')));
        expect(end.day).toBe(Math.min(dayOf(from).day, end.daysInMonth));
      }),
    );
  });

  it('rolling goes one way only, to a working day, and past no other working day', () => {
    fc.assert(
      fc.property(anyDate, anyOffset, anyCalendar, (from, what, calendar) => {
        const { date, unrolled } = countFrom(from, what, calendar);
        expect(what.roll === 'none' ? date === unrolled : isWorkingDay(date, calendar)).toBe(true);
        const step = what.roll === 'back' ? -1 : 1;
        for (let at = unrolled; at !== date; at = plusDays(at, step)) expect(isWorkingDay(at, calendar)).toBe(false);
      }),
    );
  });

  it('after lies after and before lies before, and a longer period never ends nearer', () => {
    fc.assert(
      fc.property(anyDate, anyOffset, anyCalendar, (from, what, calendar) => {
        const { unrolled } = countFrom(from, what, calendar);
        const further = countFrom(from, { ...what, count: what.count + 1 }, calendar).unrolled;
        const inOrder = what.direction === 'after' ? [from, unrolled, further] : [further, unrolled, from];
        expect([...inOrder].sort()).toEqual(inOrder);
        expect(unrolled).not.toBe(from);
      }),
    );
  });

  it('between a notice and its meeting there are just the clear working days asked for', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 28 }), anyCalendar, (meeting, count, calendar) => {
        const notice = on(meeting, offset(count, 'clear-working-days', 'before'), calendar);
        let between = 0;
        for (let at = plusDays(notice, 1); at < meeting; at = plusDays(at, 1)) if (isWorkingDay(at, calendar)) between++;
        expect(between).toBe(count);
      }),
    );
  });
});
