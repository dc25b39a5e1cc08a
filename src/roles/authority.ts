import type { Place } from '../core/request.ts';
import { countsIn, type Held } from '../core/standing.ts';
import type { Branch } from '../directory/branch.ts';

/** Roles by which a person may send guidance to branches, see what became of it and chase it: those of an officer of the branch's region, or of the whole union. */
export const overRegion = (held: readonly Held[], region: string): readonly Held[] =>
  held.filter(({ role, of }) => role === 'national-officer' || (role === 'regional-officer' && of === region));

/** Whether a person may send to a branch in a channel of this workspace. */
export const mayReach = (held: readonly Held[], { region }: Pick<Branch, 'region'>, channel: Pick<Place, 'platform' | 'workspace'>): boolean =>
  overRegion(held, region).some((one) => countsIn(one, channel));
