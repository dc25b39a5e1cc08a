import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import { deliverClaimed, LEASE_MS } from '../delivery/deliver-claimed.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { afterDigest, afterRefusal, type Digest, digestNow } from './digest.ts';
import type { KnownEntries } from './known-entries.ts';
import { digestNotice, ownerNotice } from './notice.ts';
import { nextLook, type Subscription } from './subscription.ts';
import type { ClaimedDigest, SettledDigest, SubscriptionStore } from './subscription-store.ts';
import { type Changed, onTopics, whatChanged } from './what-changed.ts';

interface Needs {
  readonly store: SubscriptionStore;
  readonly known: Pick<KnownEntries, 'between'>;
  /** Notes what has changed until now. */
  readonly noteChanges: () => Promise<void>;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
}

type Mine = Extract<ClaimedDigest, { status: 'yours' }>;
type Turn = { readonly subscription: Subscription; readonly digest: Digest };
/** What changed after one number, up to another. */
type ChangedBetween = (after: number, upTo: number) => readonly Changed[];
type Left = { readonly subscription: string; readonly until: Date };

/** Brings the digests that are due on one platform. Give it what the queue says may be due; it looks for itself. */
export function deliverDigests({ store, known, noteChanges, courier, clock, log }: Needs) {
  const deliver = deliverClaimed({ courier, clock, log });

  return async (due: readonly Due[]): Promise<Outcome[]> => {
    await noteChanges();
    const now = clock.now();
    const found = new Map((await store.findAll(due.map(({ key }) => key))).map((subscription) => [subscription.id, subscription]));
    const turns = [...found.values()].flatMap((subscription) => {
      const digest = digestNow(subscription, now);
      return digest === undefined ? [] : [{ subscription, digest }];
    });
    const claims = await store.claim(
      turns.map(({ subscription, digest }) => ({ key: digest.key, subscription: subscription.id })),
      now,
      LEASE_MS,
    );
    const changesBetween = await changesFor(turns, claims);
    // All at once: what waited for its turn could outlive its lease.
    const settled = await Promise.all(turns.map(({ subscription, digest }, nth) => take(subscription, digest, claims[nth], changesBetween, now)));
    await store.settle(
      settled.flatMap((one) => ('claim' in one ? [one] : [])),
      clock.now(),
    );
    const looks = new Map(settled.map((one) => ('claim' in one ? [one.before.id, lookOf(one)] : [one.subscription, one.until])));
    return due.map(({ key }): Outcome => {
      const subscription = found.get(key);
      const at = looks.has(key) ? looks.get(key) : subscription && nextLook(subscription);
      return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
    });
  };

  /** Read once for all of them, and worked out once for those that were told last at the same time: most are due together. */
  async function changesFor(turns: readonly Turn[], claims: readonly ClaimedDigest[]): Promise<ChangedBetween> {
    const ends = claims.flatMap((claim) => (claim.status === 'yours' ? [claim.upTo] : []));
    const changes = ends.length === 0 ? [] : await known.between(Math.min(...turns.map(({ subscription }) => subscription.since)), Math.max(...ends));
    const worked = new Map<string, readonly Changed[]>();
    return (after, upTo) => {
      const window = `${after}-${upTo}`;
      const changed = worked.get(window) ?? whatChanged(changes.filter(({ number }) => number > after && number <= upTo));
      worked.set(window, changed);
      return changed;
    };
  }

  async function take(
    subscription: Subscription,
    digest: Digest,
    claim: ClaimedDigest | undefined,
    changesBetween: ChangedBetween,
    now: Date,
  ): Promise<SettledDigest | Left> {
    if (claim === undefined || claim.status === 'taken') return { subscription: subscription.id, until: claim?.until ?? new Date(now.getTime() + LEASE_MS) };
    // It came before, and a person's change hid that: the next is due by the schedule.
    if (claim.status === 'over')
      return { claim, before: subscription, stands: { after: { ...afterDigest(subscription, digest, 0, 0, now), last: subscription.last } } };
    const changed = onTopics(changesBetween(subscription.since, claim.upTo), subscription.topics);
    const after = done(subscription, digest, claim, changed.length);
    if (changed.length === 0) return { claim, outcome: 'nothing', before: subscription, stands: { after } };
    const { platform, workspace, channel, person } = subscription;
    const ended = await deliver({
      claim,
      claimedAt: now,
      to: { platform, workspace, channel },
      reply: digestNotice(subscription, digest, changed, now),
      instead: (why) => ({ to: { platform, workspace, person }, reply: ownerNotice(subscription, why) }),
    });
    const { outcome } = ended;
    if ('retryAt' in ended) return { claim, outcome, before: subscription, stands: { retryAt: ended.retryAt } };
    return { claim, outcome, before: subscription, stands: { after: ended.outcome.status === 'sent' ? after : afterRefusal(subscription, ended.outcome.why) } };
  }

  /** One that came to no end before is now over, and the one that is due by the schedule comes next. */
  function done(subscription: Subscription, digest: Digest, claim: Mine, entries: number): Subscription {
    const after = afterDigest(subscription, digest, entries, claim.upTo, clock.now());
    return claim.key === digest.key ? after : { ...after, dueAt: subscription.dueAt, last: { at: claim.beganAt, entries } };
  }
}

const lookOf = ({ stands }: SettledDigest): Date | undefined => ('after' in stands ? nextLook(stands.after) : stands.retryAt);
