import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { createChangeNotes } from '../../src/subscriptions/change-notes.ts';
import { hashOf, type Outline, outlineSchema, outlinesOf } from '../../src/subscriptions/outline.ts';
import { whatChanged } from '../../src/subscriptions/what-changed.ts';
import { temporaryFolder } from '../program.ts';
import { NOW, outline } from './made-up.ts';

const text = fc.constantFrom('a', 'b', 'c');
const labelled = fc.array(fc.record({ label: text, value: text }), { maxLength: 3 });
const anyOutline: fc.Arbitrary<Outline> = fc
  .record({
    ...{ title: text, summary: text, status: fc.constantFrom('current', 'historical', 'planned', 'contested'), figures: labelled, dates: labelled },
    ...{ notes: fc.array(text, { maxLength: 2 }), sections: fc.array(fc.record({ heading: text, hash: text }), { maxLength: 3 }) },
  })
  .map((given) => outline(given));

const between = (before: Outline | undefined, after: Outline | undefined) => whatChanged([{ number: 1, entry: 'one', at: NOW, before, after }]);

describe('what changed', () => {
  it('is said in words exactly where people can see it', () => {
    fc.assert(
      fc.property(anyOutline, anyOutline, (before, after) => {
        const [told] = between(before, after);
        expect(told === undefined).toBe(hashOf(before) === hashOf(after));
        if (told) expect(told.how.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is not a matter of order', () => {
    const figures = [
      { label: 'Cost', value: '£3m' },
      { label: 'Jobs', value: '40' },
    ];
    expect(between(outline({ figures }), outline({ figures: figures.toReversed() }))).toEqual([]);
  });

  it.each([
    [{ figures: [] }, 'figure taken out, Cost'],
    [{ figures: [{ label: 'Cost', value: '£4m' }] }, 'Cost: was £3m, now £4m'],
    [{ sections: [{ heading: 'What it cost', hash: 'two' }] }, 'rewritten: “What it cost”'],
    [{ title: 'Another' }, 'its title was “A school in Kent”'],
    [{ status: 'contested' as const }, 'sources disagree now'],
  ])('%j: %s', (given, how) => {
    expect(between(outline(), outline(given))).toMatchObject([{ what: 'changed', how: [how] }]);
  });

  it('that was a plan and is true now is changed; what was true and is history is over; what was history and changes is not over again', () => {
    expect(between(outline({ status: 'planned' }), outline())).toMatchObject([{ what: 'changed', how: ['it is current now'] }]);
    expect(between(outline(), outline({ status: 'historical' }))).toMatchObject([{ what: 'over', isThere: true }]);
    expect(between(outline({ status: 'historical' }), outline({ status: 'historical', summary: 'Other.' }))).toMatchObject([{ what: 'changed' }]);
  });
});

/** A knowledge folder to change. */
function folder() {
  const at = join(temporaryFolder(), 'knowledge');
  cpSync(resolve(import.meta.dirname, '../../knowledge'), at, { recursive: true });
  const path = join(at, 'case-study/carillion.md');
  return {
    at,
    path,
    read: () => createKnowledgeBase(loadLibrary(at)),
    change: (from: string | RegExp, to: string) => {
      const before = readFileSync(path, 'utf8');
      const changed = before.replace(from, to);
      expect(changed).not.toBe(before);
      writeFileSync(path, changed);
    },
  };
}

describe('an outline', () => {
  it('of every entry survives the database', () => {
    for (const one of outlinesOf(loadLibrary(folder().at)).values()) expect(outlineSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });

  it.each<[string, string | RegExp, string, boolean]>([
    ['a summary', 'Carillion collapsed on 15 January 2018 with', 'Carillion failed on 15 January 2018 with', true],
    ['a figure', 'value: 420', 'value: 430', true],
    ['a passage', 'became insolvent', 'went into liquidation', true],
    ['a date', 'event: insolvency', 'event: liquidation', true],
    ['a source of a passage', 'Source: car1a; car1b\n', 'Source: car1a\n', true],
    ['how it is asked for', 'Asked as: what happened when', 'Asked as: what on earth happened when', false],
    ['other names', 'aliases: [Carillion collapse,', 'aliases: [the Carillion collapse,', false],
    ['its themes', 'themes: [jobs, cost,', 'themes: [cost,', false],
    ['its neighbours', 'related: [risk-takeover-or-failure, ', 'related: [', false],
    ['how its lines are broken', 'became insolvent on', 'became\ninsolvent on', false],
  ])('tells of a change in %s, if people read it', (_, from, to, isSeen) => {
    const { at, change } = folder();
    const before = outlinesOf(loadLibrary(at)).get('carillion');
    change(from, to);
    const changed = outlinesOf(loadLibrary(at)).get('carillion');
    if (!before || !changed) throw new Error('it was left out');
    expect(hashOf(before) !== hashOf(changed)).toBe(isSeen);
  });
});

describe('the notes of changes', () => {
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  /** What was given to be compared, and what would be noted. */
  function notes(knowledge: () => ReturnType<ReturnType<typeof folder>['read']>) {
    const given: { ids: ReadonlySet<string>; faulty: ReadonlySet<string> }[] = [];
    const known = {
      note: async (current: ReadonlyMap<string, Outline>, faulty: ReadonlySet<string>) => {
        given.push({ ids: new Set(current.keys()), faulty });
        return 0;
      },
    };
    return { given, note: createChangeNotes({ known, knowledge, clock: { now: () => NOW }, log }) };
  }

  it('are made once for each reading of the knowledge base', async () => {
    const { read } = folder();
    let base = read();
    const { given, note } = notes(() => base);
    await Promise.all([note(), note()]);
    await note();
    expect(given).toHaveLength(1);
    base = read();
    await note();
    expect(given).toHaveLength(2);
  });

  it('name what has a fault, so that it is not taken for gone', async () => {
    const { read, path } = folder();
    writeFileSync(path, 'not an entry');
    const { given, note } = notes(read);
    await note();
    expect(given[0]?.ids.has('carillion')).toBe(false);
    expect(given[0]?.faulty.has('case-study/carillion.md')).toBe(true);
  });

  it('are not made of a folder that is gone or empty', async () => {
    const { read, at } = folder();
    rmSync(at, { recursive: true });
    const { given, note } = notes(read);
    await note();
    mkdirSync(at);
    await note();
    expect(given).toEqual([]);
  });
});
