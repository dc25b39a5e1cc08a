import { UserError } from '../src/core/user-error.ts';
import type { Audience, Branch, Division } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { findDivision, nearestDivisions } from '../src/directory/names.ts';

/** Who something is for, as it is written: names parted by commas, semicolons or lines. */
export interface AudienceWords {
  readonly regions?: string | undefined;
  readonly groups?: string | undefined;
  readonly tagged?: string | undefined;
  readonly branches?: string | undefined;
  readonly except?: string | undefined;
}

const EVERYBODY = /^(?:all|everyone|everybody|every (?:region|branch)|all (?:regions|branches))$/iu;
const NEAR = 3;

/** @throws {UserError} for a name that is not known, with those it may mean */
export async function audienceIn(words: AudienceWords, directory: Directory): Promise<Audience> {
  const all = EVERYBODY.test((words.regions ?? '').trim());
  const named = all ? NOBODY : await namedIn(words.regions, directory);
  return {
    all,
    regions: named.regions,
    serviceGroups: [...new Set([...named.serviceGroups, ...divisionsIn(words.groups, directory.serviceGroups(), 'service group', 'groups')])],
    tags: partsOf(words.tagged).map(tagOf),
    branches: [...new Set([...named.branches, ...(await branchesIn(words.branches, directory, 'branches'))])],
    except: await branchesIn(words.except, directory, 'except'),
  };
}

type Named = Pick<Audience, 'regions' | 'serviceGroups' | 'branches'>;

const NOBODY: Named = { regions: [], serviceGroups: [], branches: [] };

/** Where regions are named people write service groups and branches too: what is the name of one is taken for it. @throws {UserError} for a name of none */
async function namedIn(words: string | undefined, directory: Directory): Promise<Named> {
  const parts = partsOf(words);
  const [regions, serviceGroups] = [directory.regions(), directory.serviceGroups()];
  const found = { regions: new Set<string>(), serviceGroups: new Set<string>(), branches: new Set<string>() };
  for (let from = 0; from < parts.length; ) {
    const region = longestName(parts, from, regions);
    const group = region === undefined ? longestName(parts, from, serviceGroups) : undefined;
    const part = parts[from] ?? '';
    if (region) found.regions.add(region.id);
    else if (group) found.serviceGroups.add(group.id);
    else if (await isBranch(part, directory)) found.branches.add((await branchNamed(part, directory, 'regions')).id);
    else throw unknown(part, regions, 'region', 'regions');
    from = region?.end ?? group?.end ?? from + 1;
  }
  return { regions: [...found.regions], serviceGroups: [...found.serviceGroups], branches: [...found.branches] };
}

const isBranch = async (name: string, directory: Directory): Promise<boolean> => (await directory.find(name, NEAR)).some((branch) => isNamed(branch, name));

/** How an audience is written. */
export async function audienceWords(audience: Audience, directory: Directory): Promise<AudienceWords> {
  const names = (ids: readonly string[], divisions: readonly Division[]): string | undefined =>
    written(ids.map((id) => divisions.find((division) => division.id === id)?.name ?? id));
  return {
    regions: audience.all ? 'all' : names(audience.regions, directory.regions()),
    groups: names(audience.serviceGroups, directory.serviceGroups()),
    tagged: written(audience.tags),
    branches: written((await directory.branches(audience.branches)).map(writtenBranch)),
    except: written((await directory.branches(audience.except)).map(writtenBranch)),
  };
}

/** A code is one branch's alone; names can come twice. */
const writtenBranch = ({ code, id }: Branch): string => code ?? id;

const written = (names: readonly string[]): string | undefined => (names.length === 0 ? undefined : names.join('; '));

/** `PFI schools` is `pfi-schools`, as branches have it. */
export const tagOf = (words: string): string =>
  words
    .toLowerCase()
    .match(/[a-z0-9]+/gu)
    ?.join('-') ?? '';

const partsOf = (words: string | undefined): string[] =>
  (words ?? '')
    .split(/[,;\n]/u)
    .map((part) => part.replace(/^[\s"“]+|[\s"”]+$/gu, ''))
    .filter((part) => part !== '');

function divisionsIn(words: string | undefined, divisions: readonly Division[], what: string, field: string): string[] {
  const parts = partsOf(words);
  const found: string[] = [];
  for (let from = 0; from < parts.length; ) {
    const division = longestName(parts, from, divisions);
    if (division === undefined) throw unknown(parts[from] ?? '', divisions, what, field);
    found.push(division.id);
    from = division.end;
  }
  return [...new Set(found)];
}

/** A name may have commas itself: the longest that is one is taken. `end` is the part after it. */
function longestName(parts: readonly string[], from: number, divisions: readonly Division[]): { readonly id: string; readonly end: number } | undefined {
  for (let end = parts.length; end > from; end--) {
    const division = findDivision(parts.slice(from, end).join(', '), divisions);
    if (division) return { id: division.id, end };
  }
  return undefined;
}

function unknown(name: string, divisions: readonly Division[], what: string, field: string): UserError {
  const near = nearestDivisions(name, divisions, NEAR).map((division) => division.name);
  const remedy = near.length > 0 ? `Did you mean ${or(near)}?` : `These are the ${what}s: ${divisions.map((division) => division.name).join('; ')}.`;
  return new UserError(`I know no ${what} called “${name}”.`, remedy, { field });
}

const or = (names: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);

async function branchesIn(words: string | undefined, directory: Directory, field: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of partsOf(words)) found.push((await branchNamed(name, directory, field)).id);
  return [...new Set(found)];
}

async function branchNamed(name: string, directory: Directory, field: string): Promise<Branch> {
  const near = await directory.find(name, NEAR);
  const [only, ...more] = near.filter((branch) => isNamed(branch, name));
  if (only !== undefined && more.length === 0) return only;
  if (only !== undefined)
    throw new UserError(
      `Several branches are called “${name}”.`,
      `Say which by its code or short name: ${[only, ...more].map(described(directory)).join('; ')}.`,
      {
        field,
      },
    );
  const remedy = near.length > 0 ? `Did you mean ${or(near.map(described(directory)))}?` : 'Look with `branches`: it shows the name and code of each.';
  throw new UserError(`I know no branch called “${name}”.`, remedy, { field });
}

const described =
  (directory: Directory) =>
  ({ name, code, id, region }: Branch): string =>
    `${name} (${directory.regions().find((one) => one.id === region)?.name ?? region}, ${code ?? id})`;
