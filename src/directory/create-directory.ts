import type { Branch, Division, Link, Recipient } from './branch.ts';
import type { Directory } from './directory.ts';
import type { BranchName, DirectoryStore } from './directory-store.ts';
import { findBranches } from './find-branches.ts';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** The directory on what keeps it. Regions and service groups are read once: they change with a new version of the knowledge. */
export async function createDirectory(store: DirectoryStore): Promise<Directory> {
  const { regions, serviceGroups } = await store.divisions();
  const byRegionAndName = inOrder(regions);

  async function branches(ids: readonly string[]): Promise<readonly Branch[]> {
    const found = new Map((await store.branches(ids)).map((branch) => [branch.id, branch]));
    return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
  }

  async function found(which: 'open' | 'ended', words: string, limit: number): Promise<readonly Branch[]> {
    const names = findBranches(words, await store.names(which), regions, limit);
    // One may have been closed or opened in between.
    return (await branches(names.map(({ id }) => id))).filter(({ state }) => (state === 'open') === (which === 'open'));
  }

  return {
    regions: () => regions,
    serviceGroups: () => serviceGroups,
    branch: async (id) => (await store.branches([id]))[0],
    branches,
    find: (words, limit) => found('open', words, limit),
    findEnded: (words, limit) => found('ended', words, limit),
    async branchAt(place) {
      const link = await store.linkAt(place);
      return link && (await store.branches([link.branch]))[0];
    },
    links: (branch) => store.links([branch]),
    async audience({ all, branches: named, except, ...wanted }) {
      const isNarrowed = Object.values(wanted).some((list) => list.length > 0);
      const matching = all || isNarrowed ? await store.select(wanted) : [];
      const besides = (await store.branches(named)).filter(({ state }) => state === 'open');
      const left = new Set(except);
      const chosen = new Map([...matching, ...besides].filter(({ id }) => !left.has(id)).map((branch) => [branch.id, branch]));
      const links = grouped(await store.links([...chosen.keys()]));
      return [...chosen.values()].sort(byRegionAndName).map((branch): Recipient => ({ branch, links: links.get(branch.id) ?? [] }));
    },
    linked: async (ids) => new Map((await store.linked(ids)).map((link) => [link.id, link])),
    noteTrouble: (links) => (links.length === 0 ? Promise.resolve() : store.noteTrouble(links)),
  };
}

/** By the name of the region, then their own. */
export function inOrder(regions: readonly Division[]): (one: BranchName, other: BranchName) => number {
  const sorted = [...regions].sort((one, other) => collator.compare(one.name, other.name));
  const rankOf = new Map(sorted.map(({ id }, rank) => [id, rank]));
  const rank = ({ region }: BranchName): number => rankOf.get(region) ?? sorted.length;
  return (one, other) => rank(one) - rank(other) || collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}

function grouped(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const byBranch = new Map<string, Link[]>();
  for (const link of links) {
    const others = byBranch.get(link.branch);
    if (others) others.push(link);
    else byBranch.set(link.branch, [link]);
  }
  return byBranch;
}
