import { countsIn, type Held } from '../core/standing.ts';
import { mayReach } from '../roles/authority.ts';
import type { Roles } from '../roles/roles.ts';
import type { Broadcast, HeldBack, Officer } from './broadcast.ts';
import type { Spot } from './broadcast-store.ts';
import { approverOf, goesBy } from './officers.ts';

/** What the roles of those by whom a broadcast goes allow at this moment. */
export type Authority =
  /** `outOf`: where one of them may not send any more. */
  | { readonly kind: 'reaches'; readonly outOf: readonly Spot[] }
  /** None of it may go. `endedAt`: since when, where that is known. */
  | { readonly kind: 'ended'; readonly whose: HeldBack['whose']; readonly endedAt: Date | undefined }
  /** Their platform does not say. */
  | { readonly kind: 'unknown'; readonly whose: HeldBack['whose'] };

/** What is known of the roles of officers while they ask for nothing. */
export type Officers = Pick<Roles, 'given' | 'ended'>;

/** Looks anew what may go, of what is to go to these spots: the sender, and the second officer where one was needed, must each be able to send there. */
export async function authorityNow(broadcast: Broadcast, spots: readonly Spot[], officers: Officers): Promise<Authority> {
  const outOf = new Set<Spot>();
  let unknown: HeldBack['whose'] | undefined;
  for (const [whose, officer] of byWhom(broadcast)) {
    const { held, isComplete } = await officers.given(officer);
    const missed = out(spots, [...seated(officer), ...held], officer);
    if (missed.length > 0 && !isComplete) unknown ??= whose;
    else for (const spot of missed) outOf.add(spot);
    if (spots.length > 0 && outOf.size === spots.length) return { kind: 'ended', whose, endedAt: await endOf(officer, missed, officers) };
  }
  return unknown === undefined ? { kind: 'reaches', outOf: [...outOf] } : { kind: 'unknown', whose: unknown };
}

/** Whether one of those by whom it goes has lost a role since. Cheap: their platforms are not asked. */
export async function hasEnded(broadcast: Broadcast, since: Date, officers: Officers): Promise<boolean> {
  for (const [, officer] of byWhom(broadcast)) if ((await officers.ended(officer)).some(({ at }) => at >= since)) return true;
  return false;
}

function byWhom(broadcast: Broadcast): readonly (readonly [HeldBack['whose'], Officer])[] {
  const approver = approverOf(broadcast);
  return [['sender', goesBy(broadcast)], ...(approver === undefined ? [] : [['approver', approver] as const])];
}

/** The roles of whoever sits at the machine end with nothing. */
const seated = ({ roles = [] }: Officer): readonly Held[] => roles.map((role) => ({ role, reach: 'everywhere' }));

/** Those that none of these roles reaches, as far as they count where the officer was. */
function out(spots: readonly Spot[], held: readonly Held[], officer: Officer): readonly Spot[] {
  const counting = held.filter((one) => countsIn(one, officer));
  return spots.filter((spot) => !mayReach(counting, spot, spot));
}

/** When the last role ended by which they could send there; undefined where it was one of a group of the platform. */
async function endOf(officer: Officer, spots: readonly Spot[], officers: Officers): Promise<Date | undefined> {
  const ended = (await officers.ended(officer)).filter(({ held }) => out(spots, [held], officer).length < spots.length);
  return ended.reduce<Date | undefined>((last, { at }) => (last === undefined || at > last ? at : last), undefined);
}
