/**
 * Says when to look at something, and no more: what is to be done, and what has been, is in the business tables.
 * Every job is handed over at least once, and to one worker at a time: a job whose process died comes back when its lease ends.
 */
export interface Queue {
  /**
   * Many at once, all or none. The same key again replaces the time; of a job that is being worked just now, once that is over.
   * Works before `start` too.
   * @throws {TypeError} for a topic, key or time that cannot be kept
   * @throws {StoreError} when the database cannot be reached: then nothing was scheduled
   */
  schedule(jobs: readonly Job[]): Promise<void>;

  /**
   * As `schedule`, for whoever fears that something was lost: what waits for that time or an earlier one, what failed and waits to be tried again, and
   * what was given up is left as it is.
   */
  bringForward(jobs: readonly Job[]): Promise<void>;

  /** What is being worked just now is finished, and not looked at again. @throws {StoreError} when the database cannot be reached */
  cancel(topic: string, keys: readonly string[]): Promise<void>;

  /** Hands over what is due, earliest first, from `start` to `stop`. One worker a topic in each process; any number of processes. */
  work(topic: string, worker: Worker, options?: WorkOptions): void;

  /** What was given up, latest first; kept for 30 days. Scheduling it again tries it anew. */
  deadLetters(topic: string, limit: number): Promise<readonly DeadLetter[]>;

  /** @throws {StoreError} when the database cannot be reached. One that goes away later is waited for. */
  start(): Promise<void>;

  /** Takes nothing more, and resolves when the batches in hand are finished. It is not started again. */
  stop(): Promise<void>;
}

export interface Job {
  /** Who looks, such as `reminders.slack`: up to 100 letters, digits, `.`, `-` and `_`. */
  readonly topic: string;
  /** What is looked at: an opaque id of up to 200 characters, one job a key within its topic. */
  readonly key: string;
  readonly runAt: Date;
}

/** Does what is due and says what became of each. A key it leaves out failed; when it throws, all did. */
export type Worker = (due: readonly Due[]) => Promise<readonly Outcome[]>;

export interface Due {
  readonly key: string;
  /** When it was to be looked at, however late that is now. */
  readonly runAt: Date;
  /** 1 at first, and one more after each failure. */
  readonly attempt: number;
}

/** `again` is the worker's own wish and no failure; what `failed` is tried again later and later, and given up in the end. */
export type Outcome =
  | { readonly key: string; readonly status: 'done' }
  | { readonly key: string; readonly status: 'again'; readonly at: Date }
  | { readonly key: string; readonly status: 'failed' };

export interface WorkOptions {
  /** How many jobs are handed over together, at most. 100 unless told. */
  readonly batch?: number;
  /** How many batches are in hand at once in this process, at most. One unless told. */
  readonly concurrency?: number;
}

export interface DeadLetter {
  readonly key: string;
  readonly runAt: Date;
  readonly attempts: number;
  readonly failedAt: Date;
}
