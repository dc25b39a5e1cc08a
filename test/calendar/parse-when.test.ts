import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { type Around, parseWhen, type Understood } from '../../src/calendar/parse-when.ts';
import { describe, upcoming } from '../../src/calendar/schedule.ts';
import { toInstant, toWall } from '../../src/calendar/zone.ts';
import { ONCE, REPEATING, SAID_AT } from './phrases.ts';
import { NOW, onces, repeatings } from './schedules.ts';

const zone = 'Europe/London';
const said = (at: string, more: Partial<Around> = {}): Around => ({ now: toInstant(at, more.zone ?? zone), zone, division: 'england-and-wales', ...more });
const around = said(SAID_AT);

/** The wall times of the next three; what else it is when it is not understood. */
function timesOf(understood: Understood, { now, zone: where }: Around = around): string[] | string {
  if (understood.kind !== 'understood') return `${understood.kind}: ${'why' in understood ? understood.why : ''}`;
  return upcoming(understood.schedule, now, 3).map((at) => toWall(at, where));
}
const labelsOf = (understood: Understood): string[] => ('choices' in understood ? understood.choices.map(({ label }) => label) : []);
const whyOf = (understood: Understood): string => ('why' in understood ? understood.why : understood.kind);

group('parseWhen', () => {
  it.each(ONCE)('“%s” is %s', (phrase, at) => {
    const understood = parseWhen(phrase, around);
    expect(timesOf(understood)).toEqual([at]);
    expect(understood.rest).toBe('');
  });

  it.each(REPEATING)('“%s” is %j', (phrase, times) => {
    const understood = parseWhen(phrase, around);
    expect(timesOf(understood)).toEqual(times);
    expect(understood.rest).toBe('');
  });

  it.each([
    ['every hour until 5pm', 'not only “until 5pm”'],
    ['every hour between 9 and 5', 'not only “between 9 and 5”'],
    ['in 0 minutes', 'That is now'],
    ['9am New York time tomorrow', 'leave out “New York time”'],
    ['Friday 3pm America/New_York', 'leave out “America/New_York”'],
    ['9am Paris time on 3 March', 'leave out “Paris time”'],
  ])('“%s” is refused, and why is said', (phrase, why) => {
    expect(parseWhen(phrase, around).kind).toBe('impossible');
    expect(whyOf(parseWhen(phrase, around))).toContain(why);
  });

  it.each([
    ['training 10-12 on 5 May 2027', ['Wednesday 5 May 2027, 10 am', 'Wednesday 5 May 2027, 12 noon'], ['training', 'training']],
    ['ring Jo tomorrow by 5', ['Thursday 5 November 2026, 5 am', 'Thursday 5 November 2026, 5 pm'], ['ring Jo', 'ring Jo']],
    ['the 3pm meeting tomorrow at 2pm', ['Thursday 5 November 2026, 3 pm', 'Thursday 5 November 2026, 2 pm'], ['the meeting at 2pm', 'the 3pm meeting']],
    ['on Tuesday or Friday to ring sue', ['Tuesday 10 November 2026, 9 am', 'Friday 6 November 2026, 9 am'], ['ring sue', 'ring sue']],
    ['"x" 9am and 2pm', ['Thursday 5 November 2026, 9 am', 'Wednesday 4 November 2026, 2 pm'], ['x', 'x']],
    ['"x" tomorrow and Friday', ['Thursday 5 November 2026, 9 am', 'Friday 6 November 2026, 9 am'], ['x', 'x']],
  ])('“%s” is asked about, and each choice leaves its own text', (phrase, labels, rests) => {
    const understood = parseWhen(phrase, around);
    expect(labelsOf(understood)).toEqual(labels);
    expect('choices' in understood ? understood.choices.map(({ rest }) => rest) : []).toEqual(rests);
  });

  it('takes the end of the week, on a Sunday, for the next one', () => {
    const sunday = said('2026-11-22T12:00');
    expect(timesOf(parseWhen('end of the week', sunday), sunday)).toEqual(['2026-11-27T09:00']);
  });

  it('has enough phrases', () => {
    expect(new Set([...ONCE, ...REPEATING].map(([phrase]) => phrase)).size).toBeGreaterThanOrEqual(200);
  });

  it.each([
    // Fridays: 6 November 2026 is one.
    ['2026-11-06T08:00', 'Friday fortnight at 10am', '2026-11-27T10:00'],
    ['2026-11-06T12:00', 'Friday at 9am', '2026-11-13T09:00'],
    ['2026-11-06T12:00', 'this Friday at 5pm', '2026-11-06T17:00'],
    ['2026-11-06T12:00', 'next Friday at 9am', '2026-11-13T09:00'],
    ['2026-11-06T12:00', 'next Tuesday', '2026-11-10T09:00'],
    // Sundays end the week.
    ['2026-11-08T12:00', 'next Monday', '2026-11-09T09:00'],
    ['2026-11-08T12:00', 'Tuesday of next week', '2026-11-10T09:00'],
    ['2026-11-08T12:00', 'Saturday', '2026-11-14T09:00'],
    // Ends of months and of the year.
    ['2027-01-31T12:00', 'in a month', '2027-02-28T09:00'],
    ['2027-01-31T12:00', 'tomorrow', '2027-02-01T09:00'],
    ['2027-01-31T12:00', 'on the 30th', '2027-03-30T09:00'],
    ['2027-01-31T12:00', 'end of the month at 3pm', '2027-01-31T15:00'],
    ['2027-01-31T12:00', 'first Monday of next month', '2027-02-01T09:00'],
    ['2026-12-31T12:00', '1/1', '2027-01-01T09:00'],
    ['2026-12-31T23:30', 'in 45 minutes', '2027-01-01T00:15'],
    ['2026-12-31T12:00', 'next working day', '2027-01-04T09:00'],
    // Leap days.
    ['2028-02-28T12:00', 'tomorrow', '2028-02-29T09:00'],
    ['2028-02-28T12:00', '29 February', '2028-02-29T09:00'],
    ['2027-02-28T12:00', 'tomorrow', '2027-03-01T09:00'],
    ['2027-12-31T12:00', 'in two months', '2028-02-29T09:00'],
    ['2028-02-29T12:00', 'in a year', '2029-02-28T09:00'],
    // Hours pass over a clock change: forward in March, back in October.
    ['2027-03-28T00:30', 'in 2 hours', '2027-03-28T03:30'],
    ['2027-03-27T23:00', 'in 24 hours', '2027-03-29T00:00'],
    ['2027-10-30T23:00', 'in 24 hours', '2027-10-31T22:00'],
    ['2027-10-31T00:30', 'in 3 hours', '2027-10-31T02:30'],
    ['2027-03-27T12:00', 'in a day', '2027-03-28T09:00'],
  ])('said at %s, “%s” is %s', (at, phrase, expected) => {
    expect(timesOf(parseWhen(phrase, said(at)), said(at))).toEqual([expected]);
  });

  it.each([
    ['America/New_York', '2026-10-31T12:00', 'in 24 hours', '2026-11-01T11:00'],
    ['America/New_York', '2026-11-04T07:00', 'every Monday at 9am', '2026-11-09T09:00'],
    ['Australia/Lord_Howe', '2026-10-04T01:00', 'in 2 hours', '2026-10-04T03:30'],
    ['UTC', '2026-03-29T00:30', 'in 2 hours', '2026-03-29T02:30'],
  ])('in %s at %s, “%s” is %s', (where, at, phrase, expected) => {
    const there = said(at, { zone: where });
    expect(timesOf(parseWhen(phrase, there), there)[0]).toEqual(expected);
  });

  it('counts working days by the division', () => {
    const scotland = said('2026-12-31T12:00', { division: 'scotland' });
    expect(timesOf(parseWhen('next working day', scotland), scotland)).toEqual(['2027-01-05T09:00']);
  });

  it('rounds up a part of a minute, so that it is never early', () => {
    expect(timesOf(parseWhen('in 2 hours', { ...around, now: new Date('2026-11-04T12:00:30Z') }))).toEqual(['2026-11-04T14:01']);
  });

  it('comes after the repeated hour when that is when it would come again', () => {
    const before = { ...around, now: new Date('2026-10-25T00:30Z') };
    expect(parseWhen('in 45 minutes', before)).toMatchObject({ schedule: { at: '2026-10-25T02:00' }, assumed: expect.stringContaining('clocks go back') });
  });
});

