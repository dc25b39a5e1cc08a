import type { Dialect, Kysely, Transaction } from 'kysely';
import type { MigrationLock } from './migrate.ts';
import type { Schema } from './schema.ts';

/** What SQLite and PostgreSQL each supply. Both drivers report what an operator can mend as a StoreError. */
export interface Engine {
  readonly dialect: Dialect;
  readonly migrationLock: MigrationLock;
  /** @throws {StoreError} `busy` when another program has the database open. Nothing to look for where the engine holds it alone since it was opened. */
  refuseOthers(db: Kysely<Schema>): Promise<void>;
  /** Takes away what a queue keeps outside our tables; the queue makes it again when it starts. */
  dropQueue(transaction: Transaction<Schema>): Promise<void>;
  /** What the engine says of itself and of the database. */
  health(db: Kysely<Schema>): Promise<Health>;
}

export interface Health {
  readonly engine: 'SQLite' | 'PostgreSQL';
  readonly version: string;
  /** Size of the database. */
  readonly bytes: number;
  /** Size of what is written and not yet brought into the database file; 0 where that is the server's affair. */
  readonly logBytes: number;
  /** What does not hold together, in the engine's words; it may not look at everything. */
  readonly faults: readonly string[];
}
