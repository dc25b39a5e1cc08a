import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience, Branch, Link, Recipient } from '../../src/directory/branch.ts';
import { createDirectory } from '../../src/directory/create-directory.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { sqliteDatabase, surroundings, type TestDatabase } from '../contract/stores.ts';
import { branch, DIVISIONS, link, NOW } from './made-up.ts';

const REGIONS = DIVISIONS.regions.map(({ id }) => id);
const GROUPS = DIVISIONS.serviceGroups.map(({ id }) => id);
const TAGS = ['pfi', 'pfi-schools', 'schools'];
const NAMES = ['Bolton', 'Bolton Metro', 'Wigan', 'St. Helens', 'Ynys Môn', 'Leeds', 'Sheffield', 'Durham'];

/** Two hundred branches of every kind, the same each time. */
const branches: Branch[] = Array.from({ length: 200 }, (_, nth) =>
  branch({
    name: `${NAMES[nth % NAMES.length]}${nth < NAMES.length ? '' : ` ${nth}`}`,
    code: nth % 3 === 0 ? `B ${nth}` : undefined,
    region: REGIONS[nth % REGIONS.length] ?? '',
    serviceGroups: GROUPS.filter((_group, at) => (nth >> at) % 2 === 1),
    tags: TAGS.filter((_tag, at) => (nth >> (at + 2)) % 2 === 1),
    state: nth % 11 === 10 ? 'closed' : nth % 13 === 12 ? { mergedInto: 'abc234' } : 'open',
  }),
);
const links: Link[] = branches.flatMap(({ id }, nth) => Array.from({ length: nth % 3 }, () => link(id)));

describe('Directory', () => {
  let database: TestDatabase;
  let store: Store;
  let directory: Directory;

  beforeAll(async () => {
    database = await sqliteDatabase();
    store = await openStore(database.address, surroundings);
    const kept = directoryInStore(store.db);
    await kept.seed(DIVISIONS);
    await kept.apply({ branches: branches.map((after) => ({ after })), linked: links, entries: [], at: NOW });
    directory = await createDirectory(kept);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  describe('an audience', () => {
    const some = (values: readonly string[]) => fc.subarray([...values]);
    const ids = fc.subarray(branches.map(({ id }) => id).concat('nobody'), { maxLength: 20 });
    const audiences: fc.Arbitrary<Audience> = fc.record({
      all: fc.boolean(),
      regions: some(REGIONS),
      serviceGroups: some(GROUPS),
      tags: some(TAGS),
      branches: ids,
      except: ids,
    });

    /** The same said naively. */
    function isWanted({ all, regions, serviceGroups, tags, branches: named, except }: Audience, one: Branch): boolean {
      const isWithin = (list: readonly string[], values: readonly string[]) => list.length === 0 || values.some((value) => list.includes(value));
      const fits = isWithin(regions, [one.region]) && isWithin(serviceGroups, one.serviceGroups) && isWithin(tags, one.tags);
      const isByKind = (all || regions.length + serviceGroups.length + tags.length > 0) && fits;
      return one.state === 'open' && (isByKind || named.includes(one.id)) && !except.includes(one.id);
    }

    const regionOf = ({ branch: one }: Recipient): string => DIVISIONS.regions.find(({ id }) => id === one.region)?.name ?? '';

    it('is who it says: any within a list, all lists together, those named besides, exceptions never', async () => {
      await fc.assert(
        fc.asyncProperty(audiences, async (wanted) => {
          const found = await directory.audience(wanted);
          const expected = branches.filter((one) => isWanted(wanted, one));
          expect(found.map((one) => one.branch.id).sort()).toEqual(expected.map(({ id }) => id).sort());
          for (const one of found) expect(one.links).toEqual(links.filter((candidate) => candidate.branch === one.branch.id));
        }),
        { numRuns: 60 },
      );
    });

    it('comes by region and name', async () => {
      const found = await directory.audience({ all: true, regions: [], serviceGroups: [], tags: [], branches: [], except: [] });
      const regions = found.map(regionOf);
      expect(regions).toEqual([...regions].sort());
      const leeds = found.map(({ branch: one }) => one.name).filter((name) => /^Leeds \d/.test(name));
      const inRegion = (region: string) => found.filter(({ branch: one }) => one.region === region).map(({ branch: one }) => one.name);
      expect(leeds.length).toBeGreaterThan(3);
      for (const region of REGIONS) expect(inRegion(region)).toEqual([...inRegion(region)].sort((a, b) => a.localeCompare(b, 'en-GB', { numeric: true })));
    });
  });

  describe('find', () => {
    const names = async (words: string, limit = 5) => (await directory.find(words, limit)).map(({ name }) => name);
    const [bolton] = branches;

    it.each(['bolton', 'UNISON Bolton branch', 'b0', ' B 0 '])('“%s”: the branch of that name or code comes first', async (words) => {
      expect((await names(words))[0]).toBe('Bolton');
    });

    it('by the short name', async () => {
      expect(await directory.find(bolton?.id.toUpperCase() ?? '', 5)).toEqual([bolton]);
    });

    it.each([
      ['bolt met', 'Bolton Metro'],
      ['st helens', 'St. Helens'],
      ['ynys mon', 'Ynys Môn'],
      ['bolton north west', 'Bolton'],
      ['bolton metor', 'Bolton Metro'],
      ['durhm', 'Durham'],
    ])('“%s” finds %s', async (words, name) => {
      expect((await names(words))[0]).toBe(name);
    });

    it('nothing that is closed or merged, nothing for what is like nothing, all in order for nothing', async () => {
      const open = new Set(branches.filter(({ state }) => state === 'open').map(({ id }) => id));
      for (const { id } of await directory.find('leeds', 200)) expect(open).toContain(id);
      expect(await names('zzzz qqqq')).toEqual([]);
      expect(await names('', 2)).toEqual(['Bolton', 'Bolton 104']);
    });
  });

  it('knows whose a channel is', async () => {
    const [first] = links;
    expect(first && (await directory.branchAt(first))?.id).toBe(first?.branch);
    expect(await directory.branchAt({ platform: 'test', workspace: 'W1', channel: 'C-nobody' })).toBeUndefined();
  });
});
