import type { Clock } from '../core/clock.ts';
import type { Address, Courier, Delivered } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import { inTime } from '../delivery/in-time.ts';
import { retryAt } from '../delivery/retry.ts';
import type { Broadcast } from './broadcast.ts';
import type { ClaimedDelivery, Lane, SettledDelivery, Task } from './broadcast-store.ts';
import type { Budgets } from './budgets.ts';
import type { Copies } from './copies.ts';
import type { Decision } from './decide.ts';

interface Needs {
  readonly log: Log;
  readonly courier: Courier;
  readonly budgets: Budgets;
  readonly copies: Copies;
  readonly clock: Clock;
}

/** What of a lane is of one kind. */
export interface Stream {
  readonly lane: Lane;
  readonly task: Task;
  readonly broadcast: Broadcast;
}

/** What asks the platform for something. */
export type Acting = Exclude<Decision, { act: 'leave' | 'put back' }>;

/**
 * Which budgets it is taken from: the platform's own, and the workspace's. New messages, edits and looking whether something is there are counted
 * apart, as each is another method with its own limit.
 */
export const budgetKeys = ({ platform, workspace }: Pick<Lane, 'platform' | 'workspace'>, task: Task): readonly [platform: string, workspace: string] => [
  platform,
  `${platform} ${workspace} ${task}`,
];

/** Sends, edits or looks for one copy. Never rejects. @returns what became of it */
export async function bringDelivery(claimed: ClaimedDelivery, decision: Acting, { lane, task, broadcast }: Stream, needs: Needs): Promise<SettledDelivery> {
  const { courier, copies, budgets, clock, log } = needs;
  const startedAt = clock.now();
  const { revision } = decision;
  const outcome = await attempt().catch(unmade);
  if (outcome.status !== 'not sent') reckon(outcome, budgetKeys(lane, task), startedAt, budgets);
  const lookAt = outcome.status === 'later' ? retryAt(outcome, claimed.failures, clock.now(), Math.random()) : undefined;
  return { claimed, outcome, revision, lookAt };

  async function attempt(): Promise<SettledDelivery['outcome']> {
    const to = { platform: lane.platform, workspace: lane.workspace, channel: claimed.channel };
    const delivery = { key: claimed.key, maybeSince: claimed.maybeSince };
    const reply = await copies.of(broadcast, claimed.kind, revision, startedAt);
    if (decision.act === 'edit') return inTime(courier.replace(to, decision.message, reply));
    if (decision.act === 'deliver') return inTime(courier.deliver(to, reply, delivery));
    const found = await courier.find(to, delivery, reply);
    if (found === undefined) return decision.otherwise;
    return found === 'unknown' ? unseen(to) : { status: 'sent', message: found };
  }

  /** Where Steward has no access any more nobody can tell tomorrow either; whatever is there stays. */
  async function unseen(to: Address): Promise<Delivered> {
    const reach = await courier.canReach(to);
    return reach === 'yes' || reach === 'unknown' ? { status: 'later', mayHaveArrived: true } : { status: 'unreachable', why: reach };
  }

  /** A courier never throws: what it shows could not be read from the database, and nothing was sent. */
  function unmade(error: unknown): SettledDelivery['outcome'] {
    const type = error instanceof Error ? error.name : typeof error;
    log.error({ broadcast: broadcast.id, type }, 'what a broadcast says could not be read: it is tried again later; look at the database');
    return { status: 'later', mayHaveArrived: false };
  }
}

/** What an answer says of the limits. One of a single channel says nothing of the others. */
export function reckon(
  outcome: Delivered,
  [platform, workspace]: readonly [platform: string, workspace: string],
  startedAt: Date,
  budgets: Pick<Budgets, 'accepted' | 'refused' | 'failed'>,
): void {
  if (outcome.status !== 'later') {
    budgets.accepted(platform, startedAt);
    budgets.accepted(workspace, startedAt);
  } else if (outcome.afterMs === undefined) {
    budgets.failed(workspace, startedAt);
  } else {
    const scope = outcome.budget?.scope ?? 'workspace';
    if (scope === 'global') budgets.refused(platform, startedAt, outcome.afterMs);
    if (scope === 'workspace') budgets.refused(workspace, startedAt, outcome.afterMs);
  }
}
