/** How patient the queue is. All in milliseconds, save `attempts`. */
export interface QueueSettings {
  /** How long a job belongs to the process that took it; renewed while it works. So long does the work of a killed process wait. */
  readonly leaseMs: number;
  /** After so many failures a job is given up. */
  readonly attempts: number;
  /** After the first failure; twice as long after each further one. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

/** Tried for about four hours in all: a night's work on a server is over by then. */
export const QUEUE_SETTINGS: QueueSettings = { leaseMs: 12_000, attempts: 20, firstRetryMs: 1_000, longestRetryMs: 30 * 60_000 };

/** How long what was given up is kept for whoever runs Steward to see. */
export const KEEP_DEAD_MS = 30 * 24 * 60 * 60_000;
