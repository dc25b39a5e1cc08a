import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request } from '../../src/core/request.ts';
import type { Branch, Link } from '../../src/directory/branch.ts';
import type { DirectoryStore } from '../../src/directory/directory-store.ts';
import type { Limits } from '../../src/directory/import-plan.ts';
import { createImports, type Imports } from '../../src/directory/imports.ts';
import { codeKey, nameKey } from '../../src/directory/names.ts';
import { createRegistry } from '../../src/directory/registry.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { sqliteDatabase, surroundings, type TestDatabase } from '../contract/stores.ts';
import { branch, DIVISIONS, link, NOW } from './made-up.ts';

const everywhere: Limits = { mayChange: () => true };
const request: Request = {
  ...{ person: { id: 'U1', roles: [] }, place: { platform: 'test', workspace: 'W1', channel: 'C1' } },
  ...{ said: { kind: 'line', text: '' }, locale: 'en-GB', timeZone: 'Europe/London' },
};
const clock = { now: () => NOW };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const NAMES = ['Bolton', 'Bolton Metro', 'Wigan', 'St. Helens', 'Ynys Môn', 'Leeds'];
const CODES = ['A1', 'B2', 'C3', 'D4'];
const CHANNELS = ['C1', 'C2', 'C3', 'C4'];
const REGIONS = DIVISIONS.regions.map(({ id }) => id);
const GROUPS = DIVISIONS.serviceGroups.map(({ id }) => id);

/** Directories in which open branches have names and codes of their own. */
const directories: fc.Arbitrary<readonly Branch[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      code: fc.option(fc.constantFrom(...CODES), { nil: undefined }),
      region: fc.constantFrom(...REGIONS),
      serviceGroups: fc.subarray(GROUPS),
      tags: fc.subarray(['pfi', 'schools']),
      state: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const, { mergedInto: 'abc234' }),
    }),
    { maxLength: 8 },
  )
  .map((all) => {
    const [names, codes] = [new Set<string>(), new Set<string>()];
    const isFree = ({ name, region, code, state }: (typeof all)[number]): boolean => {
      if (state !== 'open') return true;
      const keys = [`${region} ${nameKey(name)}`, code === undefined ? undefined : codeKey(code)] as const;
      if (names.has(keys[0]) || (keys[1] !== undefined && codes.has(keys[1]))) return false;
      names.add(keys[0]);
      if (keys[1] !== undefined) codes.add(keys[1]);
      return true;
    };
    return all.filter(isFree).map((one) => branch(one));
  });

const rows = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES, 'UNISON Bolton branch', 'New', ''),
    code: fc.constantFrom('', ...CODES, 'E5'),
    region: fc.constantFrom('North West', 'NW', 'northern', 'Yorkshire & Humberside', 'Narnia', ''),
    groups: fc.constantFrom('', 'Health', 'NHS; WET', 'Health, Local Government', 'Magic'),
    tags: fc.constantFrom('', 'pfi', 'schools, pfi', 'new tag'),
    channel: fc.constantFrom('', ...CHANNELS),
  }),
  { minLength: 1, maxLength: 10 },
);
const COLUMNS = ['Code', 'Service groups', 'Tags', 'Channel'] as const;
const files = fc
  .tuple(
    rows.filter((all) => all.some(({ name, region }) => name !== '' || region !== '')),
    fc.subarray([...COLUMNS]),
  )
  .map(([all, columns]) => {
    const header = { Code: ['Code'], 'Service groups': ['Service groups'], Tags: ['Tags'], Channel: ['Platform', 'Workspace', 'Channel'] };
    const lines = all.map(({ name, region, code, groups, tags, channel }) => {
      const placed = channel === '' ? ['', '', ''] : ['test', 'W1', channel];
      const cells = { Code: [code], 'Service groups': [`"${groups}"`], Tags: [`"${tags}"`], Channel: placed };
      return [`"${name}"`, region, ...columns.flatMap((column) => cells[column])];
    });
    return [['Branch', 'Region', ...columns.flatMap((column) => header[column])], ...lines].map((line) => line.join(',')).join('\n');
  });

