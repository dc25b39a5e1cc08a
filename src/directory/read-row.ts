import type { Branch, Division, Link } from './branch.ts';
import type { Channel } from './directory-store.ts';
import type { BranchDetails } from './import.ts';
import type { Found, Limits, PlannedChange } from './import-plan.ts';
import { codeKey, divisionsIn, findDivision, nameKey, nearestDivisions, tagsIn } from './names.ts';
import type { BranchRow } from './read-branches.ts';

/** What is wrong with a row: a sentence without its full stop. */
export class Refused extends Error {}

/** What one row says. */
export interface Read extends PlannedChange {
  /** The channels that its rows name, linked already or not. */
  readonly stated: readonly string[];
}

export interface Index extends Found {
  readonly byId: ReadonlyMap<string, Branch>;
  readonly byName: ReadonlyMap<string, readonly Branch[]>;
  readonly byCode: ReadonlyMap<string, readonly Branch[]>;
  readonly byChannel: ReadonlyMap<string, Link>;
}

/** @param renamed what branches will be called, by their ids */
export function indexOf(found: Found, renamed: ReadonlyMap<string, Read> = new Map()): Index {
  const [byName, byCode] = [new Map<string, Branch[]>(), new Map<string, Branch[]>()];
  const put = (map: Map<string, Branch[]>, key: string, branch: Branch): void => {
    const others = map.get(key);
    if (others) others.push(branch);
    else map.set(key, [branch]);
  };
  for (const branch of found.branches) {
    const called = renamed.get(branch.id)?.after ?? branch;
    put(byName, keyOf(called), branch);
    if (branch.code !== undefined) put(byCode, codeKey(branch.code), branch);
  }
  return {
    ...found,
    byId: new Map(found.branches.map((branch) => [branch.id, branch])),
    byName,
    byCode,
    byChannel: new Map(found.links.map((link) => [channelKey(link), link])),
  };
}

export const keyOf = ({ region, name }: Pick<Branch, 'region' | 'name'>): string => `${region} ${nameKey(name)}`;
export const channelKey = ({ platform, workspace, channel }: Channel): string => JSON.stringify([platform, workspace, channel]);

/** @throws {Refused} */
export function readRow(row: BranchRow, index: Index, limits: Limits): Read {
  if (nameKey(row.name) === '') throw new Refused('it has no name');
  const region = regionOf(row, index, limits);
  const before = branchFor(row, region, index);
  for (const id of new Set([region, before?.region ?? region]))
    if (!limits.mayChange(id)) throw new Refused(`${index.regions.find((one) => one.id === id)?.name ?? id} is not yours to change`);
  const channels = row.channel ? channelsFor(row.channel, before, index) : [];
  return { row: row.row, before, after: { ...detailsOf(row, before, index), region }, channels, stated: row.channel ? [channelKey(row.channel)] : [] };
}

function regionOf(row: BranchRow, index: Index, { region: given }: Limits): string {
  if (row.region) return divisionOf(row.region, index.regions, 'region').id;
  if (given !== undefined) return given;
  // One that is known by its code keeps its region. By its name alone it might be another region's.
  const coded = codedIn(row, index)?.find(({ state }) => state === 'open');
  if (coded === undefined) throw new Refused('it has no region');
  return coded.region;
}

export const codedIn = ({ code = '' }: BranchRow, { byCode }: Index): readonly Branch[] | undefined => (code === '' ? undefined : byCode.get(codeKey(code)));

function divisionOf(said: string, divisions: readonly Division[], what: string): Division {
  const division = findDivision(said, divisions);
  if (division) return division;
  const [near] = nearestDivisions(said, divisions, 1);
  throw new Refused(`there is no ${what} called “${said}”${near ? `: is it ${near.name}?` : ''}`);
}

/** The branch that a row means: by its code, else by its name in the region. */
function branchFor(row: BranchRow, region: string, index: Index): Branch | undefined {
  const { name, code = '' } = row;
  const coded = onlyOpen(codedIn(row, index), `the code ${code}`, index);
  if (coded) return coded;
  const named = onlyOpen(index.byName.get(`${region} ${nameKey(name)}`), name, index);
  if (named?.code !== undefined && code !== '') throw new Refused(`there is a branch of that name with another code, ${named.code}`);
  return named;
}

/** A closed or merged one is not brought back by a file that does not know of it. */
function onlyOpen(branches: readonly Branch[] = [], called: string, { byId }: Index): Branch | undefined {
  const open = branches.find(({ state }) => state === 'open');
  const [other] = branches;
  if (open || other === undefined) return open;
  const { state } = other;
  if (typeof state !== 'string') throw new Refused(`${called} was merged into ${byId.get(state.mergedInto)?.name ?? state.mergedInto}`);
  throw new Refused(`${called} is closed: \`branch reopen ${other.id}\` opens it again`);
}

function detailsOf(row: BranchRow, before: Branch | undefined, index: Index): Omit<BranchDetails, 'region'> {
  const { found, unknown } = divisionsIn(row.serviceGroups ?? '', index.serviceGroups);
  const [strange] = unknown;
  if (strange !== undefined) divisionOf(strange, index.serviceGroups, 'service group');
  // An empty cell takes no code away: another row of the file could then be given it, and the same file would say something else the next time.
  const code = row.code === undefined || row.code === '' ? before?.code : row.code;
  return {
    // Another way of writing it is no other name: what people have chosen here stays.
    name: before && nameKey(before.name) === nameKey(row.name) ? before.name : row.name,
    code: before?.code !== undefined && code !== undefined && codeKey(before.code) === codeKey(code) ? before.code : code,
    serviceGroups:
      row.serviceGroups === undefined
        ? (before?.serviceGroups ?? [])
        : asBefore(
            found.map(({ id }) => id),
            before?.serviceGroups,
          ),
    tags: row.tags === undefined ? (before?.tags ?? []) : asBefore(tagsIn(row.tags), before?.tags),
  };
}

/** The same in another order is the same. */
const asBefore = (list: readonly string[], before: readonly string[] = []): readonly string[] =>
  list.length === before.length && list.every((one) => before.includes(one)) ? before : list;

function channelsFor(channel: Channel, before: Branch | undefined, { byChannel, byId }: Index): readonly Channel[] {
  const link = byChannel.get(channelKey(channel));
  if (link === undefined) return [channel];
  if (link.branch === before?.id) return [];
  throw new Refused(`its channel is linked to ${byId.get(link.branch)?.name ?? 'another branch'}: unlink it there first`);
}
