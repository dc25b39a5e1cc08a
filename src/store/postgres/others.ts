import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';
import { StoreError } from '../store-error.ts';

/** What every Steward calls itself to the server. */
export const APPLICATION_NAME = 'steward';

/**
 * A Steward that runs keeps a connection (see the pool's `min`), and the server names each: https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
 * Call it where this process has one connection only: each other one counts.
 * @throws {StoreError} `busy`
 */
export async function refuseOtherStewards(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from pg_stat_activity
    where datname = current_database() and application_name = ${APPLICATION_NAME} and pid <> pg_backend_pid()`.execute(db);
  if (rows[0]?.others === 0) return;
  throw new StoreError('busy', 'Another Steward is connected to this database. Stop every Steward that uses it, then try again.');
}
