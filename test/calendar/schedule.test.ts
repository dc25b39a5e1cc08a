import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAfter, type Repeating, schedule, upcoming } from '../../src/calendar/schedule.ts';
import { isWorkingDay } from '../../src/calendar/working-days.ts';
import { toInstant, toWall } from '../../src/calendar/zone.ts';
import { NOW, onces, repeatings } from './schedules.ts';

const base: Repeating = {
  kind: 'repeating',
  start: '2026-03-27T09:00',
  rule: 'FREQ=DAILY',
  onDaysOff: 'keep',
  zone: 'Europe/London',
  division: 'england-and-wales',
};
const from = (changes: Partial<Repeating>, after: string, count = 3): string[] =>
  upcoming({ ...base, ...changes }, new Date(after), count).map((at) => `${at.toISOString().slice(0, 16)}Z`);
const wallsFrom = (changes: Partial<Repeating>, after: string, count = 3): string[] =>
  upcoming({ ...base, ...changes }, new Date(after), count).map((at) => toWall(at, changes.zone ?? base.zone));

describe('nextAfter', () => {
  it('is strictly after', () => {
    expect(nextAfter(base, new Date('2026-03-27T08:59:59Z'))).toEqual(new Date('2026-03-27T09:00Z'));
    expect(nextAfter(base, new Date('2026-03-27T09:00Z'))).toEqual(new Date('2026-03-28T09:00Z'));
  });

  it('is the one time of what comes once, and then none', () => {
    const once = { kind: 'once', at: '2026-07-01T09:00', zone: 'Europe/London' } as const;
    expect(nextAfter(once, new Date('2026-01-01'))).toEqual(new Date('2026-07-01T08:00Z'));
    expect(nextAfter(once, new Date('2026-07-01T08:00Z'))).toBeUndefined();
    expect(upcoming(once, new Date('2026-01-01'), 3)).toHaveLength(1);
  });

  it.each([
    ['Europe/London', '2026-03-27T09:00', ['2026-03-27T09:00Z', '2026-03-28T09:00Z', '2026-03-29T08:00Z', '2026-03-30T08:00Z']],
    ['Europe/London', '2026-10-23T09:00', ['2026-10-23T08:00Z', '2026-10-24T08:00Z', '2026-10-25T09:00Z', '2026-10-26T09:00Z']],
    ['America/New_York', '2027-03-12T09:00', ['2027-03-12T14:00Z', '2027-03-13T14:00Z', '2027-03-14T13:00Z', '2027-03-15T13:00Z']],
    ['America/New_York', '2027-11-05T09:00', ['2027-11-05T13:00Z', '2027-11-06T13:00Z', '2027-11-07T14:00Z', '2027-11-08T14:00Z']],
    ['Australia/Lord_Howe', '2026-04-03T09:00', ['2026-04-02T22:00Z', '2026-04-03T22:00Z', '2026-04-04T22:30Z', '2026-04-05T22:30Z']],
    ['Australia/Lord_Howe', '2027-10-01T09:00', ['2027-09-30T22:30Z', '2027-10-01T22:30Z', '2027-10-02T22:00Z', '2027-10-03T22:00Z']],
    ['UTC', '2026-03-28T09:00', ['2026-03-28T09:00Z', '2026-03-29T09:00Z', '2026-03-30T09:00Z', '2026-03-31T09:00Z']],
  ])('keeps nine o’clock at nine over a clock change in %s from %s', (zone, start, instants) => {
    expect(from({ zone, start }, '2026-01-01', 4)).toEqual(instants);
  });

  it.each([
    ['Europe/London', '2027-03-27T01:30', ['2027-03-27T01:30', '2027-03-28T02:30', '2027-03-29T01:30']],
    ['America/New_York', '2026-03-07T02:30', ['2026-03-07T02:30', '2026-03-08T03:30', '2026-03-09T02:30']],
    ['Australia/Lord_Howe', '2026-10-03T02:15', ['2026-10-03T02:15', '2026-10-04T02:45', '2026-10-05T02:15']],
  ])('moves a time that clocks skip in %s forward, that day alone', (zone, start, walls) => {
    expect(wallsFrom({ zone, start }, '2026-01-01')).toEqual(walls);
  });

  it.each([
    ['Europe/London', '2027-10-30T01:30', ['2027-10-30T00:30Z', '2027-10-31T00:30Z', '2027-11-01T01:30Z']],
    ['America/New_York', '2026-10-31T01:30', ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    ['Australia/Lord_Howe', '2027-04-03T01:45', ['2027-04-02T14:45Z', '2027-04-03T14:45Z', '2027-04-04T15:15Z']],
  ])('comes once, the first time, when clocks in %s show its time twice', (zone, start, instants) => {
    expect(from({ zone, start }, '2026-01-01')).toEqual(instants);
  });

  it('goes on by the hour over both clock changes, with nothing doubled', () => {
    const hourly = { start: '2026-03-28T23:10', rule: 'FREQ=HOURLY' };
    expect(wallsFrom(hourly, '2026-03-28T22:00Z', 5)).toEqual([
      '2026-03-28T23:10',
      '2026-03-29T00:10',
      '2026-03-29T02:10',
      '2026-03-29T03:10',
      '2026-03-29T04:10',
    ]);
    expect(from(hourly, '2026-10-24T23:00Z', 3)).toEqual(['2026-10-24T23:10Z', '2026-10-25T00:10Z', '2026-10-25T02:10Z']);
  });

  it.each<[string, Partial<Repeating>, string[]]>([
    [
      'the last day of shorter months',
      { start: '2028-01-31T09:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1' },
      ['2028-01-31T09:00', '2028-02-29T09:00', '2028-03-31T09:00', '2028-04-30T09:00'],
    ],
    [
      'only months that have a 31st',
      { start: '2028-01-31T09:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=31' },
      ['2028-01-31T09:00', '2028-03-31T09:00', '2028-05-31T09:00', '2028-07-31T09:00'],
    ],
    [
      'the 15th, and the 30th or the last day',
      { start: '2027-01-15T09:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1' },
      ['2027-01-15T09:00', '2027-01-30T09:00', '2027-02-15T09:00', '2027-02-28T09:00'],
    ],
    [
      'leap days, or the 28th',
      { start: '2027-02-28T09:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1' },
      ['2027-02-28T09:00', '2028-02-29T09:00', '2029-02-28T09:00', '2030-02-28T09:00'],
    ],
    [
      'leap days alone',
      { start: '2028-02-29T09:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' },
      ['2028-02-29T09:00', '2032-02-29T09:00', '2036-02-29T09:00', '2040-02-29T09:00'],
    ],
    [
      'the last day of each month',
      { start: '2027-12-31T09:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' },
      ['2027-12-31T09:00', '2028-01-31T09:00', '2028-02-29T09:00', '2028-03-31T09:00'],
    ],
    [
      'every other week by its two days',
      { start: '2027-01-07T09:00', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH' },
      ['2027-01-07T09:00', '2027-01-18T09:00', '2027-01-21T09:00', '2027-02-01T09:00'],
    ],
    ['a number of times', { start: '2027-01-04T09:00', rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' }, ['2027-01-04T09:00', '2027-01-11T09:00']],
    [
      'until a day, and on it',
      { start: '2027-01-04T09:00', rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270118T235959' },
      ['2027-01-04T09:00', '2027-01-11T09:00', '2027-01-18T09:00'],
    ],
  ])('follows %s', (_, changes, walls) => {
    expect(wallsFrom(changes, '2026-12-01', 4)).toEqual(walls);
  });

  it.each<[string, Partial<Repeating>, string[]]>([
    [
      'to the working day before',
      { start: '2026-12-25T09:00', rule: 'FREQ=WEEKLY;BYDAY=FR', onDaysOff: 'before' },
      ['2026-12-24T09:00', '2026-12-31T09:00', '2027-01-08T09:00'],
    ],
    [
      'to the working day after',
      { start: '2026-12-25T09:00', rule: 'FREQ=WEEKLY;BYDAY=FR', onDaysOff: 'after' },
      ['2026-12-29T09:00', '2027-01-04T09:00', '2027-01-08T09:00'],
    ],
    [
      'in Scotland by its own bank holidays',
      { start: '2027-01-02T09:00', rule: 'FREQ=DAILY', onDaysOff: 'after', division: 'scotland' },
      ['2027-01-05T09:00', '2027-01-06T09:00', '2027-01-07T09:00'],
    ],
    [
      'in Northern Ireland on St Patrick’s day',
      { start: '2027-03-17T09:00', rule: 'FREQ=WEEKLY;BYDAY=WE', onDaysOff: 'before', division: 'northern-ireland' },
      ['2027-03-16T09:00', '2027-03-24T09:00', '2027-03-31T09:00'],
    ],
    [
      'and what falls together comes once',
      { start: '2027-03-25T09:00', rule: 'FREQ=DAILY', onDaysOff: 'after' },
      ['2027-03-25T09:00', '2027-03-30T09:00', '2027-03-31T09:00'],
    ],
  ])('moves off days off %s', (_, changes, walls) => {
    expect(wallsFrom(changes, '2026-12-20')).toEqual(walls);
  });

  it('finds a day moved back over now only once', () => {
    // Due on Monday 31 May 2027, a bank holiday, and so on Friday the 28th.
    const last = { start: '2027-04-30T16:00', rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', onDaysOff: 'before' } as const;
    expect(wallsFrom(last, '2027-05-28T14:00Z')).toEqual(['2027-05-28T16:00', '2027-06-30T16:00', '2027-07-30T16:00']);
    expect(wallsFrom(last, '2027-05-28T15:00Z', 1)).toEqual(['2027-06-30T16:00']);
  });

  it('finds none, soon, for a rule that never occurs', () => {
    expect(nextAfter({ ...base, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, NOW)).toBeUndefined();
  });
});

describe('every schedule', () => {
  it('comes after now, in order, and on its own time save where clocks skip it', () => {
    fc.assert(
      fc.property(repeatings, fc.integer({ min: 0, max: 4_000 }), (repeating, days) => {
        const after = new Date(NOW.getTime() + days * 86_400_000);
        const times = upcoming(repeating, after, 4);
        times.reduce((before, at) => {
          expect(at.getTime()).toBeGreaterThan(before.getTime());
          return at;
        }, after);
        if (!repeating.rule.startsWith('FREQ=HOURLY')) expect(times.filter((at) => !isOnTime(at, repeating))).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('comes on working days only when it is moved off the others', () => {
    fc.assert(
      fc.property(
        repeatings.filter(({ onDaysOff }) => onDaysOff !== 'keep'),
        (repeating) => {
          for (const at of upcoming(repeating, NOW, 3)) expect(isWorkingDay(toWall(at, repeating.zone).slice(0, 10), repeating.division)).toBe(true);
        },
      ),
    );
  });

  it('comes back from where it was stored as it was', () => {
    fc.assert(
      fc.property(fc.oneof(onces, repeatings), (kept) => {
        expect(schedule.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
      }),
    );
  });
});

function isOnTime(at: Date, { start, zone }: Repeating): boolean {
  const shown = toWall(at, zone);
  const own = shown.slice(0, 11) + start.slice(11);
  return shown === own || toWall(toInstant(own, zone), zone) !== own;
}

describe('a stored schedule', () => {
  const once = { kind: 'once', at: '2026-12-01T09:00', zone: 'Europe/London' };
  it.each<[string, unknown]>([
    ['no kind', { ...once, kind: undefined }],
    ['no such day', { ...once, at: '2026-02-30T09:00' }],
    ['no such time', { ...once, at: '2026-12-01T24:00' }],
    ['a year that is none of ours', { ...once, at: '9999-12-01T09:00' }],
    ['seconds', { ...once, at: '2026-12-01T09:00:30' }],
    ['no such zone', { ...once, zone: 'Europe/Londn' }],
    ['more than it should', { ...once, note: 'x' }],
    ['no such division', { ...base, division: 'wales' }],
    ['no such move', { ...base, onDaysOff: 'skip' }],
    ['every second', { ...base, rule: 'FREQ=SECONDLY' }],
    ['every minute', { ...base, rule: 'FREQ=MINUTELY;INTERVAL=90' }],
    ['30 February', { ...base, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }],
    ['no month', { ...base, rule: 'FREQ=YEARLY;BYMONTHDAY=30' }],
    ['a sixth Monday', { ...base, rule: 'FREQ=MONTHLY;BYDAY=6MO' }],
    ['never', { ...base, rule: 'FREQ=DAILY;COUNT=0' }],
    ['every no days', { ...base, rule: 'FREQ=DAILY;INTERVAL=0' }],
    ['every hundred years', { ...base, rule: 'FREQ=YEARLY;INTERVAL=100;BYMONTH=1;BYMONTHDAY=1' }],
    ['two ends', { ...base, rule: 'FREQ=DAILY;COUNT=2;UNTIL=20270101T235959' }],
    ['what there are no words for', { ...base, rule: 'FREQ=DAILY;BYHOUR=9,17' }],
    ['no rule at all', { ...base, rule: 'next Tuesday' }],
  ])('is refused with %s', (_, stored) => {
    expect(schedule.safeParse(stored).success).toBe(false);
  });
});
