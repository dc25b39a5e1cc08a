import type { Outline } from './outline.ts';

/** What is known of the entries of the knowledge base, and how it changed: once, however many processes see a change. */
export interface KnownEntries {
  /**
   * Compares the knowledge base as it was read with what is known of it, and keeps what is different. What is there the first time ever is no change.
   * @param faulty files that were left out for a fault: their entries are not gone
   * @returns how many entries changed
   */
  note(current: ReadonlyMap<string, Outline>, faulty: ReadonlySet<string>, now: Date): Promise<number>;
  /** The number of the last change; 0 before the first. */
  last(): Promise<number>;
  /** Changes with numbers above `after` and up to `upTo`, in their order. */
  between(after: number, upTo: number): Promise<readonly EntryChange[]>;
  /** Deletes what no digest will look at any more. */
  purge(now: Date): Promise<void>;
}

/** One change of one entry. Numbers rise in the order in which changes can be seen: once there is a number, no lower one appears. */
export interface EntryChange {
  readonly number: number;
  readonly entry: string;
  readonly at: Date;
  /** Undefined where it was not there. */
  readonly before: Outline | undefined;
  /** Undefined where it is not there any more. */
  readonly after: Outline | undefined;
}
