import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../../core/log.ts';
import type { Engine } from '../engine.ts';
import type { MigrationLock } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import { codeOf, StoreError } from '../store-error.ts';
import { PostgresDriver } from './driver.ts';
import { postgresHealth } from './health.ts';
import { APPLICATION_NAME, refuseOtherStewards } from './others.ts';

/** Any number that no other program takes for its own lock on the same database. */
const MIGRATION_LOCK = 7_783_683_740;
const INT8 = 20;
/** Where pg-boss keeps its tables. */
export const QUEUE_SCHEMA = 'steward_jobs';

/** @param url `postgres://user:password@host:port/database`. No connection is made yet. */
export function openPostgres(url: string, log: Log): Engine {
  const pool = createPool(url, log);
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return { dialect, migrationLock, refuseOthers: refuseOtherStewards, dropQueue, health: postgresHealth };
}

export function createPool(url: string, log: Log): pg.Pool {
  refuseOtherAddresses(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION_NAME,
    // One is kept though nothing is asked of it, so that others see that this Steward runs.
    min: 1,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // A bigint comes as text otherwise; ours are instants and counts, far below 2^53.
    types: { getTypeParser: (type, format) => (type === INT8 ? Number : pg.types.getTypeParser(type, format)) },
  });
  const lost = (error: Error): void => log.warn({ code: codeOf(error) }, 'a connection to the database was lost: the next request makes a new one');
  // Without these, a connection that breaks while nobody asks anything of it ends the process: https://node-postgres.com/apis/pool#error
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

/** The message never repeats the address, which holds a password. */
function refuseOtherAddresses(url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return;
  throw new StoreError('refused', 'DATABASE_URL is no address of a PostgreSQL database. Write it as postgres://user:password@host:5432/database.');
}

const dropQueue = async ({ schema }: Transaction<Schema>): Promise<void> => schema.dropSchema(QUEUE_SCHEMA).ifExists().cascade().execute();

/** Held until the transaction ends: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS */
const migrationLock: MigrationLock = async (transaction) => {
  await sql`set local lock_timeout = '60s'`.execute(transaction);
  await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
};
