import type { StoreAddress } from '../src/store/store.ts';

/** Something that knows what is due: measured with ever more waiting. */
export interface Subject {
  /** Lets so many wait for times from tomorrow on, within a year. */
  fill(count: number): Promise<void>;
  /** Adds one for tomorrow. */
  add(key: string): Promise<void>;
  addDue(keys: readonly string[], at: Date): Promise<void>;
  /** Looks once for what is due, and finishes it. @returns how many that were */
  tick(): Promise<number>;
  /**
   * From now on hands over what is due, and makes one small write to the store for each batch.
   * @param due called with how many there are in a batch, when it comes
   * @returns stops it
   */
  work(due: (count: number) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export type OpenSubject = (address: StoreAddress) => Promise<Subject>;

export const TOPIC = 'reminders.slack';
export const DAY_MS = 24 * 60 * 60_000;
export const YEAR_MS = 365 * DAY_MS;
/** How many a tick takes at most. */
export const BATCH = 100;
export const inADay = (): Date => new Date(Date.now() + DAY_MS);