describe('imports', () => {
  let database: TestDatabase;
  let opened: Store;
  let store: DirectoryStore;
  let imports: Imports;

  beforeAll(async () => {
    database = await sqliteDatabase();
    opened = await openStore(database.address, surroundings);
    store = directoryInStore(opened.db);
    imports = createImports({ store, clock });
  });
  afterAll(async () => {
    await opened.close();
    await database.drop();
  });

  /** Just this directory, with a channel for every other branch. */
  async function having(branches: readonly Branch[]): Promise<void> {
    for (const table of ['branches', 'branch_links', 'directory_imports'] as const) await opened.db.deleteFrom(table).execute();
    await store.seed(DIVISIONS);
    const open = branches.filter(({ state }) => state === 'open');
    const linked = open.slice(0, CHANNELS.length).flatMap(({ id }, nth): Link[] => (nth % 2 === 0 ? [link(id, { channel: CHANNELS[nth] ?? '' })] : []));
    expect(await store.apply({ branches: branches.map((after) => ({ after })), linked, entries: [], at: NOW })).toBe('done');
  }

  /** All that people see of it: versions only count. */
  async function seen(): Promise<unknown> {
    const { branches, links } = await store.everything();
    const told = branches.map(({ version: _, createdAt: _at, serviceGroups, tags, ...rest }) => ({
      ...rest,
      serviceGroups: [...serviceGroups].sort(),
      tags: [...tags].sort(),
    }));
    return {
      branches: told.sort((one, other) => one.id.localeCompare(other.id)),
      links: links.map(({ branch: of, platform, workspace, channel }) => JSON.stringify([of, platform, workspace, channel])).sort(),
    };
  }

  const imported = async (file: string): Promise<string> => {
    const { id, plan } = await imports.draft(bytes(file), everywhere, request);
    if (plan.changes.length > 0) expect((await imports.apply(id, everywhere, request)).outcome).toBe('applied');
    return plan.changes.length > 0 ? id : '';
  };

  it('whatever the file: what is shown is done, twice is once, and undone is as before', async () => {
    await fc.assert(
      fc.asyncProperty(directories, files, async (branches, file) => {
        await having(branches);
        const before = await seen();
        const id = await imported(file);
        const after = await seen();
        const again = await imports.draft(bytes(file), everywhere, request);
        expect(again.plan.changes).toEqual([]);
        expect(await seen()).toEqual(after);
        if (id === '') expect(after).toEqual(before);
        else {
          expect((await imports.undo(id, everywhere, request)).left).toEqual([]);
          expect(await seen()).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('takes two ways of writing a name in one file for one branch, at once and not only the next time', async () => {
    await having([]);
    const file = 'Branch,Region,Platform,Workspace,Channel\n"UNISON Bolton branch",North West,,,\n"Bolton",North West,test,W1,C2';
    const { plan } = await imports.draft(bytes(file), everywhere, request);
    expect(plan.refused).toEqual([]);
    expect(plan.changes).toMatchObject([{ after: { name: 'UNISON Bolton branch' }, channels: [{ channel: 'C2' }] }]);
    await imported(file);
    expect((await imports.draft(bytes(file), everywhere, request)).plan.changes).toEqual([]);
  });

  it('is applied once, also when the button is pressed twice at once', async () => {
    await having([]);
    const { id } = await imports.draft(bytes('Branch,Region\nOldham,NW\n'), everywhere, request);
    const tries = await Promise.allSettled([1, 2, 3].map(() => imports.apply(id, everywhere, request)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(imports.apply(id, everywhere, request)).rejects.toThrow('was applied already: nothing was done twice');
    expect((await store.everything()).branches).toHaveLength(1);
  });

  it('is shown anew when the directory has changed in what it touches, and not for anything else', async () => {
    const [bolton, wigan] = [branch({ name: 'Bolton' }), branch({ name: 'Wigan' })];
    await having([bolton, wigan]);
    const registry = createRegistry({ store, clock, courierOf: () => undefined });
    const { id } = await imports.draft(bytes('Branch,Region,Tags\nBolton,NW,pfi\n'), everywhere, request);
    await registry.change({ ...bolton, version: 1 }, { tags: ['since'] }, 'branch tagged since', request);
    const shown = await imports.apply(id, everywhere, request);
    expect(shown).toMatchObject({ outcome: 'anew', plan: { changes: [{ before: { tags: ['since'] }, after: { tags: ['pfi'] } }] } });
    expect((await store.branches([bolton.id]))[0]?.tags).toEqual(['since']);
    await registry.change({ ...wigan, version: 1 }, { tags: ['other'] }, 'branch tagged other', request);
    expect((await imports.apply(id, everywhere, request)).outcome).toBe('applied');
    expect((await store.branches([bolton.id]))[0]?.tags).toEqual(['pfi']);
  });

  it('undo leaves what was changed since, and says which; once', async () => {
    await having([]);
    const id = await imported('Branch,Region\nOldham,NW\nRochdale,NW\n');
    const oldham = (await store.everything()).branches.find(({ name }) => name === 'Oldham');
    if (oldham === undefined) throw new Error('not added');
    await createRegistry({ store, clock, courierOf: () => undefined }).link(oldham, undefined, request);
    const { undone, left } = await imports.undo(id, everywhere, request);
    expect([undone, left]).toEqual([['Rochdale'], [{ id: oldham.id, name: 'Oldham', why: 'it was changed or linked since' }]]);
    expect((await store.everything()).branches.map(({ name }) => name)).toEqual(['Oldham']);
    await expect(imports.undo(id, everywhere, request)).rejects.toThrow('was undone already');
  });

  it('undo leaves a branch whose old name another has by now', async () => {
    const bolton = branch({ name: 'Bolton', code: 'B1' });
    await having([bolton]);
    const id = await imported('Branch,Code,Region\nBolton Metro,B1,NW\n');
    expect(await store.apply({ branches: [{ after: branch({ name: 'Bolton' }) }], entries: [], at: NOW })).toBe('done');
    const { undone, left } = await imports.undo(id, everywhere, request);
    expect(undone).toEqual([]);
    expect(left).toEqual([{ id: bolton.id, name: 'Bolton Metro', why: 'another branch has its old name or code now' }]);
  });

  it('undo is for those who may change all regions that it touched', async () => {
    await having([]);
    const id = await imported('Branch,Region\nOldham,NW\nDurham,Northern\n');
    await expect(imports.undo(id, { mayChange: (region) => region === 'northern' }, request)).rejects.toThrow(
      'You may not undo that import: it changed branches of North West',
    );
    expect((await store.everything()).branches).toHaveLength(2);
  });

  it('every branch says which import it was', async () => {
    await having([]);
    const id = await imported('Branch,Region\nOldham,NW\n');
    const [oldham] = (await store.everything()).branches;
    expect((await store.history(oldham?.id ?? '', 5)).map(({ action }) => action)).toEqual([`branch added by import ${id}`]);
  });
});
