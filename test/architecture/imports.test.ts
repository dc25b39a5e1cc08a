import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sources = ['src', 'commands']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts'));

/** The part of the program a file belongs to: `core`, `knowledge`, `adapters/terminal`, `commands`, `main`… */
function partOf(file: string): string {
  if (file.startsWith('commands/')) return 'commands';
  const [, first = '', second = ''] = file.split('/');
  if (first === 'adapters') return `adapters/${second}`;
  return first.endsWith('.ts') ? first.slice(0, -3) : first;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => relative(root, resolve(root, dirname(file), specifier)));
}

/** docs/DESIGN.md, "Which way imports go". A part may always import itself. */
const FEATURES = [
  'knowledge',
  'advice',
  'appraisal',
  'calendar',
  'deadlines',
  'reminders',
  'feeds',
  'charts',
  'appraisals',
  'exports',
  'broadcasts',
  'directory',
  'subscriptions',
];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  // Each adapter says what it can be told; the configuration fills it in. Types only.
  config: ['core', 'calendar', 'roles', 'adapters/slack', 'adapters/discord', 'adapters/web'],
  knowledge: ['core'],
  advice: ['core'],
  // Pure: no part of them reads or writes anything.
  appraisal: [],
  calendar: [],
  charts: ['core', 'appraisal'],
  // Pure: what is given becomes the bytes of a file.
  exports: ['core'],
  appraisals: ['core', 'reminders'],
  // What every delivery that must not come twice has in common.
  delivery: ['core'],
  reminders: ['core', 'calendar', 'jobs', 'delivery'],
  deadlines: ['core', 'calendar', 'reminders'],
  broadcasts: ['core', 'delivery', 'calendar', 'reminders', 'directory', 'roles', 'jobs', 'appraisal'],
  directory: ['core', 'reminders'],
  feeds: ['core', 'calendar', 'reminders', 'deadlines'],
  roles: ['core', 'reminders', 'directory'],
  subscriptions: ['core', 'calendar', 'knowledge', 'reminders', 'delivery', 'jobs'],
  router: ['core'],
  'adapters/terminal': ['core'],
  'adapters/slack': ['core'],
  'adapters/discord': ['core'],
  'adapters/web': ['core'],
  // What it keeps is shaped by the features.
  store: ['core', 'delivery', 'reminders', 'deadlines', 'feeds', 'appraisals', 'jobs', 'directory', 'broadcasts', 'roles', 'subscriptions'],
  jobs: ['core', 'store'],
  upkeep: ['core', 'store', 'config'],
  homes: ['core'],
  commands: ['core', ...FEATURES, 'roles'],
};

/** The composition root knows everything; so does the check of the whole knowledge folder, a small program of its own. */
const COMPOSITION = ['main', 'open-homes', 'open-records', 'open-upkeep'];
const isComposition = (file: string): boolean => COMPOSITION.includes(partOf(file)) || file === 'src/knowledge/check-cli.ts';

describe('imports', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(30);
  });

  it.each(sources.filter((file) => !isComposition(file)))('%s imports only what its part may', (file) => {
    const part = partOf(file);
    const allowed = ALLOWED[part];
    expect(allowed, `${part} has no rule in this test: add one, and say in docs/DESIGN.md what it may import`).toBeDefined();
    const strays = importsOf(file).filter((target) => partOf(target) !== part && !allowed?.includes(partOf(target)));
    expect(strays).toEqual([]);
  });

  it('only main and config read the environment', () => {
    const readers = sources.filter((file) => /process\.env/.test(readFileSync(join(root, file), 'utf8')));
    expect(readers).toEqual(['src/main.ts']);
  });
});

describe('sizes', () => {
  it.each(sources)('%s is one room: at most 250 lines', (file) => {
    expect(readFileSync(join(root, file), 'utf8').split('\n').length).toBeLessThanOrEqual(250);
  });
});
