import type { Delivered } from '../core/courier.ts';
import type { Claim } from '../delivery/claim.ts';
import type { Asked } from './asked.ts';
import type { Reminder } from './reminder.ts';

/** Where reminders are kept, with what became of each showing and who did what. */
export interface ReminderStore {
  /**
   * Keeps new ones, all or none.
   * @param asked what they were asked for by. When the same was asked for just before, and what came of it is not over, nothing is kept
   * @returns those that are there now: the new ones, or those of before
   */
  add(reminders: readonly Reminder[], entries: readonly AuditEntry[], asked?: Asked): Promise<readonly Reminder[]>;
  find(id: string): Promise<Reminder | undefined>;
  /** Those of a list that there are. What cannot be read is logged and named: it must not hold up the others. */
  findAll(ids: readonly string[]): Promise<{ readonly reminders: readonly Reminder[]; readonly unreadable: readonly string[] }>;
  /** Those of some deadlines, over or not, in the order of their steps. */
  ofDeadlines(ids: readonly string[]): Promise<readonly Reminder[]>;
  /** Those shown or set in a channel, or set by this person, that are not over; nearest first. Those of deadlines only when they could not be shown. */
  listFor(whose: Whose, limit: number): Promise<readonly Reminder[]>;
  /** Replaces it, unless it was changed since `reminder` was read: then nothing is done. `next.version` is one more. @returns whether it was */
  replace(reminder: Reminder, next: Reminder, entry: AuditEntry): Promise<boolean>;
  /** Those that should have been looked at before `by`: what the queue may have lost. */
  overdue(platform: string, by: Date, limit: number): Promise<readonly Due[]>;
  /**
   * Takes showings in hand for `leaseMs`: nobody else gets them meanwhile.
   * @returns one for each, in any order
   */
  claim(showings: readonly { readonly key: string; readonly reminder: string }[], now: Date, leaseMs: number): Promise<readonly Claim[]>;
  /** Writes down what became of showings and how their reminders stand now, all together. A reminder that a person has changed meanwhile keeps that change. */
  settle(results: readonly Settled[], now: Date): Promise<void>;
  /** The last message that showed it, for changing it, and whether that was `answered`. */
  lastShown(reminder: string): Promise<{ readonly key: string; readonly message: string; readonly isAnswered: boolean } | undefined>;
  /** Somebody has dealt with what that showing asked. */
  answered(key: string): Promise<void>;
  history(subject: string, limit: number): Promise<readonly AuditEntry[]>;
  /** Deletes what nobody needs any more. */
  purge(now: Date): Promise<void>;
}

export interface Whose {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly person: string;
}

export interface Due {
  readonly id: string;
  readonly at: Date;
}

export interface Settled {
  readonly claim: Extract<Claim, { status: 'yours' | 'over' }>;
  /** Left out for one that was shown before. */
  readonly outcome?: Delivered | undefined;
  /** How it stood when it was shown. */
  readonly before: Reminder;
  /** How it stands now, or when it is tried again: nobody gets it before. */
  readonly stands: { readonly after: Reminder } | { readonly retryAt: Date };
}

/** Who did what to what. Ids only. */
export interface AuditEntry {
  readonly at: Date;
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  /** `reminder set`, `reminder paused`… */
  readonly action: string;
  /** `reminder:k3m9xq`. */
  readonly subject: string;
}