group('what it is about', () => {
  it.each([
    ['"scrutiny deputation" next Tuesday 9am', 'scrutiny deputation'],
    ['“scrutiny deputation” next Tuesday 9am', 'scrutiny deputation'],
    ['"scrutiny deputation on 3 March" next Tuesday 9am', 'scrutiny deputation on 3 March'],
    ['ask about "every Friday 5pm" tomorrow', 'ask about "every Friday 5pm"'],
    ['me in 2 hours to ring the region', 'ring the region'],
    ['me to ring the region in 2 hours', 'ring the region'],
    ['us every first Monday 10am to book the room', 'book the room'],
    ['tomorrow at 10am that the ballot closes', 'the ballot closes'],
    ['us about the ballot on Friday at 5pm', 'the ballot'],
    ['book a room for Friday', 'book a room'],
    ['tomorrow, ring Mary and Bob', 'ring Mary and Bob'],
    ['send the weekly newsletter on Friday at 5pm', 'send the weekly newsletter'],
    ['read section 31.4 tomorrow', 'read section 31.4'],
    ['second the motion tomorrow 9am', 'second the motion'],
    ['read the 2nd motion tomorrow 9am', 'read the 2nd motion'],
    ["check Monday's minutes tomorrow 9am", "check Monday's minutes"],
    ['march to parliament tomorrow', 'march to parliament'],
    ['they may have sat down tomorrow', 'they may have sat down'],
    ['pay £9.50 each tomorrow', 'pay £9.50 each'],
    ['ring 0900 123456 tomorrow', 'ring 0900 123456'],
    ['staff the 24/7 line on Friday', 'staff the 24/7 line'],
    ['3 May 20 delegates arrive', '20 delegates arrive'],
    ['book leave for 2 weeks tomorrow 9am', 'book leave for 2 weeks'],
    ['say it is closed until 4 January tomorrow 9am', 'say it is closed until 4 January'],
    ['ring the region\n  in 2 hours', 'ring the region'],
  ])('of “%s” is “%s”', (text, rest) => {
    const understood = parseWhen(text, around);
    expect([understood.kind, understood.rest]).toEqual(['understood', rest]);
  });

  it.each(['', '   ', 'ring the region', 'we may march', '"tomorrow at 9am"', 'until Friday', '10 times', 'twice a week', 'good morning'])(
    '“%s” has no time in it',
    (text) => {
      expect(parseWhen(text, around).kind).toBe('none');
    },
  );
});

