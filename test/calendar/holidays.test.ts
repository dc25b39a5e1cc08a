import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeekend } from '../../src/calendar/dates.ts';
import { easterSunday } from '../../src/calendar/easter.ts';
import { bankHolidays, DIVISIONS, type Division, type HolidayCalendar } from '../../src/calendar/holidays.ts';

/** `04-03` of each day, in order; `*` after a substitute day. */
const days = (calendar: HolidayCalendar, year: number): string =>
  [...bankHolidays(calendar, year)].map(([date, name]) => date.slice(5) + (name.endsWith('(substitute day)') ? '*' : '')).join(' ');

// 2017 to 2022: the file that gov.uk/bank-holidays was made from, alphagov/frontend lib/data/bank-holidays.json as it stood early in 2022,
// with the state funeral of that September added. 2023 for Northern Ireland: Belfast Telegraph, 3 January 2023.
// The rest, 2024 to 2028 among them: written out from the calendar and what gov.uk/bank-holidays says; 15 June 2026 is from the Scottish Government's announcement.
const PUBLISHED: Record<Division, Record<number, string>> = {
  'england-and-wales': {
    2017: '01-02* 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
    2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
    2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
    2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28*',
    2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27* 12-28*',
    2022: '01-03* 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27*',
    2023: '01-02* 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28*',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27* 12-28*',
    2028: '01-03* 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  },
  scotland: {
    2017: '01-02 01-03* 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
    2018: '01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26',
    2019: '01-01 01-02 04-19 05-06 05-27 08-05 12-02* 12-25 12-26',
    2020: '01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28*',
    2021: '01-01 01-04* 04-02 05-03 05-31 08-02 11-30 12-27* 12-28*',
    2022: '01-03* 01-04* 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27*',
    2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02* 12-25 12-26',
    2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01* 12-25 12-26',
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28*',
    2027: '01-01 01-04* 03-26 05-03 05-31 08-02 11-30 12-27* 12-28*',
    2028: '01-03* 01-04* 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  },
  'northern-ireland': {
    2017: '01-02* 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
    2018: '01-01 03-19* 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26',
    2019: '01-01 03-18* 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26',
    2020: '01-01 03-17 04-10 04-13 05-08 05-25 07-13* 08-31 12-25 12-28*',
    2023: '01-02* 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26',
    2024: '01-01 03-18* 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26',
    2025: '01-01 03-17 04-18 04-21 05-05 05-26 07-14* 08-25 12-25 12-26',
    2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13* 08-31 12-25 12-28*',
    2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27* 12-28*',
    2028: '01-03* 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
  },
};

const rows = DIVISIONS.flatMap((division) => Object.entries(PUBLISHED[division]).map(([year, listed]) => [division, Number(year), listed] as const));

describe('bank holidays', () => {
  it.each(rows)('of %s in %i are those published', (division, year, listed) => {
    expect(days(division, year)).toBe(listed);
  });

  it('have the names that gov.uk gives them', () => {
    expect(Object.fromEntries(bankHolidays('northern-ireland', 2026))).toEqual({
      '2026-01-01': 'New Year’s Day',
      '2026-03-17': 'St Patrick’s Day',
      '2026-04-03': 'Good Friday',
      '2026-04-06': 'Easter Monday',
      '2026-05-04': 'Early May bank holiday',
      '2026-05-25': 'Spring bank holiday',
      '2026-07-13': 'Battle of the Boyne (Orangemen’s Day) (substitute day)',
      '2026-08-31': 'Summer bank holiday',
      '2026-12-25': 'Christmas Day',
      '2026-12-28': 'Boxing Day (substitute day)',
    });
  });

  it.each([
    ['1995-05-08', 'Early May bank holiday (VE day)'],
    ['1999-12-31', 'Millennium holiday'],
    ['2002-06-03', 'Golden Jubilee bank holiday'],
    ['2002-06-04', 'Spring bank holiday'],
    ['2011-04-29', 'Wedding of Prince William and Catherine Middleton'],
    ['2012-06-04', 'Spring bank holiday'],
    ['2012-06-05', 'Diamond Jubilee bank holiday'],
    ['2020-05-08', 'Early May bank holiday (VE day)'],
    ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
  ])('of one year only: %s was the %s everywhere', (date, name) => {
    for (const division of DIVISIONS) expect(bankHolidays(division, Number(date.slice(0, 4))).get(date)).toBe(name);
  });

  it.each(['1995-05-01', '2002-05-27', '2012-05-28', '2020-05-04', '2022-05-30'])('were moved away from %s', (date) => {
    for (const division of DIVISIONS) expect(bankHolidays(division, Number(date.slice(0, 4))).has(date)).toBe(false);
  });

  it('count St Andrew’s Day from 2007 on', () => {
    expect(bankHolidays('scotland', 2006).has('2006-11-30')).toBe(false);
    expect(bankHolidays('scotland', 2007).get('2007-11-30')).toBe('St Andrew’s Day');
  });

  it('of the whole United Kingdom are those of any part of it', () => {
    for (let year = 1990; year <= 2100; year++) {
      const anywhere = DIVISIONS.flatMap((division) => [...bankHolidays(division, year).keys()]);
      expect([...bankHolidays('united-kingdom', year).keys()]).toEqual([...new Set(anywhere)].sort());
    }
  });

  it('never fall on a weekend, and are as many every ordinary year', () => {
    const ordinary = { 'england-and-wales': 8, scotland: 9, 'northern-ireland': 10 };
    fc.assert(
      fc.property(fc.integer({ min: 2027, max: 2100 }), fc.constantFrom(...DIVISIONS), (year, division) => {
        const dates = [...bankHolidays(division, year).keys()];
        expect(dates).toHaveLength(ordinary[division]);
        expect(dates.filter(isWeekend)).toEqual([]);
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });

  it('are refused for years that the rules do not reach', () => {
    expect(() => bankHolidays('scotland', 1977)).toThrow(RangeError);
    expect(() => bankHolidays('scotland', Number.NaN)).toThrow(RangeError);
  });
});

describe('Easter Sunday', () => {
  // https://www.census.gov/data/software/x13as/genhol/easter-dates.html
  it.each(['1990-04-15', '2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21', '2024-03-31', '2038-04-25', '2049-04-18', '2076-04-19', '2099-04-12'])(
    'is %s',
    (date) => {
      expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
    },
  );
});
