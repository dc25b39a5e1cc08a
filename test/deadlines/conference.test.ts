import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeadlineRules } from '../../src/deadlines/deadline-rules.ts';
import { CONFERENCE_DATES, loadConferenceRules } from '../../src/deadlines/load.ts';
import { planFor } from '../../src/deadlines/plan.ts';
import { temporaryFolder } from '../program.ts';
import { shipped } from './rules.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/CONFERENCE_DATES.md'), 'utf8');
const EXAMPLE = /```yaml\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
const ENGLAND = { division: 'england-and-wales' } as const;

function filledIn(text: string): ReturnType<typeof loadConferenceRules> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, CONFERENCE_DATES), text);
  return loadConferenceRules(folder);
}

describe('conference dates that a branch filled in', () => {
  it('are read as the example in the documentation shows, and planned without a date being asked for', () => {
    const { rules, faults } = filledIn(EXAMPLE);
    expect(faults).toEqual([]);
    const [rule] = rules;
    if (rule === undefined) throw new Error('no rule');
    expect(rule.trigger).toBeUndefined();
    const plan = planFor(rule, undefined, ENGLAND);
    expect(plan).toMatchObject({
      rule: 'example-conference-2030',
      basis: 'union',
      grade: null,
      trigger: null,
      notes: 'From Example bulletin 1, January 2030.',
    });
    expect(plan.steps.map(({ label, on, at }) => [label, on, at])).toEqual([
      ['Motions', '2030-02-27', '12:00'],
      ["Delegates' names", '2030-03-29', null],
      ['Amendments', '2030-04-26', '12:00'],
      ['Emergency motions', '2030-06-11', '09:00'],
    ]);
    expect(plan.steps[0]).toMatchObject({
      due: 'Motions for Example Conference 2030 are due.',
      working: '12:00 on 27 February 2030, a Wednesday: not worked out, but as the file of dates gives it',
    });
    expect(plan.steps[0]?.reminders.map(({ on }) => on)).toEqual(['2030-01-30', '2030-02-13', '2030-02-20', '2030-02-25', '2030-02-27']);
  });

  it('are found by what people call them, beside the rules that come with Steward', () => {
    const rules = createDeadlineRules([...shipped.rules, ...filledIn(EXAMPLE).rules]);
    for (const name of ['Example Conference 2030', 'xc 2030', 'motions', 'the motion deadline', 'amendments XC', 'emergency motions']) {
      expect(rules.find(name)?.id, name).toBe('example-conference-2030');
    }
  });

  it('are none when there is no file: none are invented', () => {
    expect(loadConferenceRules(temporaryFolder())).toEqual({ rules: [], faults: [] });
  });

  it.each([
    ['2030-02-27', '2030-02-30', /: conferences\.0\.dates\.0\.on: must be a date that exists/],
    ['12:00', '25:00', /: conferences\.0\.dates\.0\.at: must be a time such as 09:00/],
    ['12:00', 'noon', /: conferences\.0\.dates\.0\.at: must be a time such as 09:00/],
    ['year: 2030', 'year: next year', /: conferences\.0\.year: Invalid input: expected number/],
    ['2030-02-27', '2020-02-27', /: conferences\.0: has a date that is neither of its year nor of the year before/],
    ['what: Amendments', 'what: Motions', /: conferences\.0\.dates: says the same thing is due twice/],
    ['aliases:', 'alias:', /: conferences\.0: Unrecognized key: "alias"/],
  ])('with %s written %s are left out, and the line is named', (from, to, message) => {
    const { rules, faults } = filledIn(EXAMPLE.replace(from, to));
    expect(rules).toEqual([]);
    expect(faults.map((fault) => `${fault.line}: ${fault.message}`)).toEqual([expect.stringMatching(message)]);
    expect(faults[0]?.file).toBe(CONFERENCE_DATES);
    expect(faults[0]?.line).toBeGreaterThan(1);
  });

  it('of one conference written twice keep the first and say so', () => {
    const { rules, faults } = filledIn(EXAMPLE + EXAMPLE.replace('conferences:\n', ''));
    expect(rules).toHaveLength(1);
    expect(faults).toEqual([{ file: CONFERENCE_DATES, line: 1, message: 'Example Conference 2030 is there twice: put its dates together' }]);
  });
});