group('what was taken for granted', () => {
  it.each([
    ['Friday', 'No time was given, so 9 am.'],
    ['tomorrow evening', 'No time was given, so 7 pm.'],
    ['every Monday', 'No time was given, so 9 am.'],
    ['in March', 'No day was given, so the 1st. No time was given, so 9 am.'],
    ['28 March 2027 at 1.30am', 'The clocks go forward over that time, so it comes at 2.30 am.'],
  ])('by “%s”: %s', (phrase, assumed) => {
    expect(parseWhen(phrase, around)).toMatchObject({ kind: 'understood', assumed });
  });

  it('is nothing when all is said', () => {
    expect(parseWhen('next Tuesday 9am', around)).not.toHaveProperty('assumed');
  });
});

group('a doubt', () => {
  it.each<[string, string, string[]]>([
    ['at 5', '“5” can be 5 am or 5 pm.', ['Thursday 5 November 2026, 5 am', 'Wednesday 4 November 2026, 5 pm']],
    ['half past five', '“half past five” can be 5.30 am or 5.30 pm.', ['Thursday 5 November 2026, 5.30 am', 'Wednesday 4 November 2026, 5.30 pm']],
    ['quarter to 9 tomorrow', '“quarter to 9” can be 8.45 am or 8.45 pm.', ['Thursday 5 November 2026, 8.45 am', 'Thursday 5 November 2026, 8.45 pm']],
    ['Friday at 9:30', '“9:30” can be 9.30 am or 9.30 pm.', ['Friday 6 November 2026, 9.30 am', 'Friday 6 November 2026, 9.30 pm']],
    ['every day at 8', '“8” can be 8 am or 8 pm.', ['every day at 8 am', 'every day at 8 pm']],
    ['next Friday', '“Next Friday” can be this week’s or next week’s.', ['Friday 6 November 2026, 9 am', 'Friday 13 November 2026, 9 am']],
    ['Friday after next', '“Next Friday” can be this week’s or next week’s.', ['Friday 13 November 2026, 9 am', 'Friday 20 November 2026, 9 am']],
    ['Friday at midnight', 'Midnight can be where that day begins or where it ends.', ['Friday 6 November 2026, 00:00', 'Saturday 7 November 2026, 00:00']],
    [
      'every second Thursday until 1 July',
      '“every second Thursday” can be once a month, or every other week.',
      ['every second Thursday of the month at 9 am', 'every other Thursday at 9 am'],
    ],
    [
      'every third Friday 9am',
      '“every third Friday” can be once a month, or every 3 weeks.',
      ['every third Friday of the month at 9 am', 'every 3 weeks on Friday at 9 am'],
    ],
    ['last Friday of the month', '“Of the month” can be every month, or only once.', ['every last Friday at 9 am', 'Friday 27 November 2026, 9 am']],
    [
      'Monday and Thursday 9am',
      'That can be every week, or only once.',
      ['every Monday and Thursday at 9 am', 'Monday 9 November 2026, 9 am', 'Thursday 5 November 2026, 9 am'],
    ],
    ['every Monday at 9am and 5pm', 'I found “9am” and “5pm”, and a reminder comes at one time.', ['every Monday at 9 am', 'every Monday at 5 pm']],
    ['2-4pm on Friday', '“2-4pm” is a stretch of time, and a reminder comes at one.', ['Friday 6 November 2026, 2 pm', 'Friday 6 November 2026, 4 pm']],
    ['3 to 5 May', '“3 to 5 May” is several days, and a reminder comes on one.', ['Monday 3 May 2027, 9 am', 'Wednesday 5 May 2027, 9 am']],
    [
      'Monday 1 December 2026',
      '1 December 2026 is a Tuesday, not a Monday.',
      ['Tuesday 1 December 2026, 9 am', 'Monday 30 November 2026, 9 am', 'Monday 7 December 2026, 9 am'],
    ],
    ['29 February', '2027 has no 29 February.', ['Tuesday 29 February 2028, 9 am', 'Sunday 28 February 2027, 9 am']],
    [
      'ring an hour before the meeting on Friday 3pm',
      'I cannot tell when “an hour before” is: a reminder needs its own time.',
      ['Friday 6 November 2026, 3 pm'],
    ],
    ['2 hours before noon', 'I cannot tell when “2 hours before” is: a reminder needs its own time.', ['Thursday 5 November 2026, 12 noon']],
    ['next week', '“Next week” does not say which day.', ['Monday 9 November 2026, 9 am', 'Wednesday 11 November 2026, 9 am']],
    ['next month at noon', '“Next month” does not say which day.', ['Tuesday 1 December 2026, 12 noon', 'Friday 4 December 2026, 12 noon']],
    [
      'monthly on Friday',
      'Once a month needs one day of it.',
      ['every first Friday at 9 am', 'every second Friday of the month at 9 am', 'every third Friday of the month at 9 am', 'every last Friday at 9 am'],
    ],
    [
      'today',
      'Today has many hours left, and no time was given.',
      ['Wednesday 4 November 2026, 3 pm', 'Wednesday 4 November 2026, 5 pm', 'Wednesday 4 November 2026, 8 pm'],
    ],
  ])('“%s”: %s', (phrase, why, labels) => {
    const understood = parseWhen(phrase, around);
    expect([understood.kind, whyOf(understood), labelsOf(understood)]).toEqual(['doubtful', why, labels]);
  });

  it('keeps the end and the text in each choice', () => {
    const understood = parseWhen('every second Thursday until 1 July to post the rota', around);
    expect(understood).toMatchObject({
      kind: 'doubtful',
      rest: 'post the rota',
      choices: [
        { phrase: 'every second Thursday of the month at 9 am, from 12 November 2026, until 1 July 2027', rest: 'post the rota' },
        { phrase: 'every other Thursday at 9 am, from 5 November 2026, until 1 July 2027', rest: 'post the rota' },
      ],
    });
  });

  it('leaves in the text the day that is not when', () => {
    const understood = parseWhen('ring Mary about the 3 March meeting tomorrow 9am', around);
    expect('choices' in understood ? understood.choices.map(({ label, rest }) => [label, rest]) : understood).toEqual([
      ['Thursday 5 November 2026, 9 am', 'ring Mary about the 3 March meeting'],
      ['Wednesday 3 March 2027, 9 am', 'ring Mary about the meeting tomorrow'],
    ]);
  });

  it('asks on a Friday whether Friday is today', () => {
    expect(labelsOf(parseWhen('Friday at 5pm', said('2026-11-06T12:00')))).toEqual(['Friday 6 November 2026, 5 pm', 'Friday 13 November 2026, 5 pm']);
  });

  it('is settled by what is past already', () => {
    expect(timesOf(parseWhen('today at 5', around))).toEqual(['2026-11-04T17:00']);
    expect(timesOf(parseWhen('every other Thursday', around))).toEqual(['2026-11-05T09:00', '2026-11-19T09:00', '2026-12-03T09:00']);
  });
});

