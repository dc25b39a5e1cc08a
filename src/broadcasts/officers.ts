import type { Request } from '../core/request.ts';
import type { Broadcast, Officer } from './broadcast.ts';

export const officerOf = ({ person, place: { platform, workspace } }: Request): Officer => ({ platform, workspace, person: person.id, roles: person.roles });

/** Ids of people are a platform's own, and on some the same in every workspace. */
export const isSameOfficer = (one: Officer, other: Officer): boolean => one.platform === other.platform && one.person === other.person;

/** By whose role it goes: the sender's, or of whoever resumed it since. */
export const goesBy = ({ authority, sender }: Pick<Broadcast, 'authority' | 'sender'>): Officer => authority ?? sender;

/** The second officer, once there is one. */
export function approverOf({ approval, sender: { platform, workspace } }: Pick<Broadcast, 'approval' | 'sender'>): Officer | undefined {
  return approval?.by === undefined ? undefined : { platform, workspace, ...approval.from, person: approval.by };
}
