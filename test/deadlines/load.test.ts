import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../src/deadlines/check.ts';
import { loadRules } from '../../src/deadlines/load.ts';
import { temporaryFolder } from '../program.ts';
import { GOOD, rulesFrom } from './rules.ts';

const known = { sources: new Map([['foi1', 'A']]), entries: new Set(['freedom-of-information']) };

/** What is wrong with the good rule after this change of its text. */
function faultsAfter(from: string | RegExp, to: string): string[] {
  const changed = GOOD.replace(from, to);
  expect(changed).not.toBe(GOOD);
  const { rules, faults } = rulesFrom({ 'good.yml': changed });
  return [...faults, ...checkRules(rules, known)].map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('a rule file', () => {
  it('is read, with what it may leave out', () => {
    const { rules, faults } = rulesFrom({ 'good.yml': GOOD });
    expect(faults).toEqual([]);
    expect(checkRules(rules, known)).toEqual([]);
    expect(rules).toMatchObject([
      { id: 'good', ladder: [14, 7, 2, 0], holder: 'branch secretary', caution: 'Check with your regional organiser.', loud: false },
    ]);
  });

  it.each([
    ['a key that there is not', 'basis: law', 'basis: law\ncolour: red', 'deadlines/good.yml:1: the whole: Unrecognized key: "colour"'],
    ['YAML that is none', 'aliases: [a fine rule]', 'aliases: [a fine rule', /^deadlines\/good\.yml:\d+: not valid YAML/],
    ['an id that is not the name of its file', 'id: good', 'id: better', 'deadlines/good.yml:1: id: "better" must be the name of the file'],
    ['an unknown unit', 'months: 2', 'moons: 2', /^deadlines\/good\.yml:12: steps\.0\.after/],
    ['two units', 'months: 2', 'months: 2, days: 1', /^deadlines\/good\.yml:12: steps\.0\.after: must be one unit with its number/],
    ['a negative period', 'months: 2', 'months: -2', /^deadlines\/good\.yml:12: steps\.0\.after\.months: Too small/],
    ['neither after nor before', '    after: { months: 2 }\n', '', 'deadlines/good.yml:9: steps.0: needs one of `after` and `before`'],
    [
      'both after and before',
      'after: { months: 2 }',
      'after: { months: 2 }\n    before: { days: 2 }',
      'deadlines/good.yml:9: steps.0: needs one of `after` and `before`',
    ],
    [
      'a first day that counts before the date',
      'after: { months: 2 }',
      'before: { months: 2 }\n    first-day-counts: true',
      /^deadlines\/good\.yml:9: steps\.0: first-day-counts goes with `after`/,
    ],
    ['a date that does not exist', 'on: 2008-05-31', 'on: 2008-02-30', /^deadlines\/good\.yml:17: examples\.0\.on: must be a date that exists/],
    ['no example', /examples:\n.*\n/, 'examples: []\n', /examples: needs at least one example/],
    [
      'an example that does not come out',
      'gives: 2008-07-31',
      'gives: 2008-07-30',
      'deadlines/good.yml:1: example on 2008-05-31 gives 2008-07-31, and not 2008-07-30',
    ],
    ['an example that cannot be planned for', 'on: 2008-05-31', 'on: 1908-05-31', /example on 1908-05-31 gives 31 May 1908 is outside the years/],
    ['a source that there is not', '[foi1]', '[foi2]', 'deadlines/good.yml:1: source "foi2" is not in sources.yml'],
    ['an entry that there is not', '[freedom-of-information]', '[free-beer]', 'deadlines/good.yml:1: links to "free-beer", and there is no such entry'],
    ['a better grade than its sources have', 'grade: A', 'grade: B', 'deadlines/good.yml:1: grade: is B, and the best of its sources is A'],
  ])('with %s is refused by file and line', (_what, from, to, message) => {
    const faults = faultsAfter(from, to);
    expect(faults).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it('that shares a name with another is refused: the name would find only one', () => {
    const { rules } = rulesFrom({ 'good.yml': GOOD, 'other.yml': GOOD.replace('id: good', 'id: other').replace('A good rule', 'Another rule') });
    expect(checkRules(rules, known)).toEqual([{ file: 'deadlines/other.yml', line: 1, message: '"a fine rule" already finds good' }]);
  });

  it('that is faulty leaves the others in use', () => {
    const { rules, faults } = rulesFrom({ 'bad.yml': 'id: bad\n', 'good.yml': `\uFEFF${GOOD}` });
    expect(rules.map((rule) => rule.id)).toEqual(['good']);
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set(['deadlines/bad.yml']));
  });
});

describe('a folder that cannot be read', () => {
  it('is said to be missing', () => {
    expect(loadRules(temporaryFolder())).toEqual({ rules: [], faults: [{ file: 'deadlines', line: 1, message: 'cannot be read: ENOENT' }] });
  });

  it('names the file that is none', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'deadlines/odd.yml'), { recursive: true });
    writeFileSync(join(folder, 'deadlines/good.yml'), GOOD);
    const { rules, faults } = loadRules(folder);
    expect(rules).toHaveLength(1);
    expect(faults).toEqual([{ file: 'deadlines/odd.yml', line: 1, message: 'cannot be read: EISDIR' }]);
  });
});
