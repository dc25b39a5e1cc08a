import { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Engine } from './engine.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

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
  const { db, engine, close } = await openDatabase(address, log);
  try {
    await migrate(db, steps, engine.migrationLock, clock);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}

/** The database as it is found: its tables may be older or newer than this program, or not be there. */
export interface UnmigratedStore extends Store {
  readonly engine: Engine;
}

/**
 * Opens the database and changes nothing in it: for looking after it. SQLite makes an empty file when there is none.
 * @param isAlone nobody else may have it open; on SQLite nobody can open it either until it is closed
 * @throws {StoreError} `busy` when `isAlone` and another program has it open
 */
export async function openDatabase(address: StoreAddress, log: Log, { isAlone = false } = {}): Promise<UnmigratedStore> {
  const engine = await openEngine(address, log, isAlone);
  const db = new Kysely<Schema>({ dialect: engine.dialect });
  const close = (): Promise<void> => db.destroy();
  try {
    if (isAlone) await engine.refuseOthers(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, engine, close };
}

/** Whether a Steward, or another program, has the database open. Ask before this process opens it; a SQLite file must be there. */
export async function isOpenElsewhere(address: StoreAddress, log: Log): Promise<boolean> {
  if ('file' in address) return (await import('./sqlite/engine.ts')).isSqliteOpenElsewhere(address.file);
  try {
    await (await openDatabase(address, log, { isAlone: true })).close();
    return false;
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'busy') return true;
    throw error;
  }
}

/** Loads only the engine that is used. */
async function openEngine(address: StoreAddress, log: Log, isAlone: boolean): Promise<Engine> {
  if ('file' in address) return (await import('./sqlite/engine.ts')).openSqlite(address.file, isAlone);
  return (await import('./postgres/engine.ts')).openPostgres(address.url, log);
}
