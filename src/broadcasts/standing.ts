import type { Branch } from '../directory/branch.ts';
import type { BroadcastDelivery, Counts, DeliveryState, Reason, Unreached } from './broadcast.ts';
import type { BranchStanding } from './broadcasts.ts';

/** Of a branch with several channels, the first of these that any of them is in. */
const ORDER: readonly DeliveryState[] = ['acknowledged', 'sent', 'sending', 'queued', 'failed', 'unreachable', 'withdrawn'];

/**
 * One standing a branch, each in exactly one state, in the order of its deliveries.
 * @param people how many acknowledged it in each branch
 */
export function standingsOf(
  deliveries: readonly BroadcastDelivery[],
  branches: ReadonlyMap<string, Branch>,
  people: ReadonlyMap<string, number>,
): BranchStanding[] {
  const byBranch = new Map<string, BroadcastDelivery[]>();
  for (const delivery of deliveries) {
    const own = byBranch.get(delivery.branch);
    if (own === undefined) byBranch.set(delivery.branch, [delivery]);
    else own.push(delivery);
  }
  return [...byBranch].flatMap(([id, own]) => {
    const branch = branches.get(id);
    return branch === undefined ? [] : [standingOf(branch, own, people.get(id) ?? 0)];
  });
}

function standingOf(branch: Branch, own: readonly BroadcastDelivery[], people: number): BranchStanding {
  const [best] = own.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || timeOf(one) - timeOf(other));
  if (best === undefined) return { branch, region: branch.region, state: 'unreachable', why: 'no-channel', isLate: false, people };
  const { state, region, why, isLate } = best;
  return {
    branch,
    region,
    state,
    why: state === 'failed' || state === 'unreachable' ? why : undefined,
    at: best.acknowledgedAt ?? best.sentAt,
    isLate,
    people,
  };
}

const timeOf = ({ acknowledgedAt, sentAt }: BroadcastDelivery): number => (acknowledgedAt ?? sentAt)?.getTime() ?? Number.MAX_SAFE_INTEGER;

/** How many are in each state. */
export function countsOf(all: readonly { readonly state: DeliveryState }[]): Counts {
  const counts: Record<DeliveryState, number> = { queued: 0, sending: 0, sent: 0, acknowledged: 0, failed: 0, unreachable: 0, withdrawn: 0 };
  for (const { state } of all) counts[state] += 1;
  return { ...counts, total: all.length };
}

export function unreachedOf(deliveries: readonly Pick<BroadcastDelivery, 'state' | 'why' | 'link'>[]): Unreached {
  const without = new Map<Reason, number>();
  let notAccepted = 0;
  for (const { state, why, link } of deliveries) {
    if (state !== 'unreachable' || why === undefined) continue;
    if (link === undefined) without.set(why, (without.get(why) ?? 0) + 1);
    else if (why === 'not-accepted') notAccepted += 1;
  }
  return { without: [...without].map(([why, branches]) => ({ why, branches })), notAccepted };
}
