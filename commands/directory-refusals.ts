import { UserError } from '../src/core/user-error.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { findDivision, nearestDivisions } from '../src/directory/names.ts';
import { regionName } from './branch-blocks.ts';

const EVERYWHERE = 'an administrator named by whoever runs Steward';

/** @throws {UserError} that says who may */
export function refuseUnless(isAllowed: boolean, what: string, who: readonly string[]): void {
  if (isAllowed) return;
  throw new UserError(`You may not ${what}.`, `It can be done by ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(who)}: ask one of them.`);
}

export const whoLinks = (branch: Branch, directory: Directory): readonly string[] => [
  `a branch officer of ${branch.name}`,
  `a regional officer of ${regionName(directory, branch.region)}`,
  'a national officer',
  'an administrator of this workspace',
];

export const whoTends = (branch: Branch, directory: Directory): readonly string[] => [
  `a branch officer of ${branch.name}`,
  ...whoGoverns(branch.region, directory),
];

/** Their roles count in every workspace. */
export const whoGoverns = (region: string, directory: Directory): readonly string[] => [
  `a regional officer of ${regionName(directory, region)}`,
  'a national officer',
  EVERYWHERE,
];

/** @throws {UserError} for what is no region, with what it may be */
export function regionNamed(words: string, directory: Directory, lineFor: (region: string) => string) {
  const regions = directory.regions();
  const region = findDivision(words, regions);
  if (region) return region;
  const near = nearestDivisions(words, regions);
  throw new UserError(
    `I know of no region called “${words}”.`,
    near.length > 0 ? `Did you mean ${near.map(({ name }) => name).join(' or ')}?` : `They are ${regions.map(({ name }) => name).join('; ')}.`,
    { field: 'region', tryThese: near.map(({ id }) => lineFor(id)) },
  );
}
