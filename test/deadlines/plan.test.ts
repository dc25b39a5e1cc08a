import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../src/calendar/dates.ts';
import { DIVISIONS } from '../../src/calendar/holidays.ts';
import type { Json } from '../../src/core/json.ts';
import { UserError } from '../../src/core/user-error.ts';
import { type Plan, planFor, planSchema } from '../../src/deadlines/plan.ts';
import { GOOD, rulesFrom, shipped, shippedRule } from './rules.ts';

const ENGLAND = { division: 'england-and-wales' } as const;
const plan = (rule: string, on: string): Plan => planFor(shippedRule(rule), on, ENGLAND);

describe('a plan', () => {
  it('says what is due, when, how that was worked out, who is reminded and who is told when it is overdue', () => {
    const advice = plan('advice-window', '2026-06-19');
    expect(advice).toMatchObject({
      rule: 'advice-window',
      title: 'The two-month advice window after conference',
      basis: 'target',
      status: 'in-force',
      standing: 'This is a target or an estimate, not a rule: it binds nobody.',
      grade: 'C',
      trigger: { date: 'the day conference decided', on: '2026-06-19' },
      holder: 'branch secretary',
      caution: 'Check with your regional organiser.',
      loud: false,
      sources: ['motion-ssp-2008'],
      entries: ['motion-2008-advice-and-training'],
    });
    expect(advice.steps).toEqual([
      {
        id: 'advice',
        label: 'Advice and training due',
        due: 'Advice and training on what conference decided should have reached branches.',
        on: '2026-08-19',
        at: null,
        working: 'two months after 19 June 2026 is 19 August 2026, a Wednesday',
        reminders: [
          { on: '2026-07-22', to: 'branch secretary', daysBefore: 28 },
          { on: '2026-08-05', to: 'branch secretary', daysBefore: 14 },
          { on: '2026-08-12', to: 'branch secretary', daysBefore: 7 },
          { on: '2026-08-19', to: 'branch secretary', daysBefore: 0 },
        ],
        escalations: [
          { on: '2026-08-26', to: 'regional organiser' },
          { on: '2026-09-02', to: 'regional organiser' },
        ],
      },
    ]);
  });

  it('reminds of nothing before the day that sets it going', () => {
    expect(plan('standstill', '2026-11-24').steps[0]?.reminders.map(({ on }) => on)).toEqual(['2026-11-27', '2026-11-30', '2026-12-02', '2026-12-03']);
    expect(plan('judicial-review', '2026-11-20').steps[0]?.reminders).toEqual([{ on: '2026-11-20', to: 'branch secretary', daysBefore: 0 }]);
  });

  it('reminds of what is counted back long before its date', () => {
    expect(plan('employee-liability-information', '2027-04-01').steps[0]?.reminders.map(({ on }) => on)).toEqual([
      '2027-02-18',
      '2027-02-25',
      '2027-03-02',
      '2027-03-04',
    ]);
  });

  it('has its steps in order of date, with the caution that must be seen', () => {
    const review = plan('judicial-review', '2026-11-20');
    expect(review.loud).toBe(true);
    expect(review.steps.map(({ id, on }) => [id, on])).toEqual([
      ['advice', '2026-11-20'],
      ['limit', '2026-12-18'],
    ]);
    expect(review.steps[1]?.working).toBe(
      '30 days, the first of them 20 November 2026, end on 19 December 2026, a Saturday; the last working day before it is Friday 18 December 2026',
    );
  });

  it('goes by the bank holidays of the branch, unless the rule says whose', () => {
    const ends = DIVISIONS.map((division) => planFor(shippedRule('standstill'), '2026-11-24', { division }).steps[0]?.on);
    expect(ends).toEqual(['2026-12-03', '2026-12-04', '2026-12-03']);
    expect(plan('freedom-of-information', '2026-11-02').holidays).toBe('united-kingdom');
  });

  it('says how far it may be relied on', () => {
    const [planned] = rulesFrom({ 'good.yml': GOOD.replace('in-force', 'planned') }).rules;
    expect(planned && planFor(planned, '2026-06-19', ENGLAND).standing).toBe('This is planned, and nobody may rely on it until it has begun.');
    expect(plan('area-agreement', '2008-04-01').standing).toBe('This is history: it no longer applies to anything new.');
    expect(plan('standstill', '2026-11-24').standing).toBeNull();
  });

  it.each([
    [undefined, 'The two-month advice window after conference: a date is needed, the day conference decided.'],
    ['2026-02-30', 'There is no date "2026-02-30".'],
    ['30/2/2026', 'There is no date "30/2/2026".'],
    ['1989-12-31', '31 December 1989 is outside the years that can be planned for, 1990 to 2100.'],
    ['9999-01-01', '1 January 9999 is outside the years that can be planned for, 1990 to 2100.'],
    ['2100-12-30', '28 February 2101 is outside the years that can be planned for, 1990 to 2100.'],
  ])('is refused for %s, with what to do', (on, message) => {
    let thrown: unknown;
    try {
      planFor(shippedRule('advice-window'), on, ENGLAND);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UserError);
    expect(thrown).toMatchObject({ message, field: 'on', remedy: expect.stringMatching(/\?/) });
  });

  it('of what begins on the same day every year takes no other day', () => {
    expect(plan('pipeline-notice', '2027-04-01').steps[0]?.on).toBe('2027-05-26');
    expect(() => plan('pipeline-notice', '2027-04-02')).toThrow('Pipeline notices of big spenders, 56 days from 1 April: 2 April 2027 is not 1 April.');
  });

  const anyPlan = fc
    .tuple(
      fc.constantFrom(...shipped.rules),
      fc.integer({ min: 0, max: 38_000 }).map((days) => plusDays('1990-06-01', days)),
      fc.constantFrom(...DIVISIONS),
    )
    .map(([rule, on, division]) =>
      planFor(rule, rule.trigger['every-year-on'] === undefined ? on : `${on.slice(0, 4)}-${rule.trigger['every-year-on']}`, { division }),
    );

  it('is plain JSON, and is read back as it was', () => {
    fc.assert(
      fc.property(anyPlan, (made) => {
        const json: Json = made;
        expect(planSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(made);
      }),
    );
  });

  it('reminds up to the date and escalates after it, each in order', () => {
    fc.assert(
      fc.property(anyPlan, ({ steps }) => {
        expect(steps.map(({ on }) => on)).toEqual(steps.map(({ on }) => on).sort());
        for (const { on, reminders, escalations, working } of steps) {
          const days = [...reminders, ...escalations].map((notice) => notice.on);
          expect(days).toEqual([...new Set(days)].sort());
          expect(reminders.at(-1)?.on).toBe(on);
          expect(escalations.every((notice) => notice.on > on)).toBe(true);
          expect(working).toMatch(/\d+ \w+ \d{4}, a \w+day/);
        }
      }),
    );
  });
});
