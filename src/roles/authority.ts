import type { Place } from '../core/request.ts';
import { countsIn, type Held } from '../core/standing.ts';
import type { Branch, Link } from '../directory/branch.ts';
import type { GivenRole } from './grant.ts';

/** Roles by which a person may send guidance to branches, see what became of it and chase it: those of an officer of the branch's region, or of the whole union. */
export const overRegion = (held: readonly Held[], region: string): readonly Held[] =>
  held.filter(({ role, of }) => role === 'national-officer' || (role === 'regional-officer' && of === region));

/** Whether a person may send to a branch in a channel of this workspace. */
export const mayReach = (held: readonly Held[], { region }: Pick<Branch, 'region'>, channel: Pick<Place, 'platform' | 'workspace'>): boolean =>
  overRegion(held, region).some((one) => countsIn(one, channel));

/**
 * Whether something that is sent in one workspace may come to a channel of another: only when that one was accepted, as anybody can make a workspace
 * and link a branch there. What is sent in a workspace may always stay in it.
 */
export const mayComeFrom = (sender: Pick<Place, 'platform' | 'workspace'>, channel: Pick<Link, 'platform' | 'workspace' | 'isAccepted'>): boolean =>
  channel.isAccepted === true || (sender.platform === channel.platform && sender.workspace === channel.workspace);

/** A role that is given or taken back, with what decides who may. */
export interface Giving {
  readonly role: GivenRole;
  /** Region of a regional officer, branch of a branch officer. */
  readonly of?: string | undefined;
  /** Region of that branch. */
  readonly region?: string | undefined;
}

/** Roles by which a person may give and take back this one: as far as they count themselves, and no further. */
export const overRole = (held: readonly Held[], given: Giving): readonly Held[] => held.filter((one) => isOver(one, given));

function isOver({ role, of }: Held, given: Giving): boolean {
  switch (role) {
    case 'administrator':
    case 'national-officer':
      return true;
    case 'regional-officer':
      return of !== undefined && (given.role === 'regional-officer' ? given.of === of : given.role === 'branch-officer' && given.region === of);
    case 'branch-officer':
      return of !== undefined && given.role === 'branch-officer' && given.of === of;
    default:
      return false;
  }
}
