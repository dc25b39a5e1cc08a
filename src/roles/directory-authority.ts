import type { Place } from '../core/request.ts';
import { countsIn, type Held } from '../core/standing.ts';
import type { Branch, Link } from '../directory/branch.ts';

type Workspace = Pick<Place, 'platform' | 'workspace'>;

const isOfficerOf = ({ role, of }: Held, { id, region }: Pick<Branch, 'id' | 'region'>): boolean =>
  role === 'national-officer' || (role === 'regional-officer' && of === region) || (role === 'branch-officer' && of === id);

/** Whether a person may link a channel of this workspace to a branch, or end such a link: an officer of the branch or above, or who administers the workspace. */
export const mayLink = (held: readonly Held[], branch: Pick<Branch, 'id' | 'region'>, where: Workspace): boolean =>
  held.some((one) => countsIn(one, where) && (isOfficerOf(one, branch) || one.role === 'administrator'));

/** Whether a person may add a branch to a region from this workspace. */
export const mayAdd = (held: readonly Held[], region: string, where: Workspace): boolean =>
  held.some((one) => countsIn(one, where) && (one.role === 'administrator' || (one.role !== 'branch-officer' && isOfficerOf(one, { id: '', region }))));

/** Whether a person may set a branch's tags and what it mutes. That counts everywhere, so a role that counts in one workspace has to be one of the branch's own. */
export const mayTend = (held: readonly Held[], branch: Pick<Branch, 'id' | 'region'>, links: readonly Link[]): boolean =>
  held.some((one) => isOfficerOf(one, branch) && (one.reach === 'everywhere' || links.some((link) => countsIn(one, link)))) || mayGovern(held, branch.region);

/** Whether a person may change what the branches of a region are. That counts everywhere, and so must the role: one who rules one workspace rules no region. */
export const mayGovern = (held: readonly Held[], region: string): boolean =>
  held.some((one) => one.reach === 'everywhere' && (one.role === 'administrator' || (one.role !== 'branch-officer' && isOfficerOf(one, { id: '', region }))));

/** Whether a person may accept and refuse workspaces: a role for the whole union that counts in all of them. */
export const mayAccept = (held: readonly Held[]): boolean =>
  held.some(({ role, reach }) => reach === 'everywhere' && (role === 'administrator' || role === 'national-officer'));

/** Those, in words. */
export const WHO_ACCEPTS = 'a national officer or an administrator whose role counts everywhere';
