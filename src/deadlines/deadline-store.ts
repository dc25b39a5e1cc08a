import type { Asked } from '../reminders/asked.ts';
import type { Reminder } from '../reminders/reminder.ts';
import type { AuditEntry, Whose } from '../reminders/reminder-store.ts';
import type { Deadline } from './deadline.ts';

/** Where deadlines are kept, together with their reminders. */
export interface DeadlineStore {
  /**
   * Both or neither.
   * @param asked what it was asked for by. When the same was asked for just before, and that deadline is open, nothing is kept
   * @returns the one that is there now
   */
  add(deadline: Deadline, ladder: readonly Reminder[], entry: AuditEntry, asked?: Asked): Promise<Deadline>;
  find(id: string): Promise<Deadline | undefined>;
  /** Those of a channel, or started by this person: open ones by nearness, and with `isAll` then the others, latest first. */
  listFor(whose: Whose, isAll: boolean): Promise<readonly Deadline[]>;
  /**
   * Replaces it and does so much to its reminders, unless it was changed since `deadline` was read: then nothing is done.
   * @returns whether it was
   */
  replace(deadline: Deadline, next: Deadline, ladder: LadderChange, entry: AuditEntry): Promise<boolean>;
}

export interface LadderChange {
  /** The reminders of these steps (numbers in its plan) stop. */
  readonly stopSteps: readonly number[];
  readonly add: readonly Reminder[];
}
