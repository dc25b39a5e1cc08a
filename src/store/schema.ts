import type { BroadcastSchema } from './broadcast-schema.ts';
import type { ClaimColumns } from './claim-columns.ts';
import type { DirectorySchema } from './directory-schema.ts';
import type { SubscriptionSchema } from './subscription-schema.ts';

/**
 * The tables, the same on SQLite and PostgreSQL, so only what both have: `text`, and `bigint` for whole numbers up to 2^53.
 * Instants are milliseconds since 1970 in UTC; truth values are 0 and 1; JSON is `text`, checked by zod when read.
 */
export interface Schema extends BroadcastSchema, DirectorySchema, SubscriptionSchema {
  readonly once_keys: OnceKeys;
  readonly asked: AskedRows;
  readonly installations: InstallationRows;
  readonly jobs: JobRows;
  readonly upkeep: UpkeepRows;
  readonly reminders: ReminderRows;
  readonly showings: ShowingRows;
  readonly audit_log: AuditRows;
  readonly deadlines: DeadlineRows;
  readonly calendar_links: CalendarLinkRows;
  readonly appraisals: AppraisalRows;
  readonly recent_appraisals: RecentAppraisalRows;
  readonly steward_migrations: AppliedMigrations;
}

interface OnceKeys {
  /** SHA-256 of the key in base64url: of one length, and it tells nothing. */
  readonly key_hash: string;
  readonly first_at: number;
}

/** What came of a request of the last minutes: see asked.ts. */
interface AskedRows {
  /** SHA-256 of what was asked for, where and by whom, in base64url: it tells nothing. */
  readonly key_hash: string;
  /** The ids of what was made. */
  readonly subject: string;
  readonly at: number;
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

/** See src/reminders/reminder.ts. */
export interface ReminderRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly origin: string;
  readonly person: string;
  readonly words: string;
  /** JSON. */
  readonly schedule: string;
  /** JSON. */
  readonly nag: string | null;
  readonly state: string;
  readonly due_at: number | null;
  /** JSON. */
  readonly again: string | null;
  /** When the queue has to look at it: its next showing, or the next attempt at one. */
  readonly look_at: number | null;
  readonly deadline: string | null;
  readonly step: number | null;
  /** The date of that step: `2026-08-19`. */
  readonly due_on: string | null;
  readonly trouble: string | null;
  readonly version: number;
  readonly created_at: number;
  /** When this row was last written. */
  readonly changed_at: number;
}

/** Each time a reminder is shown. */
export interface ShowingRows extends ClaimColumns {
  readonly reminder: string;
}

interface AuditRows {
  readonly id: string;
  readonly at: number;
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
}

export interface DeadlineRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly person: string;
  readonly rule: string;
  /** What it is about, in the words of who started it. */
  readonly about: string;
  /** JSON. */
  readonly plan: string;
  /** JSON: which steps are met, when and by whom. */
  readonly met: string;
  readonly state: string;
  /** The date of the first step that is not met: `2026-08-19`. */
  readonly next_on: string;
  readonly zone: string;
  readonly version: number;
  readonly created_at: number;
}

/** One that is revoked is deleted; the audit log says that it was there. */
interface CalendarLinkRows {
  readonly id: string;
  /** SHA-256 of the secret in the link, in base64url. */
  readonly secret_hash: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly created_at: number;
}

/** A channel's file of appraisals. */
export interface AppraisalRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly name: string;
  /** What all ways of writing the name have in common. */
  readonly name_key: string;
  readonly calculator: string;
  /** JSON. */
  readonly inputs: string;
  readonly saved_at: number;
}

/** What was worked out lately. */
export interface RecentAppraisalRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly person: string;
  readonly calculator: string;
  /** JSON. */
  readonly inputs: string;
  readonly at: number;
}
