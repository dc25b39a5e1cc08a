import type { ClaimColumns } from './claim-columns.ts';

/** What channels follow, and what has changed of it. */
export interface SubscriptionSchema {
  readonly subscriptions: SubscriptionRows;
  readonly digests: DigestRows;
  readonly known_entries: KnownEntryRows;
  readonly entry_changes: EntryChangeRows;
}

/** See src/subscriptions/subscription.ts. */
export interface SubscriptionRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly person: string;
  /** JSON. */
  readonly topics: string;
  /** JSON. */
  readonly schedule: string;
  readonly state: string;
  readonly due_at: number | null;
  /** When the queue has to look at it: its next digest, or the next attempt at one. */
  readonly look_at: number | null;
  /** The number of the last change of the knowledge base that a digest has dealt with. */
  readonly since: number;
  readonly last_at: number | null;
  readonly last_entries: number | null;
  readonly trouble: string | null;
  readonly version: number;
  readonly created_at: number;
}

/** Each digest; its state is `empty` when nothing had changed. */
export interface DigestRows extends ClaimColumns {
  readonly subscription: string;
  /** The number of the last change that it tells of. */
  readonly up_to: number;
}

/** The knowledge base as it was last seen. */
export interface KnownEntryRows {
  readonly id: string;
  /** Of what people read of it. */
  readonly hash: string;
  /** JSON: src/subscriptions/outline.ts. */
  readonly outline: string;
  readonly first_seen_at: number;
  readonly changed_at: number;
  /** When it was found to be gone. */
  readonly removed_at: number | null;
}

/** Each change of what people read, numbered in the order in which they can be seen. */
export interface EntryChangeRows {
  readonly number: number;
  readonly entry: string;
  readonly at: number;
  /** JSON; null where it was not there. */
  readonly before: string | null;
  /** JSON; null where it is not there any more. */
  readonly after: string | null;
}
