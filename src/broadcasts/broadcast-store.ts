import type { Address, Delivered } from '../core/courier.ts';
import type { Place } from '../core/request.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { Broadcast, BroadcastDelivery, Counts, Unreached } from './broadcast.ts';

/** Where broadcasts are kept: one row a broadcast, one a delivery, one a person's acknowledgement, one a question. */
export interface BroadcastStore {
  add(broadcast: Broadcast, file: Uint8Array | undefined, entry: AuditEntry): Promise<void>;
  find(id: string): Promise<Broadcast | undefined>;
  /** Newest first. @param before only those that are older than this one */
  list(limit: number, before?: Pick<Broadcast, 'id' | 'createdAt'>): Promise<readonly Broadcast[]>;
  file(broadcast: string): Promise<Uint8Array | undefined>;
  /** Its words as they were at a revision: what a copy that is in doubt may show. */
  wordsAt(broadcast: string, revision: number): Promise<{ readonly title: string; readonly body: string } | undefined>;
  /**
   * Replaces it unless it was changed since `before` was read, together with what becomes of its deliveries: all or nothing.
   * `next.version` is one more; words of a new revision are kept beside the old ones.
   * @returns whether it was
   */
  replace(before: Broadcast, next: Broadcast, entry: AuditEntry | undefined, change?: DeliveriesChange, file?: Uint8Array): Promise<boolean>;
  counts(broadcasts: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
  unreached(broadcast: string): Promise<Unreached>;
  /** Its deliveries without chasers, by region, branch and key, a page at a time: there may be thousands. */
  deliveries(broadcast: string, after: string | undefined, limit: number): Promise<readonly BroadcastDelivery[]>;
  /** The one to a channel; the latest, where the channel has become another branch's meanwhile. */
  deliveryAt(broadcast: string, place: Place): Promise<BroadcastDelivery | undefined>;
  /**
   * What was sent to a channel, newest first: what arrived, may have arrived, or failed.
   * @param person whose acknowledgements count where each person is asked, as `acknowledge` was given them
   * @param before the key of a delivery to that channel: only what was sent before it
   */
  broughtTo(place: Place, person: string, limit: number, before?: string): Promise<readonly Brought[]>;
  /** Workspaces in which something of it has to be looked at, and when first. */
  lanes(broadcast: string): Promise<readonly (Lane & { readonly at: Date })[]>;
  /** The same of all broadcasts of a platform that should have been looked at before `by`: what the queue may have lost. */
  overdue(platform: string, by: Date, limit: number): Promise<readonly (Lane & { readonly at: Date })[]>;
  /** What there is to do in a lane by then. */
  tasks(lane: Lane, by: Date): Promise<readonly Task[]>;
  /** Takes what is due in a lane in hand for `leaseMs`, earliest first: nobody else gets it meanwhile. */
  claim(lane: Lane, limit: number, now: Date, leaseMs: number, only?: Task): Promise<readonly ClaimedDelivery[]>;
  /**
   * Writes down what became of deliveries, all together. One that was changed meanwhile (withdrawn, acknowledged) keeps that change, and one that
   * is to show a later revision than `revision` is looked at again at once, or when an edit in doubt can no more arrive on top. Of a claim that is not
   * the last, only that it was sent counts.
   */
  settle(results: readonly SettledDelivery[], now: Date): Promise<void>;
  /** @returns whether it is the first of this branch, or of this person where each is asked */
  acknowledge(
    broadcast: Pick<Broadcast, 'id' | 'receipt'>,
    delivery: Pick<BroadcastDelivery, 'key' | 'branch'>,
    person: string,
    at: Date,
    isLate: boolean,
  ): Promise<boolean>;
  /** How many branches have it of which nobody has acknowledged it: those whom a chase reminds. */
  silent(broadcast: string): Promise<number>;
  /** Where what waits to be sent is to go, or where those are whom a chase reminds. */
  spots(broadcast: string, of: 'queued' | 'silent'): Promise<readonly Spot[]>;
  /** How many people acknowledged it in each branch. */
  people(broadcast: string): Promise<ReadonlyMap<string, number>>;
  /** Keeps a question until it has been brought to the sender. */
  addQuestion(question: Question): Promise<void>;
  /** Unlike deliveries there are few: claimed one by one, and deleted when they have been brought. */
  claimQuestion(id: string, now: Date, leaseMs: number): Promise<(Question & { readonly maybeSince: Date | undefined; readonly failures: number }) | undefined>;
  settleQuestion(id: string, outcome: 'brought' | { readonly retryAt: Date; readonly mayHaveArrived: boolean }): Promise<void>;
  overdueQuestions(by: Date, limit: number): Promise<readonly { readonly id: string; readonly at: Date }[]>;
  /** Those whose chase, start or progress has to be looked at before `by`. */
  waiting(by: Date, limit: number): Promise<readonly string[]>;
  history(broadcast: string, limit: number): Promise<readonly AuditEntry[]>;
  /** Deletes what nobody needs any more. */
  purge(now: Date): Promise<void>;
}

/** A broadcast in a channel that it was sent to. */
export interface Brought {
  readonly broadcast: Broadcast;
  readonly delivery: BroadcastDelivery;
  /** When it arrived; until that is known, when it was last tried. */
  readonly at: Date;
  /** That of the branch, or of the person where each is asked. */
  readonly acknowledged?: { readonly at: Date; readonly isLate: boolean } | undefined;
}

/** What of one broadcast goes to one workspace: a lane has its own budget and never holds up another. */
export interface Lane {
  readonly broadcast: string;
  readonly platform: string;
  readonly workspace: string;
}

/** `new`: surely not there yet; `doubtful`: it may be there, and the platform is asked first; `edit`: it is there, and is to say something else. */
export type Task = 'new' | 'doubtful' | 'edit';

export type NewDelivery = Pick<BroadcastDelivery, 'key' | 'broadcast' | 'branch' | 'region' | 'link' | 'why'> & { readonly state: 'queued' | 'unreachable' };

export type DeliveriesChange =
  /** `firstOf`: branches that stood there without a channel, and have one of these now. */
  | { readonly kind: 'add'; readonly deliveries: readonly NewDelivery[]; readonly lookAt: Date; readonly firstOf?: readonly string[] }
  /** What has not gone does not go; what may be on its way is settled first. */
  | { readonly kind: 'withdraw queued' }
  /** All copies are edited to what the broadcast says now; with `withdraw queued` before it when it is withdrawn. */
  | { readonly kind: 'show anew'; readonly at: Date; readonly alsoWithdraw: boolean }
  /** Failed and unreachable ones with a channel. */
  | { readonly kind: 'try again'; readonly at: Date }
  /** What was to go there does not: it is unreachable, out of reach. */
  | { readonly kind: 'out of reach'; readonly spots: readonly Spot[] }
  /** A chaser to each channel of a branch of which nothing is acknowledged, but not there. */
  | { readonly kind: 'chase'; readonly number: number; readonly at: Date; readonly except?: readonly Spot[] | undefined };

/** Branches of a region in a workspace: whoever may send to one of them there may send to all. */
export interface Spot {
  readonly region: string;
  readonly platform: string;
  readonly workspace: string;
}

export interface ClaimedDelivery {
  readonly key: string;
  readonly kind: 'notice' | 'chaser';
  /** `deliver` what is not there yet; `edit` the message that is. */
  readonly task: 'deliver' | { readonly edit: string };
  readonly branch: string;
  readonly link: string;
  readonly channel: string;
  /** Which claim of it this is. */
  readonly claim: number;
  /** The revision that an attempt before may have shown; the broadcast's own when there was none. */
  readonly revision: number;
  /** Set when an attempt before may have arrived: when the first of them began. */
  readonly maybeSince: Date | undefined;
  readonly failures: number;
  /** It was withdrawn or cancelled: it is not to be sent any more, and only whether it arrived is to be found out. */
  readonly isOff: boolean;
  /** Somebody of the branch has acknowledged it. */
  readonly isAcknowledged: boolean;
}

export interface SettledDelivery {
  readonly claimed: ClaimedDelivery;
  /** What the courier said (`later` with `afterMs` counts as no failure); or that it is not to be sent (paused, withdrawn, unlinked, its workspace not accepted). */
  readonly outcome: Delivered | { readonly status: 'not sent'; readonly why?: 'unlinked' | 'not-accepted' | undefined };
  /** The revision that was to be shown. */
  readonly revision: number;
  /** When it is looked at again; undefined when it is settled: `later` is then given up, `not sent` is withdrawn. */
  readonly lookAt: Date | undefined;
}

export interface Question {
  readonly id: string;
  readonly broadcast: string;
  readonly branch: string;
  readonly words: string;
  readonly to: Address;
  readonly askedAt: Date;
}
