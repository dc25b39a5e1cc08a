import { describe, expect, it } from 'vitest';
import { createDeadlineRules } from '../../src/deadlines/deadline-rules.ts';
import { shipped } from './rules.ts';

const rules = createDeadlineRules(shipped.rules);

describe('a rule', () => {
  it.each([
    ['advice-window', 'advice-window'],
    ['Advice Window', 'advice-window'],
    ['advise windw', 'advice-window'],
    ['the two month rule', 'advice-window'],
    ['foi', 'freedom-of-information'],
    ['FOI deadline', 'freedom-of-information'],
    ['fredom of infomation', 'freedom-of-information'],
    ['standstill', 'standstill'],
    ['standstil', 'standstill'],
    ['old standstill', 'standstill-2015'],
    ['judicial review', 'judicial-review'],
    ['judical reveiw', 'judicial-review'],
    ['JR', 'judicial-review'],
    ['judicial review three months', 'judicial-review-three-months'],
    ['28 clear days', 'key-decision-notice'],
    ['five clear days', 'agenda-notice'],
    ['agenda', 'agenda-notice'],
    ['ELI', 'employee-liability-information'],
    ['strike notice', 'industrial-action-notice'],
    ['45 day consultation', 'redundancy-100-or-more'],
    ['tribunal', 'tribunal-claim'],
    ['LAA', 'area-agreement'],
    ['SIP', 'service-improvement-plan'],
    ['pipeline', 'pipeline-notice'],
  ])('is found by "%s"', (name, id) => {
    expect(rules.find(name)?.id).toBe(id);
  });

  it.each(['redundancy', 'notice', 'banana bread', '', '   ', 'deadline', 'x', '🙂', 'zzzzzz'])('is not guessed from "%s"', (name) => {
    expect(rules.find(name)).toBeUndefined();
  });

  it('is found by each of its names', () => {
    for (const rule of rules.all) for (const name of [rule.id, rule.title, ...rule.aliases]) expect(rules.find(name)?.id, name).toBe(rule.id);
  });
});

describe('type-ahead', () => {
  it('offers every rule when nothing is typed', () => {
    expect(rules.suggest('', 100)).toHaveLength(shipped.rules.length);
    expect(rules.suggest('', 3)).toHaveLength(3);
  });

  it('offers each rule once, those that hold what was typed first', () => {
    expect(
      rules
        .suggest('redund', 10)
        .slice(0, 2)
        .map(({ value }) => value),
    ).toEqual(['redundancy-100-or-more', 'redundancy-20-to-99']);
    const values = rules.suggest('judicial', 25).map(({ value }) => value);
    expect(new Set(values.slice(0, 3))).toEqual(new Set(['judicial-review', 'judicial-review-planning', 'judicial-review-three-months']));
    expect(values).toEqual([...new Set(values)]);
    expect(rules.suggest('judicial', 2)).toHaveLength(2);
  });

  it('offers nothing for what is like nothing', () => {
    expect(rules.suggest('qqqqqqq', 5)).toEqual([]);
  });
});
