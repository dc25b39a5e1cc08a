import fc from 'fast-check';
import { expect, it } from 'vitest';
import { knownEntriesInStore } from '../../src/store/known-entries.ts';
import { openStore } from '../../src/store/store.ts';
import type { KnownEntries } from '../../src/subscriptions/known-entries.ts';
import type { Outline } from '../../src/subscriptions/outline.ts';
import { whatChanged } from '../../src/subscriptions/what-changed.ts';
import { after, DAY, known, NOW, outline } from '../subscriptions/made-up.ts';
import { describeOnEveryEngine, surroundings, useStore } from './stores.ts';

const FINE: ReadonlySet<string> = new Set();

describeOnEveryEngine('KnownEntries', (create) => {
  const opened = useStore(create);
  const empty = async (): Promise<KnownEntries> => {
    await opened().db.deleteFrom('known_entries').execute();
    await opened().db.deleteFrom('entry_changes').execute();
    return knownEntriesInStore(opened().db);
  };
  const all = (store: KnownEntries) => store.between(0, Number.MAX_SAFE_INTEGER);

  it('announces nothing of what is there the first time ever, nor of a restart without change', async () => {
    const store = await empty();
    expect(await store.note(known({ one: {}, two: {} }), FINE, NOW)).toBe(0);
    expect(await store.note(known({ one: {}, two: {} }), FINE, after(DAY))).toBe(0);
    expect(await store.last()).toBe(0);
    expect(await all(store)).toEqual([]);
  });

  it('tells what is new, changed and gone, with how it was and is', async () => {
    const store = await empty();
    await store.note(known({ one: {}, two: {} }), FINE, NOW);
    expect(await store.note(known({ one: { summary: 'Other.' }, three: {} }), FINE, after(DAY))).toBe(3);
    const changes = await all(store);
    expect(changes.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(changes.map(({ entry, before, after: then }) => [entry, before?.summary, then?.summary])).toEqual([
      ['one', 'What it cost.', 'Other.'],
      ['three', undefined, 'What it cost.'],
      ['two', 'What it cost.', undefined],
    ]);
    expect(changes[0]?.at).toEqual(after(DAY));
    expect((await store.between(1, 2)).map(({ entry }) => entry)).toEqual(['three']);
    expect(await store.last()).toBe(3);
  });

  it('tells of one that comes back', async () => {
    const store = await empty();
    await store.note(known({ one: {}, two: {} }), FINE, NOW);
    await store.note(known({ one: {} }), FINE, NOW);
    expect(await store.note(known({ one: {} }), FINE, NOW)).toBe(0);
    expect(await store.note(known({ one: {}, two: { summary: 'Again.' } }), FINE, NOW)).toBe(1);
    expect((await all(store)).at(-1)).toMatchObject({ entry: 'two', before: undefined, after: { summary: 'Again.' } });
  });

  it('takes no change of what nobody sees for one, and keeps it all the same', async () => {
    const store = await empty();
    await store.note(known({ one: {}, two: {} }), FINE, NOW);
    const moved = { topics: ['everything', 'theme:pensions'], source: 'The same report, better spelt' };
    expect(await store.note(known({ one: moved, two: {} }), FINE, NOW)).toBe(0);
    await store.note(known({ one: { ...moved, summary: 'Other.' }, two: {} }), FINE, NOW);
    expect((await all(store))[0]?.before).toMatchObject(moved);
  });

  it('does not take an entry for gone whose file has a fault, or whose folder cannot be read', async () => {
    const store = await empty();
    await store.note(known({ one: {}, two: {}, three: { file: 'law/three.md' } }), FINE, NOW);
    expect(await store.note(known({ one: {} }), new Set(['case-study/two.md', 'law']), NOW)).toBe(0);
    expect(await store.note(known({ one: {} }), FINE, NOW)).toBe(2);
  });

  it('tells each change once, however many processes see it at the same time', async () => {
    const store = await empty();
    const entries = Array.from({ length: 20 }, (_, nth) => `e${nth}`);
    const state = (summary: string) => known(Object.fromEntries(entries.map((id) => [id, { summary }])));
    const address = await create();
    const nodes = await Promise.all([1, 2, 3, 4].map(() => openStore(address.address, surroundings)));
    try {
      await Promise.all(nodes.map(({ db }) => knownEntriesInStore(db).note(state('Before.'), FINE, NOW)));
      const found = await Promise.all(nodes.map(({ db }) => knownEntriesInStore(db).note(state('After.'), FINE, NOW)));
      expect(found.reduce((sum, one) => sum + one, 0)).toBe(20);
      const [node] = nodes;
      const changes = node === undefined ? [] : await all(knownEntriesInStore(node.db));
      expect(changes.map(({ number }) => number)).toEqual(entries.map((_, nth) => nth + 1));
      expect(new Set(changes.map(({ entry }) => entry)).size).toBe(20);
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
      await address.drop();
    }
    expect(await store.last()).toBe(0);
  });

  it('forgets old changes, and goes on from their numbers', async () => {
    const store = await empty();
    await store.note(known({ one: {} }), FINE, NOW);
    for (const summary of ['A.', 'B.', 'C.']) await store.note(known({ one: { summary } }), FINE, NOW);
    await store.purge(after(500 * DAY));
    expect((await all(store)).map(({ number }) => number)).toEqual([3]);
    await store.note(known({ one: { summary: 'D.' } }), FINE, after(500 * DAY));
    expect(await store.last()).toBe(4);
  });

  it('whatever happens, what is told between two moments leads from the one state to the other', async () => {
    const any = fc.dictionary(fc.constantFrom('one', 'two', 'three'), fc.record({ summary: fc.constantFrom('A.', 'B.') }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(any, fc.array(any, { minLength: 1, maxLength: 5 }), async (first, states) => {
        const store = await empty();
        await store.note(known(first), FINE, NOW);
        for (const state of states) await store.note(known(state), FINE, NOW);
        const [before, now] = [known(first), known(states.at(-1) ?? {})];
        const told = whatChanged(await all(store));
        const expected = ['one', 'two', 'three'].flatMap((id) => became(id, before.get(id), now.get(id)) ?? []);
        expect(new Map(told.map(({ entry, what }) => [entry, what]))).toEqual(new Map(expected));
      }),
      { numRuns: 15 },
    );
  });
});

function became(id: string, before: Outline | undefined, now: Outline | undefined): [string, string][] {
  if (before === undefined) return now === undefined ? [] : [[id, 'new']];
  if (now === undefined) return [[id, 'over']];
  return outline(before).summary === now.summary ? [] : [[id, 'changed']];
}