group('the past', () => {
  it.each<[string, string, string[]]>([
    ['yesterday', 'Tuesday 3 November 2026, 9 am', ['Thursday 5 November 2026, 9 am']],
    ['today at 9am', 'Wednesday 4 November 2026, 9 am', ['Thursday 5 November 2026, 9 am']],
    ['this morning', 'Wednesday 4 November 2026, 9 am', ['Thursday 5 November 2026, 9 am']],
    ['an hour ago', 'Wednesday 4 November 2026, 11 am', ['Thursday 5 November 2026, 11 am']],
    ['two days ago', 'Monday 2 November 2026, 9 am', ['Thursday 5 November 2026, 9 am']],
    ['last Friday at 3pm', 'Friday 30 October 2026, 3 pm', ['Friday 6 November 2026, 3 pm', 'Thursday 5 November 2026, 3 pm']],
    ['Monday this week', 'Monday 2 November 2026, 9 am', ['Monday 9 November 2026, 9 am', 'Thursday 5 November 2026, 9 am']],
    ['1 November', 'Sunday 1 November 2026, 9 am', ['Monday 1 November 2027, 9 am', 'Thursday 5 November 2026, 9 am']],
    ['19 June 2026 at noon', 'Friday 19 June 2026, 12 noon', ['Saturday 19 June 2027, 12 noon', 'Thursday 5 November 2026, 12 noon']],
    ['1 July 1999', 'Thursday 1 July 1999, 9 am', ['Thursday 1 July 2027, 9 am', 'Thursday 5 November 2026, 9 am']],
  ])('“%s” was %s', (phrase, at, labels) => {
    const understood = parseWhen(phrase, around);
    expect(understood).toMatchObject({ kind: 'past', at, rest: '' });
    expect(labelsOf(understood)).toEqual(labels);
  });
});

