import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultLine } from '../../src/knowledge/entry.ts';
import { openKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { type Library, loadLibrary, parseLibrary } from '../../src/knowledge/load.ts';
import { readSnapshot, writeSnapshot } from '../../src/knowledge/snapshot.ts';
import { asNobody } from '../as-nobody.ts';
import { logInMemory } from '../e2e/program.ts';
import { temporaryFolder } from '../program.ts';

const SOURCES = '- { id: report, title: A report, publisher: A branch, date: "2002", grade: C }\n';
const entry = (id: string, source = 'report'): string =>
  `---\nid: ${id}\nkind: risk\ntitle: Lost jobs\nsummary: Jobs go.\nthemes: [jobs]\nstatus: current\nrelated: [other]\n---\n\n## Jobs go\n\n${'Jobs go when the work moves away from town. '.repeat(6)}\n\nSource: ${source}\nAsked as: do jobs go\n`;

/** A knowledge folder of one good entry. */
function knowledgeFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'risk'));
  writeFileSync(join(folder, 'sources.yml'), SOURCES);
  writeFileSync(join(folder, 'lexicon.yml'), 'abbreviations: {}\nsayings: {}\n');
  writeFileSync(join(folder, 'not-covered.yml'), '- { subject: Pay, instead: Ask payroll., asked: [my pay] }\n');
  writeFileSync(join(folder, 'risk/good.md'), entry('good'));
  return folder;
}

const faultsOf = (library: Library): string[] => library.faults.map(faultLine);
const idsOf = (library: Library): string[] => [...library.entries.keys()];

describe('a file that cannot be read', () => {
  it.each<[string, string, (path: string) => void]>([
    ['a folder that is named like a file', 'EISDIR', (path) => mkdirSync(path)],
    ['one removed between listing and reading', 'ENOENT', (path) => symlinkSync('gone.md', path)],
    ['a link to itself', 'ELOOP', (path) => symlinkSync('x.md', path)],
  ])('%s is named, and the others load', (_, code, make) => {
    const folder = knowledgeFolder();
    make(join(folder, 'risk/x.md'));
    const library = loadLibrary(folder);
    expect(faultsOf(library)).toEqual([`knowledge/risk/x.md:1: cannot be read: ${code}`]);
    expect(idsOf(library)).toEqual(['good']);
  });

  it('one without permission is named', async () => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'risk/x.md'), entry('x'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'risk/x.md'), 0);
    expect(faultsOf(await asNobody(() => loadLibrary(folder)))).toEqual(['knowledge/risk/x.md:1: cannot be read: EACCES']);
  });

  it('may be a kind or a list', () => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'law'), 'not a folder');
    rmSync(join(folder, 'lexicon.yml'));
    mkdirSync(join(folder, 'lexicon.yml'));
    const library = loadLibrary(folder);
    expect(faultsOf(library)).toEqual(['knowledge/lexicon.yml:1: cannot be read: EISDIR', 'knowledge/law:1: cannot be read: ENOTDIR']);
    expect(idsOf(library)).toEqual(['good']);
  });

  it('makes a snapshot of the file as it was read void', () => {
    const snapshot = join(temporaryFolder(), 'knowledge.json');
    const [good, bad] = [new Map([['risk/x.md', entry('x')]]), new Map([['risk/x.md', { unreadable: 'EACCES' }]])];
    writeSnapshot(snapshot, good, parseLibrary(good, ''));
    expect(readSnapshot(snapshot, good)).toBeDefined();
    expect(readSnapshot(snapshot, bad)).toBeUndefined();
  });
});

