import { expect, describe as group, it } from 'vitest';
import { describe, describeMoment, type Repeating } from '../../src/calendar/schedule.ts';

const base: Repeating = {
  kind: 'repeating',
  start: '2026-12-07T10:00',
  rule: 'FREQ=MONTHLY;BYDAY=1MO',
  onDaysOff: 'keep',
  zone: 'Europe/London',
  division: 'england-and-wales',
};

group('describe', () => {
  it.each<[Partial<Repeating>, string]>([
    [{}, 'every first Monday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYDAY=-1FR' }, 'every last Friday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYDAY=2TH' }, 'every second Thursday of the month at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYDAY=1TH,3TH' }, 'on the first and third Thursday of every month at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO' }, 'every 2 months on the first Monday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=1,15,-1' }, 'on the 1st, 15th and last day of every month at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1' }, 'on the 31st of every month (the last day in shorter months) at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=31' }, 'on the 31st of every month (only where there is a 31st) at 10 am, from 7 December 2026'],
    [
      { rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', onDaysOff: 'before', start: '2026-11-30T16:00' },
      'on the last working day of every month at 4 pm, from 30 November 2026',
    ],
    [{ rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1' }, 'on the first weekday of every month at 10 am, from 7 December 2026'],
    [
      { rule: 'FREQ=MONTHLY;BYMONTHDAY=15', onDaysOff: 'after' },
      'on the 15th of every month at 10 am, or the working day after if that is a day off, from 7 December 2026',
    ],
    [{ rule: 'FREQ=WEEKLY;BYDAY=MO,TH' }, 'every Monday and Thursday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }, 'every weekday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', onDaysOff: 'after' }, 'every working day at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' }, 'every other Friday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=FR' }, 'every 3 weeks on Friday at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=DAILY;COUNT=10' }, 'every day at 10 am, from 7 December 2026, 10 times'],
    [{ rule: 'FREQ=DAILY;INTERVAL=3;UNTIL=20270701T235959' }, 'every 3 days at 10 am, from 7 December 2026, until 1 July 2027'],
    [{ rule: 'FREQ=HOURLY;INTERVAL=2' }, 'every 2 hours, from 7 December 2026 at 10 am'],
    [{ rule: 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=19' }, 'every year on 19 June at 10 am, from 7 December 2026'],
    [{ rule: 'FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=1MO' }, 'every 2 years on the first Monday of May at 10 am, from 7 December 2026'],
    [
      { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1' },
      'every year on 29 February (the last day in shorter months) at 10 am, from 7 December 2026',
    ],
  ])('%j is “%s”', (changes, words) => {
    expect(describe({ ...base, ...changes })).toBe(words);
  });

  it.each([
    ['2026-12-01T09:00', 'Tuesday 1 December 2026, 9 am'],
    ['2026-12-01T17:30', 'Tuesday 1 December 2026, 5.30 pm'],
    ['2026-12-01T12:00', 'Tuesday 1 December 2026, 12 noon'],
    ['2026-12-01T12:05', 'Tuesday 1 December 2026, 12.05 pm'],
    ['2026-12-01T00:00', 'Tuesday 1 December 2026, 00:00'],
    ['2026-12-01T00:30', 'Tuesday 1 December 2026, 00:30'],
    ['2026-12-01T23:59', 'Tuesday 1 December 2026, 11.59 pm'],
  ])('%s is “%s”', (at, words) => {
    expect(describe({ kind: 'once', at, zone: 'Europe/London' })).toBe(words);
  });
});

group('describeMoment', () => {
  it('says an instant as clocks in the zone show it', () => {
    expect(describeMoment(new Date('2026-07-01T08:00Z'), 'Europe/London')).toBe('Wednesday 1 July 2026, 9 am');
    expect(describeMoment(new Date('2026-07-01T02:00Z'), 'America/New_York')).toBe('Tuesday 30 June 2026, 10 pm');
  });
});
