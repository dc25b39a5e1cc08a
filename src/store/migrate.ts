import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { ownTables } from './own-tables.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

/** A step forward. There are none back: to go back, restore a backup. */
export interface Migration {
  /** `0001-what-it-does`. Never reused. */
  readonly name: string;
  /** Changes the tables with what both SQLite and PostgreSQL understand. */
  up(transaction: Transaction<Schema>): Promise<void>;
}

/** Takes the right to migrate, inside a transaction and until its end; others wait for it. */
export type MigrationLock = (transaction: Transaction<Schema>) => Promise<void>;

/**
 * Runs what has not been run yet, all in one transaction: when one fails, the database is as it was before.
 * @throws {StoreError} `newer` when the database knows a migration that this program does not
 */
export async function migrate(db: Kysely<Schema>, migrations: readonly Migration[], lock: MigrationLock, clock: Clock): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    await applyMigrations(transaction, migrations, clock);
  });
}

/** What `migrate` does, inside a transaction that holds the lock. */
export async function applyMigrations(transaction: Transaction<Schema>, migrations: readonly Migration[], clock: Clock): Promise<void> {
  await transaction.schema
    .createTable('steward_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const applied = await readLedger(transaction);
  refuseNewer(applied, migrations);
  for (const migration of migrations.filter(({ name }) => !applied.includes(name))) {
    await migration.up(transaction);
    await transaction.insertInto('steward_migrations').values({ name: migration.name, applied_at: clock.now().getTime() }).execute();
  }
}

/** The names of the migrations that were run, in their order; none where Steward has never been. Changes nothing. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await ownTables(db);
  return tables.some(({ name }) => name === 'steward_migrations') ? readLedger(db) : [];
}

async function readLedger(db: Kysely<Schema>): Promise<readonly string[]> {
  const rows = await db.selectFrom('steward_migrations').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** @throws {StoreError} `newer` */
export function refuseNewer(applied: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new StoreError(
    'newer',
    `The database was changed by a newer Steward than this one, which does not know ${unknown.join(', ')}. Nothing was touched. Start the newer version again, or restore the backup made before it was first started.`,
  );
}