describe('a list with a bad item', () => {
  const withSources = (sources: string): Library => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'sources.yml'), sources);
    return loadLibrary(folder);
  };
  const last = '- { id: paper, title: A paper, publisher: A paper, date: "2005", grade: B }\n';

  it.each([
    ['a value that cannot be', '- id: bad\n  title: Bad\n  publisher: P\n  date: "2001"\n  grade: Z\n', '7: grade: '],
    ['a missing key, at its own line and not at the next item', '- id: bad\n  publisher: P\n  date: "2001"\n  grade: A\n', '3: title: '],
    ['YAML that does not parse', '- id: bad\n  title: Bad: worse\n', '4: not valid YAML'],
    ['no item at all', '-\n', '3: not valid YAML'],
  ])('%s: the good ones are kept', (_, bad, message) => {
    const library = withSources(`# Every source.\n${SOURCES}${bad}${last}`);
    expect([...library.sources.keys()]).toEqual(['report', 'paper']);
    expect(idsOf(library)).toEqual(['good']);
    expect(faultsOf(library)).toEqual([expect.stringContaining(`knowledge/sources.yml:${message}`)]);
  });

  it('may be indented, with Windows line ends', () => {
    const library = withSources(`${SOURCES}- id: bad\n${last}`.replace(/^/gm, '  ').trimEnd().replaceAll('\n', '\r\n'));
    expect([...library.sources.keys()]).toEqual(['report', 'paper']);
    expect(new Set(library.faults.map(({ line }) => line))).toEqual(new Set([2]));
  });

  it.each([
    ['no list', 'report: A report\n', '1: the whole: '],
    ['a stray line before the first item', `oops\n${SOURCES}`, 'not valid YAML'],
  ])('%s: says so', (_, sources, message) => {
    expect(faultsOf(withSources(sources))[0]).toContain(message);
  });

  it('not-covered.yml keeps its good ones too; the lexicon is kept or left whole', () => {
    const folder = knowledgeFolder();
    writeFileSync(join(folder, 'not-covered.yml'), '- subject: Pay\n- { subject: Leave, instead: Ask HR., asked: [my leave] }\n');
    writeFileSync(join(folder, 'lexicon.yml'), 'abbreviations: { ssp: partnership }\nsayings:\n  "c++": 5\n');
    const library = loadLibrary(folder);
    expect(library.notCovered.map(({ subject }) => subject)).toEqual(['Leave']);
    expect(library.lexicon).toEqual({ abbreviations: {}, sayings: {} });
    expect(faultsOf(library).join('\n')).toMatch(/lexicon\.yml:3: sayings\.c\+\+: .*\n.*not-covered\.yml:1: instead: /);
  });
});

describe('a knowledge folder that is not there', () => {
  it.each<[string, (folder: string) => void]>([
    ['missing', () => {}],
    ['a file', (folder) => writeFileSync(folder, 'not a folder')],
    ['empty', (folder) => mkdirSync(folder)],
  ])('%s: one line that says what to do', (_, make) => {
    const folder = join(temporaryFolder(), 'knowledge');
    make(folder);
    const log = logInMemory();
    expect(openKnowledge(folder, '', log).current().entries.size).toBe(0);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { folder } });
    expect(log.lines[0]?.message).toContain(`is there a knowledge folder at ${folder}?`);
    expect(log.lines[0]?.message).toContain('set STEWARD_KNOWLEDGE to a knowledge folder');
  });
});

describe('reading again', () => {
  it.each<[string, (folder: string) => void, string]>([
    ['without its sources', (folder) => rmSync(join(folder, 'sources.yml')), 'knowledge/sources.yml:1: is missing'],
    ['without the folder', (folder) => rmSync(folder, { recursive: true }), 'is there a knowledge folder at'],
  ])('%s keeps the last entries, and logs the first fault', (_, spoil, fault) => {
    const folder = knowledgeFolder();
    const log = logInMemory();
    const knowledge = openKnowledge(folder, '', log);
    spoil(folder);
    knowledge.reload();
    expect([...knowledge.current().entries.keys()]).toEqual(['good']);
    expect(log.lines).toEqual([
      { level: 'error', fields: { folder, fault: expect.stringContaining(fault) }, message: expect.stringContaining('keeping the last ones') },
    ]);
  });
});
