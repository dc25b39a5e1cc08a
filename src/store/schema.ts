/**
 * The tables, the same on SQLite and PostgreSQL, so only what both have: `text`, and `bigint` for whole numbers up to 2^53.
 * Instants are milliseconds since 1970 in UTC; truth values are 0 and 1; JSON is `text`, checked by zod when read.
 */
export interface Schema {
  readonly once_keys: OnceKeys;
  readonly installations: InstallationRows;
  readonly jobs: JobRows;
  readonly upkeep: UpkeepRows;
  readonly steward_migrations: AppliedMigrations;
}

interface OnceKeys {
  /** SHA-256 of the key in base64url: of one length, and it tells nothing. */
  readonly key_hash: string;
  readonly first_at: number;
}

interface AppliedMigrations {
  readonly name: string;
  readonly applied_at: number;
}

interface InstallationRows {
  readonly id: string;
  /** The details, sealed: see seal.ts. */
  readonly sealed: string;
}

/** The embedded queue: when to look at something. With pg-boss it stays empty. */
interface JobRows {
  readonly topic: string;
  readonly key: string;
  /** When it was to be looked at. */
  readonly run_at: number;
  /** When it is looked at: later than `run_at` after a failure, when the lease ends while it is held, never (null) when it was given up. */
  readonly look_at: number | null;
  readonly failures: number;
  /** The process that works on it. */
  readonly holder: string | null;
  /** Scheduled while it is held: what comes after. */
  readonly next_at: number | null;
  /** 1 when it was cancelled while it is held: nothing comes after. */
  readonly is_cancelled: number;
  readonly died_at: number | null;
}

interface UpkeepRows {
  readonly task: string;
  /** When it runs next. Whoever moves it on is the one that runs it. */
  readonly due_at: number;
}
