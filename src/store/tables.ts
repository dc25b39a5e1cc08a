import type { Schema } from './schema.ts';

/** A table whose rows a backup holds. */
export interface KeptTable {
  /** What its rows are, in plain words. */
  readonly rows: string;
  /** Its primary key: rows are read in the order of it, a page at a time. */
  readonly key: readonly [string, ...string[]];
}

/**
 * Every table, those that others refer to before the ones that refer to them. A test holds it equal to what the migrations make.
 * What is `rebuilt` is in no backup: the list of migrations is the header's, a queue only says when to look at what is kept elsewhere, and what was
 * `asked` matters for minutes.
 */
export const TABLES: Readonly<Record<keyof Schema, KeptTable | 'rebuilt'>> = {
  steward_migrations: 'rebuilt',
  once_keys: { rows: 'deliveries already answered', key: ['key_hash'] },
  asked: 'rebuilt',
  installations: { rows: 'workspaces that installed Steward', key: ['id'] },
  jobs: 'rebuilt',
  upkeep: 'rebuilt',
  deadlines: { rows: 'deadlines', key: ['id'] },
  reminders: { rows: 'reminders', key: ['id'] },
  showings: { rows: 'times a reminder was shown', key: ['key'] },
  calendar_links: { rows: 'links to calendars', key: ['id'] },
  appraisals: { rows: 'saved appraisals', key: ['id'] },
  recent_appraisals: { rows: 'appraisals of the last month', key: ['id'] },
  regions: { rows: 'regions', key: ['id'] },
  service_groups: { rows: 'service groups', key: ['id'] },
  branches: { rows: 'branches', key: ['id'] },
  branch_links: { rows: 'channels of branches', key: ['id'] },
  workspaces: { rows: 'workspaces that were accepted or refused', key: ['platform', 'workspace'] },
  directory_imports: { rows: 'imports of branches', key: ['id'] },
  broadcasts: { rows: 'broadcasts', key: ['id'] },
  broadcast_words: { rows: 'wordings of broadcasts', key: ['broadcast', 'revision'] },
  broadcast_files: { rows: 'files attached to broadcasts', key: ['broadcast'] },
  deliveries: { rows: 'deliveries of broadcasts', key: ['key'] },
  receipts: { rows: 'acknowledgements of broadcasts', key: ['broadcast', 'branch', 'once'] },
  questions: { rows: 'questions on their way to a sender', key: ['id'] },
  role_grants: { rows: 'roles that people were given', key: ['id'] },
  subscriptions: { rows: 'channels that follow topics', key: ['id'] },
  digests: { rows: 'digests', key: ['key'] },
  known_entries: { rows: 'entries of the knowledge base as last seen', key: ['id'] },
  entry_changes: { rows: 'changes of the knowledge base', key: ['number'] },
  audit_log: { rows: 'entries of who did what', key: ['id'] },
};
