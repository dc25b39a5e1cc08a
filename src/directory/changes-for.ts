import type { Branch, Division, Link } from './branch.ts';
import type { Channel } from './directory-store.ts';
import type { Divisions } from './divisions-file.ts';
import type { BranchDetails } from './import.ts';
import { codeKey, divisionsIn, findDivision, nameKey, nearestDivisions, tagsIn } from './names.ts';
import type { BranchRow, RowFault } from './read-branches.ts';

/** The directory as an import finds it. */
export interface Found extends Divisions {
  /** Every branch, whatever its state. */
  readonly branches: readonly Branch[];
  /** Links in force. */
  readonly links: readonly Link[];
}

/** One branch that rows of a file add or change. */
export interface PlannedChange {
  /** The first row that says it. */
  readonly row: number;
  /** Left out when it is new. */
  readonly before?: Branch | undefined;
  readonly after: BranchDetails;
  /** Channels to link besides those that it has. */
  readonly channels: readonly Channel[];
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** How many rows say what is so already. */
  readonly same: number;
  /** In order of rows. */
  readonly refused: readonly (RowFault & { readonly name: string })[];
}

export interface Limits {
  /** Whether whoever imports may change the branches of a region. */
  mayChange(region: string): boolean;
  /** For rows without one: an id. */
  readonly region?: string | undefined;
}

/** What is wrong with a row: a sentence without its full stop. */
class Refused extends Error {}

/** What a file would change, row by row: pure, so that what is shown is what is done. Rows that cannot be used are refused one by one, and say why. */
export function changesFor(rows: readonly BranchRow[], found: Found, limits: Limits): Plan {
  const { first, repeats } = withoutRepeats(rows, found);
  const doubled: (RowFault & { name: string })[] = [...repeats];
  for (let taken = first; ; ) {
    const { planned, refused } = takeAll(taken, found, limits);
    const doubles = doublesIn(planned, found.branches);
    if (doubles.size === 0) {
      const changes = planned.filter(isChange).map(({ stated: _, ...change }) => change);
      return { changes: changes.sort(byRow), same: planned.length - changes.length, refused: [...refused, ...doubled].sort(byRow) };
    }
    for (const [{ row, after }, why] of doubles) doubled.push({ row, name: after.name, why });
    // A row that is refused must not make others be refused, nor take a name from them: all again without it.
    const out = new Set([...doubles.keys()].map(({ row }) => row));
    taken = taken.filter(({ row }) => !out.has(row));
  }
}

const byRow = (one: { readonly row: number }, other: { readonly row: number }): number => one.row - other.row;

/**
 * Rows that say again what a row before them says, or something else of the same: found in the file alone, so that it does not matter
 * what becomes of the row before. A second row of a branch may only say one more channel.
 */
function withoutRepeats(rows: readonly BranchRow[], { regions }: Pick<Found, 'regions'>) {
  const repeats: (RowFault & { name: string })[] = [];
  const [codes, names, channels] = [new Map<string, BranchRow>(), new Map<string, BranchRow>(), new Map<string, BranchRow>()];
  const regionIn = ({ region = '' }: BranchRow): string => findDivision(region, regions)?.id ?? region;
  const said = (row: BranchRow): string => JSON.stringify([nameKey(row.name), codeKey(row.code ?? ''), regionIn(row), row.serviceGroups, row.tags]);
  const whyNot = (row: BranchRow, keys: Keys): string | undefined => {
    const channel = channels.get(keys.channel);
    if (keys.channel !== '' && channel) return `row ${channel.row} has the same channel`;
    const coded = codes.get(keys.code);
    if (keys.code !== '' && coded && said(coded) !== said(row)) return `row ${coded.row} has the same code`;
    const named = names.get(keys.name);
    if (named && said(named) !== said(row)) return `row ${named.row} says something else of the same branch`;
    return named && keys.channel === '' ? `row ${named.row} has the same branch` : undefined;
  };
  const first = rows.filter((row) => {
    const name = nameKey(row.name);
    const keys = { code: codeKey(row.code ?? ''), name: `${regionIn(row)} ${name}`, channel: row.channel ? channelKey(row.channel) : '' };
    const why = whyNot(row, keys);
    if (why !== undefined && name !== '') repeats.push({ row: row.row, name: row.name, why });
    if (why !== undefined && name !== '') return false;
    if (!codes.has(keys.code)) codes.set(keys.code, row);
    if (!names.has(keys.name)) names.set(keys.name, row);
    channels.set(keys.channel, row);
    return true;
  });
  return { first, repeats };
}

interface Keys {
  readonly code: string;
  readonly name: string;
  readonly channel: string;
}

function takeAll(rows: readonly BranchRow[], found: Found, limits: Limits) {
  const refused: (RowFault & { name: string })[] = [];
  const taking: Taking = { planned: new Map(), channels: new Map(), refuse: ({ row, name }, why) => void refused.push({ row, name, why }) };
  const index = indexOf(found);
  const isCoded = (row: BranchRow): boolean => codedIn(row, index)?.some(({ state }) => state === 'open') ?? false;
  take(rows.filter(isCoded), index, limits, taking);
  // Those that are known by their codes may get new names: what the other rows name is looked for among the names as they will be.
  const renamed = indexOf(found, taking.planned);
  const others = rows.filter((row) => !isCoded(row));
  take(others, renamed, limits, taking);
  return { planned: [...taking.planned.values()], refused };
}

