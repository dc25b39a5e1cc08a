import type { BroadcastSchema } from './broadcast-schema.ts';

/**
 * The tables, the same on SQLite and PostgreSQL, so only what both have: `text`, and `bigint` for whole numbers up to 2^53.
 * Instants are milliseconds since 1970 in UTC; truth values are 0 and 1; JSON is `text`, checked by zod when read.
 */
export interface Schema extends BroadcastSchema {
  readonly once_keys: OnceKeys;
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
  readonly regions: DivisionRows;
  readonly service_groups: DivisionRows;
  readonly branches: BranchRows;
  readonly branch_links: BranchLinkRows;
  readonly directory_imports: DirectoryImportRows;
  readonly role_grants: RoleGrantRows;
  readonly subscriptions: SubscriptionRows;
  readonly digests: DigestRows;
  readonly known_entries: KnownEntryRows;
  readonly entry_changes: EntryChangeRows;
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
  readonly trouble: string | null;
  readonly version: number;
  readonly created_at: number;
}

/** Each delivery that is made once: see claims.ts. */
export interface ClaimColumns {
  readonly key: string;
  /** `sending`, `sent` or `refused`. */
  readonly state: string;
  readonly began_at: number;
  /** Until then it is in somebody's hands. */
  readonly lease_until: number;
  /** 1 when an attempt may have arrived without our knowing. */
  readonly doubtful: number;
  readonly failures: number;
  /** The platform's id of the message. */
  readonly message: string | null;
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

/** A region or a service group. */
interface DivisionRows {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly aliases: string;
}

/** See src/directory/branch.ts. */
export interface BranchRows {
  readonly id: string;
  readonly name: string;
  /** What all ways of writing the name have in common. */
  readonly name_key: string;
  readonly code: string | null;
  readonly code_key: string | null;
  readonly region: string;
  /** JSON, as are tags and mutes: `["health","energy"]`. */
  readonly service_groups: string;
  readonly tags: string;
  readonly mutes: string;
  /** `open`, `closed` or `merged`. */
  readonly state: string;
  readonly merged_into: string | null;
  readonly version: number;
  readonly created_at: number;
}

export interface BranchLinkRows {
  readonly id: string;
  readonly branch: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly linked_at: number;
  readonly ended_at: number | null;
  readonly trouble: string | null;
}

export interface DirectoryImportRows {
  readonly id: string;
  readonly state: string;
  /** JSON, as is what was done. */
  readonly rows: string;
  readonly shown: string;
  readonly done: string;
  readonly version: number;
  readonly created_at: number;
  readonly applied_at: number | null;
}

/** See src/roles/grant.ts. */
export interface RoleGrantRows {
  readonly id: string;
  readonly role: string;
  /** Id of a region or a branch. */
  readonly of: string | null;
  readonly platform: string;
  readonly workspace: string;
  /** `person` or `group`. */
  readonly subject_kind: string;
  readonly subject: string;
  /** `everywhere`, or `workspace`: the one it was given in. */
  readonly reach: string;
  readonly granted_by: string;
  readonly granted_at: number;
  readonly ends_at: number | null;
  readonly revoked_at: number | null;
}

/** See src/subscriptions/subscription.ts. */
export interface SubscriptionRows {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly person: string;
  /** JSON. */
  readonly topics: string;
  /** JSON. */
  readonly schedule: string;
  readonly state: string;
  readonly due_at: number | null;
  /** When the queue has to look at it: its next digest, or the next attempt at one. */
  readonly look_at: number | null;
  /** The number of the last change of the knowledge base that a digest has dealt with. */
  readonly since: number;
  readonly last_at: number | null;
  readonly last_entries: number | null;
  readonly trouble: string | null;
  readonly version: number;
  readonly created_at: number;
}

/** Each digest; its state is `empty` when nothing had changed. */
export interface DigestRows extends ClaimColumns {
  readonly subscription: string;
  /** The number of the last change that it tells of. */
  readonly up_to: number;
}

/** The knowledge base as it was last seen. */
export interface KnownEntryRows {
  readonly id: string;
  /** Of what people read of it. */
  readonly hash: string;
  /** JSON: src/subscriptions/outline.ts. */
  readonly outline: string;
  readonly first_seen_at: number;
  readonly changed_at: number;
  /** When it was found to be gone. */
  readonly removed_at: number | null;
}

/** Each change of what people read, numbered in the order in which they can be seen. */
export interface EntryChangeRows {
  readonly number: number;
  readonly entry: string;
  readonly at: number;
  /** JSON; null where it was not there. */
  readonly before: string | null;
  /** JSON; null where it is not there any more. */
  readonly after: string | null;
}
