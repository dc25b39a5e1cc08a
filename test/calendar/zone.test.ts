import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, toInstant, toWall } from '../../src/calendar/zone.ts';

/** When clocks change, by the tz database: the wall time, the instant it means, and what clocks show then. */
const CHANGES: readonly (readonly [zone: string, wall: string, instant: string, shown: string])[] = [
  // Forward from 1 to 2 on the last Sunday of March, back from 2 to 1 on the last of October.
  ['Europe/London', '2026-03-29T00:59', '2026-03-29T00:59Z', '2026-03-29T00:59'],
  ['Europe/London', '2026-03-29T01:00', '2026-03-29T01:00Z', '2026-03-29T02:00'],
  ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30Z', '2026-03-29T02:30'],
  ['Europe/London', '2026-03-29T02:00', '2026-03-29T01:00Z', '2026-03-29T02:00'],
  ['Europe/London', '2026-10-25T00:59', '2026-10-24T23:59Z', '2026-10-25T00:59'],
  ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30Z', '2026-10-25T01:30'],
  ['Europe/London', '2026-10-25T02:00', '2026-10-25T02:00Z', '2026-10-25T02:00'],
  ['Europe/London', '2027-03-28T01:30', '2027-03-28T01:30Z', '2027-03-28T02:30'],
  ['Europe/London', '2027-10-31T01:30', '2027-10-31T00:30Z', '2027-10-31T01:30'],
  // Forward from 2 to 3 on the second Sunday of March, back from 2 to 1 on the first of November.
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30Z', '2026-03-08T03:30'],
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30Z', '2026-11-01T01:30'],
  ['America/New_York', '2027-03-14T02:30', '2027-03-14T07:30Z', '2027-03-14T03:30'],
  ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30Z', '2027-11-07T01:30'],
  // By half an hour: back from 2 to 1.30 on the first Sunday of April, forward from 2 to 2.30 on the first of October.
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45Z', '2026-04-05T01:45'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45Z', '2026-10-04T02:45'],
  ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30Z', '2026-10-04T02:30'],
  ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45Z', '2027-04-04T01:45'],
  ['Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-02T15:45Z', '2027-10-03T02:45'],
  ['UTC', '2026-03-29T01:30', '2026-03-29T01:30Z', '2026-03-29T01:30'],
  ['UTC', '2027-10-31T01:30', '2027-10-31T01:30Z', '2027-10-31T01:30'],
];

describe('toInstant', () => {
  it.each(CHANGES)('in %s, %s is %s and shows as %s', (zone, wall, instant, shown) => {
    expect(toInstant(wall, zone)).toEqual(new Date(instant));
    expect(toWall(new Date(instant), zone)).toBe(shown);
  });

  it('leaves out the seconds', () => {
    expect(toWall(new Date('2026-12-01T09:00:59.999Z'), 'Europe/London')).toBe('2026-12-01T09:00');
  });

  it('comes back to the same wall time, save where clocks skip it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), fc.constantFrom(...ZONES), (at, zone) => {
        const wall = toWall(at, zone);
        expect(toWall(toInstant(wall, zone), zone)).toBe(wall);
      }),
    );
  });
});

const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];

describe('isZone', () => {
  it.each([...ZONES, 'Europe/Belfast', 'Asia/Kathmandu'])('knows %s', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each(['', 'London', 'Europe/Londn', 'BST', '+01:00', 'GMT+1', 'Mars/Olympus', '\u0000'])('refuses “%s”', (name) => {
    expect(isZone(name)).toBe(false);
  });
});
