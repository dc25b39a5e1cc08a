import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDivisions, loadDivisions } from '../../src/directory/divisions-file.ts';
import { divisionsIn, findDivision, nameKey, tagsIn } from '../../src/directory/names.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';

const knowledge = resolve(import.meta.dirname, '../../knowledge');
const library = loadLibrary(knowledge);
const shipped = loadDivisions(knowledge).divisions;
const { regions = [], serviceGroups = [] } = shipped ?? {};

function faultsOf(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'steward-divisions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'directory.yml'), text);
  const { divisions, faults } = loadDivisions(folder);
  expect(divisions === undefined).toBe(faults.length > 0);
  return faults.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe('the shipped directory', () => {
  it('has the twelve regions and the seven service groups, each with sources that are there', () => {
    expect(regions.map(({ name }) => name)).toHaveLength(12);
    expect(serviceGroups.map(({ name }) => name)).toHaveLength(7);
    expect(shipped && checkDivisions(shipped, new Set(library.sources.keys()))).toEqual([]);
  });

  it('has the names that the knowledge base gives', () => {
    const said = (entry: string) =>
      [...library.entries.values()]
        .find(({ id }) => id === entry)
        ?.passages.map(({ text }) => text)
        .join('\n') ?? '';
    for (const { name } of regions) expect(said('unison-regions')).toContain(name);
    for (const { name } of serviceGroups) expect(said('unison-service-groups')).toContain(name);
  });
});

describe('loadDivisions', () => {
  it.each([
    ['regions: []\n', 'directory.yml:1 regions: Too small'],
    [
      'regions:\n  - { id: A B, name: A, sources: [x] }\nservice-groups:\n  - { id: b, name: B, sources: [x] }\n',
      'directory.yml:2 regions.0.id: must be lower-case words',
    ],
    [
      'regions:\n  - { id: a, name: A, sources: [x] }\n  - { id: b, name: "a", sources: [x] }\nservice-groups:\n  - { id: c, name: C, sources: [x] }\n',
      'directory.yml:3 b: "a" already finds a',
    ],
    ['regions: [\n', 'directory.yml:2 not valid YAML'],
  ])('names what is wrong with %j by its line', (text, fault) => {
    expect(faultsOf(text)[0]).toContain(fault);
  });

  it('says when there is no file', () => {
    expect(loadDivisions(join(knowledge, 'nowhere')).faults).toEqual([{ file: 'directory.yml', line: 1, message: 'cannot be read: ENOENT' }]);
  });

  it('names sources that are not there', () => {
    expect(shipped && checkDivisions(shipped, new Set(['un1', 'un2', 'un5a']))).toEqual([
      { file: 'directory.yml', line: 1, message: 'energy: source "un5b" is not in sources.yml' },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['the North West Region', 'north-west'],
    ['NORTHWEST', 'north-west'],
    ['yorkshire and humberside', 'yorkshire-humberside'],
    ['Yorkshire & Humberside', 'yorkshire-humberside'],
    ['Wales', 'cymru-wales'],
    ['cymru wales', 'cymru-wales'],
    ['Nort West', undefined],
    ['', undefined],
  ])('the region %j', (words, id) => {
    expect(findDivision(words, regions)?.id).toBe(id);
  });

  it.each([
    ['Health, Local Government', ['health', 'local-government'], []],
    ['NHS; WET', ['health', 'water-environment-and-transport'], []],
    ['Health and Water, Environment & Transport and Energy', ['health', 'water-environment-and-transport', 'energy'], []],
    ['police & justice', ['police-and-justice'], []],
    ['Local Government service group', ['local-government'], []],
    ['Health, Magic', ['health'], ['Magic']],
    [' ; , ', [], []],
  ])('the service groups in %j', (words, ids, unknown) => {
    const read = divisionsIn(words, serviceGroups);
    expect([read.found.map(({ id }) => id), read.unknown]).toEqual([ids, unknown]);
  });

  it.each([
    ['UNISON St. Helens Branch', 'st helens'],
    ['Ynys  MÔN', 'ynys mon'],
    ['Branch', 'branch'],
    ['Unison', 'unison'],
    ['!?', ''],
  ])('what all ways of writing %j have in common', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('tags, whatever is written', () => {
    expect(tagsIn('PFI Schools; “académies”,, x\n-- , PFI-schools')).toEqual(['pfi-schools', 'academies', 'x']);
    expect(tagsIn(`${'a'.repeat(39)} b`)).toEqual(['a'.repeat(39)]);
  });
});
