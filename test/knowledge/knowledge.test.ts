import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLibrary, countByKind } from '../../src/knowledge/check.ts';
import { coveragePage } from '../../src/knowledge/coverage.ts';
import { faultLine } from '../../src/knowledge/entry.ts';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { type Library, loadLibrary } from '../../src/knowledge/load.ts';

const library = loadLibrary(resolve(import.meta.dirname, '../../knowledge'));
const entries = [...library.entries.values()];

describe('the knowledge base', () => {
  it('has no fault: links, figures, sources, and every place of every document cited', () => {
    expect(checkLibrary(library).map(faultLine)).toEqual([]);
  });

  it('is mapped in docs/coverage.md as it stands', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../docs/coverage.md'), 'utf8'), 'run `npm run knowledge:check -- --write-coverage`').toBe(
      coveragePage(library),
    );
  });

  it('has entries of every kind', () => {
    expect(countByKind(library).filter(({ entries: count }) => count === 0)).toEqual([]);
  });

  it('gives a time limit only with the advice to ask the regional organiser', () => {
    const limits = entries.flatMap(({ kind, passages }) =>
      passages.filter(
        ({ text }) =>
          (kind === 'law' && /\b(three|six|3|6) months\b/.test(text)) ||
          (/^(law|guidance)$/.test(kind) && /\b\d+ (working |calendar |clear )?days\b/.test(text)),
      ),
    );
    expect(limits.length).toBeGreaterThan(15);
    expect(
      limits.filter(({ text }) => !/regional organiser|regional office|legal officers/i.test(text)).map(({ entry, heading }) => `${entry}: ${heading}`),
    ).toEqual([]);
  });

  it('says what has changed wherever it speaks of area agreements or the 2014 directive', () => {
    const old = entries.filter(({ id }) =>
      /^(local-area-agreements-2008|local-strategic-partnerships-2008|motion-2008-lsp-instructions|eu-procurement-directive-2014|in-house-and-public-public)$/.test(
        id,
      ),
    );
    expect(old).toHaveLength(5);
    expect(old.filter(({ since }) => since.length === 0)).toEqual([]);
  });

  it('spells each authority and contractor one way', () => {
    for (const names of [entries.flatMap((entry) => entry.authorities), entries.flatMap((entry) => entry.contractors)]) {
      const bySameWords = new Map<string, Set<string>>();
      for (const name of names) {
        const key = name
          .toLowerCase()
          .replace(/\b(london borough of|borough|council|city|county|district|london|the|of)\b/g, '')
          .replace(/[^a-z]+/g, ' ')
          .trim();
        bySameWords.set(key, (bySameWords.get(key) ?? new Set()).add(name));
      }
      expect([...bySameWords.values()].filter((spellings) => spellings.size > 1).map((spellings) => [...spellings].join(' / '))).toEqual([]);
    }
  });
});

describe('the check', () => {
  const withEntries = (change: (entries: Library['entries']) => Library['entries']): string[] =>
    checkLibrary({ ...library, entries: change(library.entries) }).map(faultLine);

  it('finds a broken link', () => {
    const [first] = entries;
    if (first === undefined) throw new Error('no entries');
    const faults = withEntries((all) => new Map([...all, [first.id, { ...first, related: ['nowhere'] }]]));
    expect(faults.join('\n')).toContain('links to "nowhere", and there is no such entry');
  });

  it('finds an entry no one can reach', () => {
    const [first] = entries;
    if (first === undefined) throw new Error('no entries');
    const faults = withEntries((all) => new Map([...all, ['island', { ...first, id: 'island', file: 'risk/island.md' }]]));
    expect(faults.join('\n')).toContain('knowledge/risk/island.md:1: no other entry links to this one');
  });

  it('finds a source that no passage cites', () => {
    const faults = withEntries((all) => new Map([...all].filter(([id]) => !id.startsWith('cornwall'))));
    expect(faults.join('\n')).toMatch(/no passage cites cor\d/);
  });
});

describe('names', () => {
  const base = createKnowledgeBase(library);

  it.each([
    ['southwest-one', 'southwest-one'],
    ['Southwest One', 'southwest-one'],
    ['suthwest one', 'southwest-one'],
    ['ethical care charter', 'ethical-care-charter'],
  ])('%s is found', (name, id) => {
    expect(base.lookUp(name)?.id).toBe(id);
  });

  it('forgives the spelling of an authority and a contractor', () => {
    expect(base.suggest('contractor', 'capitta', 1)[0]?.value).toBe('Capita');
    expect(base.suggest('authority', 'barnett', 1)[0]?.value).toContain('Barnet');
  });
});
