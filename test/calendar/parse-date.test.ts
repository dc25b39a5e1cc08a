import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDate } from '../../src/calendar/dates.ts';
import { parseDate } from '../../src/calendar/parse-date.ts';

const around = { now: new Date('2026-11-22T10:00:00Z'), zone: 'Europe/London' };

describe('a date, past or to come', () => {
  it.each([
    ['2026-06-19', '2026-06-19'],
    ['19/6/2026', '2026-06-19'],
    ['19/6/26', '2026-06-19'],
    ['19 June 2026', '2026-06-19'],
    ['19th June', '2026-06-19'],
    ['Friday 19 June 2026', '2026-06-19'],
    ['Nov 19', '2026-11-19'],
    ['November 19, 2025', '2025-11-19'],
    ['3 March', '2027-03-03'],
    ['31 December 2025.', '2025-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['today', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['Tuesday 24 November 2026, 9 am', '2026-11-24'],
  ])('reads `%s` as %s', (words, date) => {
    expect(parseDate(words, around)).toBe(date);
  });

  it.each(['30 February', '2026-02-30', '31/4/2026', 'soon', '', 'two dates: 3 May and 4 May'])('does not read `%s`', (words) => {
    expect(parseDate(words, around)).toBeUndefined();
  });

  it('is a date that exists, or none, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[-/ .]\d{1,2}[-/ .]\d{1,4}$/), fc.stringMatching(/^\d{1,2} [A-Z][a-z]{2,8}( \d{2,4})?$/)),
        (words) => {
          const date = parseDate(words, around);
          expect(date === undefined || isDate(date)).toBe(true);
        },
      ),
    );
  });
});
