import type { AuditEntry, Whose } from '../reminders/reminder-store.ts';

/** Where appraisals are kept. Only what was given is: results are worked out again each time. */
export interface AppraisalStore {
  /** Keeps what a person has just worked out in a place. */
  keep(recent: RecentAppraisal): Promise<void>;
  /** The last one of a person in a place; undefined when there is none since then. */
  last(whose: Whose, since: Date): Promise<RecentAppraisal | undefined>;
  /** One that anybody worked out in the place since then. */
  recent(place: FilePlace, id: string, since: Date): Promise<RecentAppraisal | undefined>;
  /**
   * Keeps one under its name. Of two that take the same name at once, one gets it.
   * @returns `taken` when there is one of that name and it may not be replaced: then nothing is done
   */
  save(saved: SavedAppraisal, mayReplace: boolean, entry: AuditEntry): Promise<'saved' | 'replaced' | 'taken'>;
  /** By the key of its name. */
  find(place: FilePlace, key: string): Promise<SavedAppraisal | undefined>;
  /** Those of a channel, latest first. */
  list(place: FilePlace): Promise<readonly SavedAppraisal[]>;
  /** @returns whether it was there */
  remove(place: FilePlace, key: string, entry: AuditEntry): Promise<boolean>;
  /** Deletes what was worked out before then, never what was saved. */
  purge(before: Date): Promise<void>;
}

/** A channel's file. */
export type FilePlace = Omit<Whose, 'person'>;

/** What was given to a calculator, as it was given. */
export interface Inputs {
  /** Its name: `jobs`. */
  readonly calculator: string;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
}

export interface RecentAppraisal extends Inputs, Whose {
  /** Its short name. */
  readonly id: string;
  readonly at: Date;
}

export interface SavedAppraisal extends Inputs, FilePlace {
  readonly id: string;
  /** As somebody wrote it. */
  readonly name: string;
  /** What all ways of writing the name have in common. */
  readonly key: string;
  readonly savedAt: Date;
}
