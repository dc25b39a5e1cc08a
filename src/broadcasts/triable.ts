import type { Directory } from '../directory/directory.ts';
import { mayComeFrom, mayReach } from '../roles/authority.ts';
import type { BroadcastDelivery } from './broadcast.ts';
import type { NewDelivery } from './broadcast-store.ts';
import type { Seen } from './desk.ts';
import { planOf } from './plan.ts';

export interface Triable {
  /** Those that failed or could not be reached, without those that would not be sent to now either. */
  readonly failed: readonly BroadcastDelivery[];
  /** Channels that branches have been given since: those of branches that had none. */
  readonly added: readonly NewDelivery[];
}

/** What of a broadcast can be tried again at this moment. */
export async function triableOf(seen: Pick<Seen, 'broadcast' | 'held'>, deliveries: readonly BroadcastDelivery[], directory: Directory): Promise<Triable> {
  return { failed: await failedOf(seen, deliveries, directory), added: await linkedSince(seen, deliveries, directory) };
}

async function failedOf({ broadcast }: Pick<Seen, 'broadcast'>, deliveries: readonly BroadcastDelivery[], directory: Directory): Promise<Triable['failed']> {
  const failed = deliveries.filter(({ state, link }) => link !== undefined && (state === 'failed' || state === 'unreachable'));
  const links = await directory.linked(failed.flatMap(({ link, why }) => (link !== undefined && why === 'not-accepted' ? [link.id] : [])));
  const isRefused = ({ link, why }: BroadcastDelivery): boolean => {
    const now = link && links.get(link.id);
    return why === 'not-accepted' && (now === undefined || !mayComeFrom(broadcast.sender, now));
  };
  return failed.filter((delivery) => !isRefused(delivery));
}

async function linkedSince(
  { broadcast, held }: Pick<Seen, 'broadcast' | 'held'>,
  deliveries: readonly BroadcastDelivery[],
  directory: Directory,
): Promise<Triable['added']> {
  const without = deliveries.filter(({ link, state, why }) => state === 'unreachable' && (link === undefined || why === 'unlinked') && why !== 'muted');
  const keys = new Set(deliveries.map(({ key }) => key));
  const recipients = await directory.audience({ ...NOBODY, branches: [...new Set(without.map(({ branch }) => branch))] });
  const plan = planOf(broadcast, recipients, (branch, link) => (link.endedAt === undefined && mayReach(held, branch, link) ? undefined : 'out-of-reach'));
  return plan.deliveries.filter(({ key, state }) => state === 'queued' && !keys.has(key));
}

const NOBODY = { all: false, regions: [], serviceGroups: [], tags: [], branches: [], except: [] } as const;
