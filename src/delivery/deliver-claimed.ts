import type { Clock } from '../core/clock.ts';
import type { Address, Courier, Delivered, Unreachable } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Reply } from '../core/reply.ts';
import type { Yours } from './claim.ts';
import { COURIER_MS, inTime } from './in-time.ts';
import { retryAlways } from './retry.ts';

interface Needs {
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
}

interface Claimed {
  readonly claim: Yours;
  readonly claimedAt: Date;
  readonly to: Address;
  readonly reply: Reply;
  /** Who is told when its place does not take it, and what; undefined when that need not be told. */
  instead(why: Unreachable): { readonly to: Address; readonly reply: Reply } | undefined;
}

type Later = Extract<Delivered, { status: 'later' }>;
type Ended = { readonly outcome: Exclude<Delivered, Later> } | { readonly outcome: Later; readonly retryAt: Date };

/** Longer than a courier takes: while one process works on a delivery, nobody else does. */
export const LEASE_MS = 35_000;

/** Makes a delivery that was claimed for `LEASE_MS`: it arrives, or is for nobody to take and its owner was told, or is to be tried again. */
export function deliverClaimed({ courier, clock, log }: Needs): (claimed: Claimed) => Promise<Ended> {
  return async ({ claim, claimedAt, to, reply, instead }) => {
    const outcome = await inTime(courier.deliver(to, reply, { key: claim.key, maybeSince: claim.maybeSince }));
    if (outcome.status === 'later') return { outcome, retryAt: retryAt(outcome, claim.failures) };
    return outcome.status === 'sent' ? { outcome } : refused(claim, outcome, instead(outcome.why), claimedAt);
  };

  /** The owner is told first: should that fail for now, all of it is tried again. */
  async function refused(claim: Yours, outcome: Extract<Delivered, { status: 'unreachable' }>, owner: ReturnType<Claimed['instead']>, claimedAt: Date) {
    if (owner === undefined) return { outcome };
    // No time is left to tell anybody before the lease ends.
    if (clock.now().getTime() - claimedAt.getTime() > LEASE_MS - COURIER_MS)
      return { outcome: { status: 'later', mayHaveArrived: false } as const, retryAt: clock.now() };
    const told = await inTime(courier.deliver(owner.to, owner.reply, { key: `${claim.key}.o`, maybeSince: claim.maybeSince }));
    if (told.status === 'later') return { outcome: told, retryAt: retryAt(told, claim.failures) };
    if (told.status === 'unreachable')
      log.warn({ key: claim.key, why: outcome.why }, 'something can be shown neither in its channel nor to who set it: it is kept, and listed as not shown');
    return { outcome };
  }

  function retryAt(later: Later, failures: number): Date {
    return retryAlways(later, failures, clock.now(), Math.random());
  }
}
