import { countsIn, type Held } from '../core/standing.ts';
import { UserError } from '../core/user-error.ts';
import type { Branch, Division } from '../directory/branch.ts';
import { mayReach, overRegion } from '../roles/authority.ts';
import type { Broadcast, BroadcastDelivery } from './broadcast.ts';
import type { Asker } from './broadcasts.ts';

/** What the asker holds that counts where they ask. */
export const heldHere = ({ held, request }: Asker): readonly Held[] => held.filter((one) => countsIn(one, request.place));

/** Whether the asker may see what became of a delivery: who may send there may. */
export const seesDelivery = (held: readonly Held[], { region, link }: Pick<BroadcastDelivery, 'region' | 'link'>): boolean =>
  link === undefined ? overRegion(held, region).some(({ reach }) => reach === 'everywhere') : mayReach(held, { region }, link);

/** Whether the asker speaks for all that a broadcast goes to. @param deliveries all of them, or none before it is sent */
export const mayManage = (held: readonly Held[], { regions }: Pick<Broadcast, 'regions'>, deliveries: readonly BroadcastDelivery[]): boolean =>
  regions.every((region) => overRegion(held, region).length > 0) &&
  deliveries.every(({ region, link }) => link === undefined || mayReach(held, { region }, link));

/** Whether every role that lets the asker manage it counts everywhere: then its deliveries need not be looked at. */
export const mayManageEverywhere = (held: readonly Held[], { regions }: Pick<Broadcast, 'regions'>): boolean =>
  regions.every((region) => overRegion(held, region).some(({ reach }) => reach === 'everywhere'));

export const isSender = ({ sender }: Broadcast, { request: { place, person } }: Asker): boolean =>
  sender.person === person.id && sender.platform === place.platform && sender.workspace === place.workspace;

/** Of which of these regions somebody is an officer, when that is why they may send there; none when it is as a national officer. */
export function sendsFrom(held: readonly Held[], regions: readonly string[]): readonly string[] {
  const isOfficerOf = (region: string): boolean => held.some(({ role, of }) => role === 'regional-officer' && of === region);
  return regions.every(isOfficerOf) ? regions : [];
}

/** @throws {UserError} when some of these are in regions that the asker may not send to: it says which, and who may */
export function checkReach(held: readonly Held[], branches: readonly Branch[], regions: readonly Division[]): void {
  const outside = branches.filter(({ region }) => overRegion(held, region).length === 0);
  const [first] = outside;
  if (first === undefined) return;
  const names = [...new Set(outside.map(({ region }) => nameOf(region, regions)))];
  const who = names.length === 1 ? `an officer of ${names[0]}, or a national officer` : 'a national officer';
  const them =
    outside.length === 1 ? `${first.name}: it is in ${names[0]}` : `${outside.length.toLocaleString('en-GB')} of these branches: they are in ${listed(names)}`;
  const yours = regions.filter(({ id }) => held.some(({ role, of }) => role === 'regional-officer' && of === id)).map(({ name }) => name);
  const leave = yours.length === 0 ? `leave ${outside.length === 1 ? 'it' : 'them'} out` : `send to your own: \`--regions "${yours.join(', ')}"\``;
  throw new UserError(`You may not send to ${them}.`, `That can be done by ${who}: ask one of them, or ${leave}.`, { field: 'regions' });
}

/** Who may do what the asker may not, for a broadcast that they can see. */
export const notYours = (broadcast: Broadcast, regions: readonly Division[]): UserError => {
  const [only, ...more] = broadcast.regions;
  const who = only !== undefined && more.length === 0 ? `an officer of ${nameOf(only, regions)}, or a national officer` : 'a national officer';
  return new UserError(`You may not change “${broadcast.title}”: it also goes to branches that are not yours.`, `That can be done by ${who}: ask one of them.`);
};

const nameOf = (id: string, regions: readonly Division[]): string => regions.find((region) => region.id === id)?.name ?? id;

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names);
