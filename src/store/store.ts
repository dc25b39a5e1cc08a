import { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Engine } from './engine.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';

/** A SQLite file, made when it is not there, or a PostgreSQL database: `postgres://user:password@host:port/database`. */
export type StoreAddress = { readonly file: string } | { readonly url: string };

/** The open database: whatever is kept is kept through it. */
export interface Store {
  readonly db: Kysely<Schema>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface StoreSurroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens the database and brings its tables up to date, one process at a time.
 * @throws {StoreError} with what to do, when it cannot be opened or was changed by a newer Steward
 */
export async function openStore(address: StoreAddress, { clock, log }: StoreSurroundings, steps: readonly Migration[] = migrations): Promise<Store> {
  const engine = await openEngine(address, log);
  const db = new Kysely<Schema>({ dialect: engine.dialect });
  try {
    await migrate(db, steps, engine.migrationLock, clock);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, close: () => db.destroy() };
}

/** Loads only the engine that is used. */
async function openEngine(address: StoreAddress, log: Log): Promise<Engine> {
  if ('file' in address) return (await import('./sqlite/engine.ts')).openSqlite(address.file);
  return (await import('./postgres/engine.ts')).openPostgres(address.url, log);
}
