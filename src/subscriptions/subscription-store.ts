import type { Delivered } from '../core/courier.ts';
import type { Place } from '../core/request.ts';
import type { Claim, Yours } from '../delivery/claim.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { Subscription } from './subscription.ts';

/** Where subscriptions are kept, with what became of each digest. */
export interface SubscriptionStore {
  /** The one of a channel, whatever its state. */
  of(place: Place): Promise<Subscription | undefined>;
  /** Those of a list of ids that there are. */
  findAll(ids: readonly string[]): Promise<readonly Subscription[]>;
  /** Keeps the first one of a channel. @returns false when it has one: then nothing is done */
  add(subscription: Subscription, entry: AuditEntry): Promise<boolean>;
  /** Replaces it, unless it was changed since `before` was read: then nothing is done. @returns whether it was. `next.version` is one more; what digests have dealt with is left alone unless `next.since` is higher */
  replace(before: Subscription, next: Subscription, entry: AuditEntry): Promise<boolean>;
  /** Those that should have been looked at before `by`: what the queue may have lost. */
  overdue(platform: string, by: Date, limit: number): Promise<readonly { readonly id: string; readonly at: Date }[]>;
  /**
   * Takes digests in hand for `leaseMs`. A digest of the same subscription that came to no end is handed out before a new one: it may have arrived,
   * and what it told must not be told again.
   * @returns one for each, in their order
   */
  claim(digests: readonly Wanted[], now: Date, leaseMs: number): Promise<readonly ClaimedDigest[]>;
  /** Writes down what became of digests and how their subscriptions stand now, all together. One that a person has changed meanwhile keeps that change. */
  settle(results: readonly SettledDigest[], now: Date): Promise<void>;
  /** Deletes what nobody needs any more. */
  purge(now: Date): Promise<void>;
}

interface Wanted {
  readonly key: string;
  readonly subscription: string;
}

/** `upTo`: the number of the last change that it tells of, the same however often it is tried. */
export type ClaimedDigest = (Yours & { readonly upTo: number }) | Exclude<Claim, Yours>;

export interface SettledDigest {
  readonly claim: Extract<ClaimedDigest, { status: 'yours' | 'over' }>;
  /** `nothing` had changed; left out for one that is over. */
  readonly outcome?: Delivered | 'nothing' | undefined;
  readonly before: Subscription;
  /** How it stands now, or when it is tried again. */
  readonly stands: { readonly after: Subscription } | { readonly retryAt: Date };
}
