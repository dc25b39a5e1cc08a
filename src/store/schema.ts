/**
 * The tables, the same on SQLite and PostgreSQL, so only what both have: `text`, and `bigint` for whole numbers up to 2^53.
 * Instants are milliseconds since 1970 in UTC; truth values are 0 and 1; JSON is `text`, checked by zod when read.
 */
export interface Schema {
  readonly once_keys: OnceKeys;
  readonly installations: InstallationRows;
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
