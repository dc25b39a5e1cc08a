import { doublesIn } from './doubles-in.ts';
import type { BranchDetails } from './import.ts';
import type { Found, Limits, Plan, PlannedChange, RefusedRow } from './import-plan.ts';
import { nameKey } from './names.ts';
import type { BranchRow } from './read-branches.ts';
import { codedIn, type Index, indexOf, keyOf, type Read, Refused, readRow } from './read-row.ts';
import { withoutRepeats } from './without-repeats.ts';

/** What a file would change, row by row: pure, so that what is shown is what is done. Rows that cannot be used are refused one by one, and say why. */
export function changesFor(rows: readonly BranchRow[], found: Found, limits: Limits): Plan {
  const { first, repeats } = withoutRepeats(rows, found);
  const doubled: RefusedRow[] = [...repeats];
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

function takeAll(rows: readonly BranchRow[], found: Found, limits: Limits) {
  const refused: RefusedRow[] = [];
  const taking: Taking = { planned: new Map(), refuse: ({ row, name }, why) => void refused.push({ row, name, why }) };
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
  readonly refuse: (row: BranchRow, why: string) => void;
}

function take(rows: readonly BranchRow[], index: Index, limits: Limits, { planned, refuse }: Taking): void {
  for (const row of rows) {
    try {
      const read = readRow(row, index, limits);
      const key = read.before?.id ?? keyOf(read.after);
      const earlier = planned.get(key);
      planned.set(key, earlier ? withAnotherChannel(earlier, read) : read);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(row, error.message);
    }
  }
}

/** A second row of a branch may only say one more channel. */
function withAnotherChannel(earlier: Read, read: Read): Read {
  const isMore = read.stated.length > 0 && !read.stated.some((one) => earlier.stated.includes(one));
  if (!isMore) throw new Refused(`row ${earlier.row} has the same branch`);
  // Written in another way it is the same name: as it would be if the branch were known already.
  const { name } = nameKey(earlier.after.name) === nameKey(read.after.name) ? earlier.after : read.after;
  if (!isAlike(earlier.after, { ...read.after, name })) throw new Refused(`row ${earlier.row} says something else of the same branch`);
  return { ...earlier, channels: [...earlier.channels, ...read.channels], stated: [...earlier.stated, ...read.stated] };
}

const isAlike = (one: BranchDetails, other: BranchDetails): boolean =>
  one.name === other.name &&
  one.code === other.code &&
  one.region === other.region &&
  isSameList(one.serviceGroups, other.serviceGroups) &&
  isSameList(one.tags, other.tags);

const isSameList = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((value, at) => value === other[at]);

const isChange = ({ before, after, channels }: PlannedChange): boolean => before === undefined || channels.length > 0 || !isAlike(before, after);
