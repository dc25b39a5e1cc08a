import { describe, expect, it } from 'vitest';
import type { Branch, Link } from '../../src/directory/branch.ts';
import type { Change, DirectoryStore } from '../../src/directory/directory-store.ts';
import type { Import } from '../../src/directory/import.ts';
import { newId } from '../../src/reminders/reminders.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { branch, DIVISIONS, entry, link, NOW } from '../directory/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const later = new Date(NOW.getTime() + 60_000);
const draft = (given: Partial<Import> = {}): Import => ({
  ...{ id: newId(), state: 'draft', rows: [{ row: 2, name: 'Bolton', code: '', region: 'NW' }], shown: 'abc', done: [], version: 1, createdAt: NOW },
  ...given,
});

describeOnEveryEngine('DirectoryStore', (create) => {
  const opened = useStore(create);
  const store = (): DirectoryStore => directoryInStore(opened().db);
  const apply = (change: Partial<Change>) => store().apply({ branches: [], entries: [], at: NOW, ...change });
  const keep = async (given: Partial<Branch> = {}, ...links: Partial<Link>[]) => {
    const after = branch(given);
    const linked = links.map((one) => link(after.id, one));
    expect(await apply({ branches: [{ after }], linked, entries: [entry(after.id)] })).toBe('done');
    return { branch: after, links: linked };
  };
  const find = async (id: string) => (await store().branches([id]))[0];

  describe('regions and service groups', () => {
    it('are as they were given, however often', async () => {
      for (const _ of [1, 2]) await store().seed(DIVISIONS);
      expect(await store().divisions()).toEqual(DIVISIONS);
    });

    it('change their names; what is gone stays while a branch belongs to it', async () => {
      const { regions, serviceGroups } = DIVISIONS;
      await store().seed({
        regions: [...regions, { id: 'old', name: 'Old', aliases: [] }, { id: 'unused', name: 'Unused', aliases: [] }],
        serviceGroups: [...serviceGroups, { id: 'gas', name: 'Gas', aliases: [] }, { id: 'coal', name: 'Coal', aliases: [] }],
      });
      const kept = await keep({ region: 'old', serviceGroups: ['gas'], name: 'Kept' });
      await store().seed({ ...DIVISIONS, regions: regions.map((one) => ({ ...one, name: `${one.name}!` })) });
      const now = await store().divisions();
      expect(now.regions.map(({ name }) => name)).toEqual(['North West!', 'Northern!', 'Old', 'Yorkshire & Humberside!']);
      expect(now.serviceGroups.map(({ id }) => id)).toEqual(['gas', ...serviceGroups.map(({ id }) => id)]);
      await apply({ branches: [{ before: kept.branch }] });
      await store().seed(DIVISIONS);
      expect(await store().divisions()).toEqual(DIVISIONS);
    });
  });

  it('gives back what it was given', async () => {
    const full = { code: 'NW 012', tags: ['pfi-schools'], mutes: ['pensions'], serviceGroups: ['health', 'local-government'], name: 'Ynys Môn “one”' };
    const kept = await keep(full, { trouble: 'forbidden' }, {});
    expect(await store().branches([kept.branch.id, 'nobody'])).toEqual([kept.branch]);
    expect(await store().links([kept.branch.id])).toEqual(kept.links);
    const [first] = kept.links;
    expect(first && (await store().linkAt(first))).toEqual(first);
    expect(await store().history(kept.branch.id, 5)).toEqual([entry(kept.branch.id)]);
    const merged = { ...kept.branch, name: 'Other', state: { mergedInto: 'abc234' } };
    await apply({ branches: [{ before: kept.branch, after: merged }] });
    expect(await find(kept.branch.id)).toEqual({ ...merged, version: 2 });
  });

  it('takes thousands at once', async () => {
    const many = Array.from({ length: 2_500 }, (_, nth) => branch({ name: `Many ${nth}`, region: 'northern', tags: ['many'], code: `M${nth}` }));
    const linked = many.map(({ id }) => link(id));
    expect(await apply({ branches: many.map((after) => ({ after })), linked, entries: many.map(({ id }) => entry(id)) })).toBe('done');
    expect(await store().select({ regions: ['northern'], serviceGroups: [], tags: ['many'] })).toHaveLength(many.length);
    expect(await store().links(many.map(({ id }) => id))).toHaveLength(many.length);
    expect(await apply({ branches: many.map((before) => ({ before, after: { ...before, tags: ['few'] } })) })).toBe('done');
    expect(await store().select({ regions: [], serviceGroups: [], tags: ['few'] })).toHaveLength(many.length);
    expect(await apply({ branches: many.map((before) => ({ before: { ...before, version: 2 } })) })).toBe('done');
    expect(await store().linked(linked.map(({ id }) => id))).toEqual([]);
  });

  describe('a change', () => {
    it('to what was changed since does nothing at all', async () => {
      const [one, other] = [await keep(), await keep()];
      expect(await apply({ branches: [{ before: one.branch, after: { ...one.branch, tags: ['first'] } }] })).toBe('done');
      const late = [other.branch, one.branch].map((before) => ({ before, after: { ...before, tags: ['late'] } }));
      expect(await apply({ branches: late, linked: [link(other.branch.id)], entries: [entry(other.branch.id, 'late')] })).toBe('changed');
      expect(await find(one.branch.id)).toMatchObject({ tags: ['first'], version: 2 });
      expect(await find(other.branch.id)).toEqual(other.branch);
      expect(await store().links([other.branch.id])).toEqual([]);
      expect(await store().history(other.branch.id, 9)).toHaveLength(1);
    });

    it('to what is not there any more brings nothing back', async () => {
      const { branch: gone } = await keep();
      await apply({ branches: [{ before: gone }] });
      expect(await apply({ branches: [{ before: gone, after: gone }] })).toBe('changed');
      expect(await find(gone.id)).toBeUndefined();
    });

    it('is made by one of several who try it at once', async () => {
      const { branch: before } = await keep();
      const tries = await Promise.all([1, 2, 3, 4].map((nth) => apply({ branches: [{ before, after: { ...before, tags: [`t${nth}`] } }] })));
      expect(tries.filter((one) => one === 'done')).toHaveLength(1);
      expect((await find(before.id))?.version).toBe(2);
    });
  });

  describe('names and codes', () => {
    it('are one open branch’s: of several who take one at once, one gets it', async () => {
      const tries = await Promise.all([1, 2, 3, 4].map(() => apply({ branches: [{ after: branch({ name: 'Twice' }) }] })));
      expect(tries.sort()).toEqual(['done', 'taken', 'taken', 'taken']);
      expect(await apply({ branches: [{ after: branch({ name: 'UNISON twice branch' }) }] })).toBe('taken');
      expect(await apply({ branches: [{ after: branch({ name: 'Twice', region: 'northern' }) }] })).toBe('done');
    });

    it('are told of those that are open, and of those that are no more', async () => {
      const open = (await keep({ name: 'Told', region: 'northern' })).branch;
      const [closed, merged] = [(await keep({ name: 'Told closed' })).branch, (await keep({ name: 'Told merged', code: 'TM' })).branch];
      await apply({
        branches: [
          { before: closed, after: { ...closed, state: 'closed' } },
          { before: merged, after: { ...merged, state: { mergedInto: open.id } } },
        ],
      });
      const told = async (which: 'open' | 'ended') => (await store().names(which)).filter(({ name }) => name.startsWith('Told'));
      const nameOf = ({ id, name, code, region }: Branch) => ({ id, name, code, region });
      expect(await told('open')).toEqual([nameOf(open)]);
      expect(await told('ended')).toEqual([nameOf(closed), nameOf(merged)]);
    });

    it('a code counts in the whole union', async () => {
      await keep({ code: 'A 1' });
      expect(await apply({ branches: [{ after: branch({ code: 'a1', region: 'northern' }) }] })).toBe('taken');
    });

    it('of closed branches are free', async () => {
      const { branch: before } = await keep({ name: 'Closed' });
      await apply({ branches: [{ before, after: { ...before, state: 'closed' } }] });
      await keep({ name: 'Closed' });
      expect(await apply({ branches: [{ before: { ...before, version: 2 }, after: before }] })).toBe('taken');
    });
  });

  describe('links', () => {
    it('of a channel are one at a time, whoever links it at once', async () => {
      const both = [await keep(), await keep()].map((one) => one.branch);
      const place = { channel: 'C-contested' };
      const tries = await Promise.all(both.map((before) => apply({ branches: [{ before, after: before }], linked: [link(before.id, place)] })));
      expect(tries.sort()).toEqual(['done', 'taken']);
    });

    it('end once, and the channel is free then', async () => {
      const { branch: before, links } = await keep({}, { channel: 'C-ends' });
      const ends = { unlinked: links, at: later };
      expect(await apply(ends)).toBe('done');
      expect(await apply(ends)).toBe('changed');
      expect(await store().links([before.id])).toEqual([]);
      expect(await store().linked(links.map(({ id }) => id))).toEqual([]);
      expect(await apply({ linked: [link(before.id, { channel: 'C-ends' })] })).toBe('done');
    });

    it('carry why nothing arrives there, until something does', async () => {
      const { branch: of, links } = await keep({}, {}, {});
      const troubles = async () => (await store().links([of.id])).map(({ trouble }) => trouble);
      await store().noteTrouble(links.map(({ id }, nth) => ({ id, trouble: nth === 0 ? 'gone' : 'removed' })));
      expect(await troubles()).toEqual(['gone', 'removed']);
      await store().noteTrouble(links.slice(0, 1).map(({ id }) => ({ id, trouble: undefined })));
      expect(await troubles()).toEqual([undefined, 'removed']);
    });
  });

  describe('imports', () => {
    it('are given back as they were; drafts are in no list', async () => {
      const one = draft({
        done: [{ id: 'k3m9xq', version: 2, before: { name: 'A', code: undefined, region: 'northern', serviceGroups: [], tags: ['a'] }, links: ['x'] }],
      });
      await store().addImport(one);
      expect(await store().findImport(one.id)).toEqual(one);
      expect(await store().imports(10)).toEqual([]);
      expect(await apply({ import: { ...one, state: 'applied', appliedAt: later } })).toBe('done');
      expect(await store().imports(10)).toEqual([{ ...one, state: 'applied', appliedAt: later, version: 2 }]);
    });

    it('are applied once, with what they change', async () => {
      const one = draft();
      await store().addImport(one);
      const added = [branch(), branch()];
      const tries = await Promise.all(added.map((after) => apply({ branches: [{ after }], import: { ...one, state: 'applied', appliedAt: later } })));
      expect(tries.sort()).toEqual(['changed', 'done']);
      expect(await store().branches(added.map(({ id }) => id))).toHaveLength(1);
    });

    it('are forgotten: drafts sooner', async () => {
      const [old, applied] = [draft({ createdAt: new Date(0) }), draft({ createdAt: new Date(5_000), state: 'applied', appliedAt: NOW })];
      await store().addImport(old);
      await store().addImport(applied);
      await store().purgeImports({ drafts: new Date(9_000), applied: new Date(4_000) });
      expect(await store().findImport(old.id)).toBeUndefined();
      expect(await store().findImport(applied.id)).toEqual(applied);
    });
  });
});