group('what cannot be', () => {
  it.each([
    ['30 February', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['30/2', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['30.2.2027', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['2027-02-30', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['31 June at 9am', 'June has no 31st day: it has 30 days.'],
    ['June 31st', 'June has no 31st day: it has 30 days.'],
    ['32 May', 'May has no 32nd day: it has 31 days.'],
    ['29/2/27', '2027 is not a leap year: its February has 28 days.'],
    ['31/13/2026', 'There is no month 13.'],
    ['every year on 30 February', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['every 31 June', 'June has no 31st day: it has 30 days.'],
    ['fifth Monday of February', 'There is no such day in February.'],
    ['25:00 tomorrow', 'There is no time “25:00”.'],
    ['tomorrow at 9:75', 'There is no time “9:75”.'],
    ['tomorrow at 13am', 'There is no time “13am”.'],
    ['tomorrow at 09:00:30', '“09:00:30” has seconds, and I go by whole minutes.'],
    ['in 10 seconds', 'I go by whole minutes: say “in a minute”, or longer.'],
    ['every second', 'I repeat every hour at the shortest, and by whole hours.'],
    ['every minute', 'I repeat every hour at the shortest, and by whole hours.'],
    ['every 30 minutes', 'I repeat every hour at the shortest, and by whole hours.'],
    ['every half hour', 'I repeat every hour at the shortest, and by whole hours.'],
    ['every 0 days', '“Every 0” would never occur.'],
    ['1 July 9999', 'That is more than 10 years away, and I look no further ahead.'],
    ['in 11 years', 'That is more than 10 years away, and I look no further ahead.'],
    ['in 999999999999 years', 'That is more than 10 years away, and I look no further ahead.'],
    ['every Monday until 1 July 9999', 'That is more than 10 years away, and I look no further ahead.'],
    ['every 100 years', 'That is more than 10 years away, and I look no further ahead.'],
    ['every day from 1 July 1999', 'That is too long ago to count from.'],
    [
      'every Monday from 7 December 2026 until 1 December 2026',
      'It would never occur: 1 December 2026 is before its first time, Monday 7 December 2026, 9 am.',
    ],
    ['every day from 1 June 2026 until 1 July 2026', 'It would never occur: its last time is over.'],
    ['every day until 1 July 10 times', 'It has two ends: say either until when it lasts or how many times it comes.'],
    ['every day 0 times', 'It can come once to 9,999 times.'],
    ['every bank holiday', 'I cannot tell how often “every bank holiday” is. Say it as “every other week”, “every 3 days” or “every first Monday”.'],
    ['bi-weekly', 'I cannot tell how often “bi-weekly” is. Say it as “every other week”, “every 3 days” or “every first Monday”.'],
    ['third working day of each month', 'Of the working days of a month, I can repeat only the first and the last.'],
    ['every weekday except Fridays', 'I cannot leave days out: say the days on which it comes. “Every working day” leaves out weekends and bank holidays.'],
    ['every Good Friday', 'Easter is on another day each year, and a rule cannot follow it.'],
    ['a week before the first Monday of each month', 'I cannot repeat something a week before another day that repeats.'],
    ['9am EST tomorrow', 'I go by the clocks of Europe/London: leave out “EST”, and give the time as it is there.'],
    ['2026-12-01T09:00Z', 'I go by the clocks of Europe/London: give the time as it is there, without another zone.'],
  ])('“%s”: %s', (phrase, why) => {
    const understood = parseWhen(phrase, around);
    expect([understood.kind, whyOf(understood)]).toEqual(['impossible', why]);
  });

  it('is a fault of the caller when there is no such zone', () => {
    expect(() => parseWhen('tomorrow', { ...around, zone: 'Europe/Londn' })).toThrow(RangeError);
  });
});

group('what is said back', () => {
  it('is read as the same: every schedule', () => {
    fc.assert(
      fc.property(fc.oneof(onces, repeatings), (schedule) => {
        const division = schedule.kind === 'repeating' ? schedule.division : 'scotland';
        expect(parseWhen(describe(schedule), { now: NOW, zone: schedule.zone, division })).toEqual({ kind: 'understood', schedule, rest: '' });
      }),
      { numRuns: 500 },
    );
  });

  it('is read as the same later on, when it has begun', () => {
    const monthly = parseWhen('every 3 weeks on Thursday at 5pm', around);
    const schedule = monthly.kind === 'understood' ? monthly.schedule : undefined;
    expect(schedule && parseWhen(describe(schedule), said('2027-05-01T12:00'))).toMatchObject({ schedule });
  });
});

const WORDS =
  'every each other second first last 2nd 15th monday friday mon week fortnight month year day weekday 1 2 31 30/2 31/1 july may 2027 9am 17:30 at on until from for 10 times in hours working before after the of next this and , - then monthly weekly daily noon midnight half past quarter to 5 tomorrow today tonight "x" " morning end ago never christmas Z EST (the only or'.split(
    ' ',
  );

group('any text', () => {
  it('is read without a fault, and each choice is understood', () => {
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const understood = parseWhen(text, around);
        for (const { phrase } of 'choices' in understood ? understood.choices : []) {
          expect(parseWhen(phrase, around)).toMatchObject({ kind: 'understood', rest: '' });
        }
      }),
      { numRuns: 600 },
    );
  });

  it.each([...WORDS, ' ', '"', '\u0001', '1/1/', 'monday and ', 'the 1st and ', 'every ', 'in 1 hour ', 'two weeks before ', '9'])(
    'is read soon: 4,000 characters of “%s”',
    (word) => {
      for (const text of [word, `${word} `]) {
        const start = performance.now();
        parseWhen(text.repeat(4_000 / text.length), around);
        expect(performance.now() - start).toBeLessThan(2_000);
      }
    },
  );
});