interface Taking {
  /** By the id of the branch, or what a new one is called. */
  readonly planned: Map<string, Read>;
  /** The row that names a channel. */
  readonly channels: Map<string, number>;
  readonly refuse: (row: BranchRow, why: string) => void;
}

function take(rows: readonly BranchRow[], index: Index, limits: Limits, { planned, channels, refuse }: Taking): void {
  for (const row of rows) {
    try {
      const read = readRow(row, index, limits);
      const key = read.before?.id ?? keyOf(read.after);
      const earlier = planned.get(key);
      const one = earlier ? withAnotherChannel(earlier, read) : read;
      for (const channel of read.stated) {
        const other = channels.get(channel);
        if (other !== undefined) throw new Refused(`row ${other} has the same channel`);
        channels.set(channel, row.row);
      }
      planned.set(key, one);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(row, error.message);
    }
  }
}

interface Read extends PlannedChange {
  /** The channels that its rows name, linked already or not. */
  readonly stated: readonly string[];
}

interface Index extends Found {
  readonly byId: ReadonlyMap<string, Branch>;
  readonly byName: ReadonlyMap<string, readonly Branch[]>;
  readonly byCode: ReadonlyMap<string, readonly Branch[]>;
  readonly byChannel: ReadonlyMap<string, Link>;
}

/** @param renamed what branches will be called, by their ids */
function indexOf(found: Found, renamed: ReadonlyMap<string, Read> = new Map()): Index {
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

const keyOf = ({ region, name }: Pick<Branch, 'region' | 'name'>): string => `${region} ${nameKey(name)}`;
const channelKey = ({ platform, workspace, channel }: Channel): string => JSON.stringify([platform, workspace, channel]);

function readRow(row: BranchRow, index: Index, limits: Limits): Read {
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

const codedIn = ({ code = '' }: BranchRow, { byCode }: Index): readonly Branch[] | undefined => (code === '' ? undefined : byCode.get(codeKey(code)));

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
  const code = row.code === undefined ? before?.code : row.code === '' ? undefined : row.code;
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

/** A second row of a branch may only say one more channel. */
function withAnotherChannel(earlier: Read, read: Read): Read {
  const isMore = read.stated.length > 0 && !read.stated.some((one) => earlier.stated.includes(one));
  if (!isMore) throw new Refused(`row ${earlier.row} has the same branch`);
  if (!isAlike(earlier.after, read.after)) throw new Refused(`row ${earlier.row} says something else of the same branch`);
  return { ...earlier, channels: [...earlier.channels, ...read.channels], stated: [...earlier.stated, ...read.stated] };
}

/** What would give two open branches one name in a region, or one code, with why. Names may be exchanged within a file, so all is looked at together. */
function doublesIn(planned: readonly Read[], branches: readonly Branch[]): ReadonlyMap<Read, string> {
  const changing = new Set(planned.flatMap(({ before }) => before?.id ?? []));
  const others = branches.filter(({ id, state }) => state === 'open' && !changing.has(id));
  const doubled = new Map<Read, string>();
  for (const labelOf of [keyOf, codeOf]) noteDoubles(planned, others, labelOf, doubled);
  return doubled;
}

type LabelOf = (branch: Pick<Branch, 'name' | 'region' | 'code'>) => string | undefined;

const codeOf: LabelOf = ({ code }) => (code === undefined ? undefined : codeKey(code));

/** Of two that would have the same, the one that has it already keeps it, and of two new ones the first. */
function noteDoubles(planned: readonly Read[], others: readonly Branch[], labelOf: LabelOf, doubled: Map<Read, string>): void {
  const what = labelOf === codeOf ? 'code' : 'name in its region';
  const owners = new Map<string | undefined, string>(others.map((branch) => [labelOf(branch), branch.name]));
  const keeps = ({ before, after }: Read): boolean => before !== undefined && labelOf(before) === labelOf(after);
  for (const change of [...planned.filter(keeps), ...planned.filter((one) => !keeps(one))]) {
    const label = labelOf(change.after);
    if (label === undefined) continue;
    const owner = owners.get(label);
    if (owner !== undefined) doubled.set(change, `${owner} has the same ${what}`);
    else owners.set(label, change.after.name);
  }
}

const isAlike = (one: BranchDetails, other: BranchDetails): boolean =>
  one.name === other.name &&
  one.code === other.code &&
  one.region === other.region &&
  isSameList(one.serviceGroups, other.serviceGroups) &&
  isSameList(one.tags, other.tags);

const isSameList = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((value, at) => value === other[at]);

const isChange = ({ before, after, channels }: PlannedChange): boolean => before === undefined || channels.length > 0 || !isAlike(before, after);
