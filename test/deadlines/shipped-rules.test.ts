import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../src/deadlines/check.ts';
import { planFor } from '../../src/deadlines/plan.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { shipped, shippedRule } from './rules.ts';

const library = loadLibrary(resolve(import.meta.dirname, '../../knowledge'));
const known = { sources: new Map([...library.sources.values()].map(({ id, grade }) => [id, grade])), entries: new Set(library.entries.keys()) };

describe('the rules that come with Steward', () => {
  it('are whole: sources, entries, names and grades are right, and every example comes out', () => {
    expect(shipped.faults).toEqual([]);
    expect(checkRules(shipped.rules, known)).toEqual([]);
  });

  it('cover what a branch is timed by', () => {
    expect(shipped.rules.map((rule) => rule.id).sort()).toEqual([
      'advice-window',
      'agenda-notice',
      'area-agreement',
      'ballot-mandate',
      'decision-to-transfer',
      'employee-liability-information',
      'freedom-of-information',
      'industrial-action-notice',
      'judicial-review',
      'judicial-review-planning',
      'judicial-review-three-months',
      'key-decision-notice',
      'pipeline-notice',
      'redundancy-100-or-more',
      'redundancy-20-to-99',
      'service-improvement-plan',
      'standstill',
      'standstill-2015',
      'tribunal-claim',
    ]);
  });

  it('send people to their regional organiser', () => {
    for (const rule of shipped.rules) expect(`${rule.caution} ${rule.escalate.to}`, rule.id).toMatch(/regional organiser/i);
  });

  it('shout where a date passed means a claim lost', () => {
    for (const id of ['judicial-review', 'judicial-review-planning', 'judicial-review-three-months', 'tribunal-claim']) {
      const rule = shippedRule(id);
      expect(rule.loud).toBe(true);
      expect(rule.caution).toMatch(/^GET (LEGAL )?ADVICE AT ONCE/);
      expect(rule.caution).toContain('not legal advice');
      expect(rule.steps[0]).toMatchObject({ id: 'advice', when: { offset: { count: 0, unit: 'days' } } });
    }
  });

  it('keep what is no longer so apart', () => {
    expect(shipped.rules.filter((rule) => rule.status !== 'in-force').map(({ id, status }) => [id, status])).toEqual([
      ['area-agreement', 'historical'],
      ['standstill-2015', 'historical'],
    ]);
  });

  it('agree with the figures of the entries they link to', () => {
    const figure = (entry: string, label: string): unknown => library.entries.get(entry)?.figures.find((one) => one.label === label)?.value;
    const days = (rule: string): number[] => shippedRule(rule).steps.flatMap(({ when }) => (when.kind === 'counted' ? [when.offset.count] : []));
    const glance = (label: string): unknown => figure('deadlines-at-a-glance', label);
    expect(days('key-decision-notice')).toEqual([glance('Key decision notice')]);
    expect(days('agenda-notice')).toEqual([glance('Agenda')]);
    expect(days('freedom-of-information')).toEqual([glance('Freedom of information')]);
    expect([...days('redundancy-20-to-99'), ...days('redundancy-100-or-more')]).toEqual(glance('Redundancy consultation'));
    expect(days('employee-liability-information')).toEqual([glance('Employee liability information')]);
    expect(days('standstill')).toEqual([glance('Standstill under the 2023 Act')]);
    expect(days('standstill-2015')).toEqual([glance('Standstill under the older rules')]);
    expect(days('judicial-review')).toEqual([0, glance('Judicial review of procurement decisions')]);
    expect(days('judicial-review-three-months')).toEqual([0, glance('Judicial review in general')]);
    expect(days('industrial-action-notice')).toEqual([glance('Notice of industrial action')]);
    expect(days('pipeline-notice')).toEqual([glance('Pipeline notice')]);
    expect(days('tribunal-claim')).toEqual([0, figure('tribunal-time-limit-2026', 'Limit to work to')]);
  });

  it('count freedom of information in working days of the whole kingdom, wherever the branch is', () => {
    const rule = shippedRule('freedom-of-information');
    const dates = (['england-and-wales', 'scotland', 'northern-ireland'] as const).map((division) => planFor(rule, '2026-11-02', { division }).steps[0]?.on);
    expect(dates).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
  });
});
