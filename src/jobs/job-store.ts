import type { DeadLetter, Job } from './queue.ts';

/** Where jobs wait. This alone differs between the engines: a table of our own, and pg-boss. Everything throws a StoreError when the database is away. */
export interface JobStore {
  open(): Promise<void>;
  close(): Promise<void>;
  /**
   * @param jobs each key once
   * @param isOnlyForward leaves alone what is there for that time or an earlier one
   */
  put(jobs: readonly Job[], isOnlyForward?: boolean): Promise<void>;
  cancel(topic: string, keys: readonly string[]): Promise<void>;
  /** Milliseconds until something is to be looked at: 0 or less when it is due, undefined when nothing waits. */
  msUntilNext(topic: string): Promise<number | undefined>;
  /** Takes what is due, earliest first, under a lease. What was taken before comes again when its lease has ended. */
  claim(topic: string, limit: number): Promise<readonly Claimed[]>;
  /** The lease begins anew, unless another took the job. */
  renew(topic: string, held: readonly Held[]): Promise<void>;
  /**
   * Gives back what was claimed; leaves alone what another took meanwhile.
   * A time that was scheduled since the claim counts for more than `after`, and so does a cancellation.
   */
  settle(topic: string, settled: readonly Settled[]): Promise<void>;
  deadLetters(topic: string, limit: number): Promise<readonly DeadLetter[]>;
}

export interface Held {
  readonly key: string;
  /** Says which claim this is: nobody else's, nor an earlier one. */
  readonly token: string;
}

export interface Claimed extends Held {
  readonly runAt: Date;
  readonly failures: number;
  /** Its process died, and meanwhile it was scheduled anew or cancelled: to be settled, not worked. */
  readonly isOutdated: boolean;
}

export interface Settled extends Held {
  readonly after: 'gone' | 'waits' | 'dead';
  readonly runAt: Date;
  /** When to look again, or when it was given up. */
  readonly at: Date;
  readonly failures: number;
}
