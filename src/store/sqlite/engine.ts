import { dirname } from 'node:path';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import Database from 'libsql';
import { makeFolder } from '../../core/make-folder.ts';
import type { Engine } from '../engine.ts';
import { StoreError } from '../store-error.ts';
import { takeAlone } from './alone.ts';
import { SqliteDriver } from './driver.ts';
import { sqliteFault } from './faults.ts';
import { sqliteHealth } from './health.ts';
import { patiently } from './patience.ts';
import { openWriteAheadLog } from './write-ahead-log.ts';

/**
 * How each connection is set: https://www.sqlite.org/pragma.html
 * WAL lets readers and one writer work together; a commit is on the disk before it is reported, so a power cut loses none (see write-ahead-log.ts);
 * `secure_delete` overwrites what is deleted, so that a removed installation is gone from the file.
 */
const PRAGMAS = ['journal_mode = wal', 'synchronous = normal', 'foreign_keys = on', 'secure_delete = on'];

/** How long SQLite itself waits for a lock, in milliseconds: short, for nothing else runs meanwhile. `patiently` waits longer, and lets others run. */
const LOCK_WAIT_MS = 5;

/**
 * @param isAlone nobody else may have the file open, until it is closed
 * @throws {StoreError} when the file cannot be made, opened, read or written
 */
export async function openSqlite(file: string, isAlone: boolean): Promise<Engine> {
  const database = openFile(file);
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database, openWriteAheadLog(file)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  try {
    if (isAlone) takeAlone(database);
    for (const pragma of PRAGMAS) await patiently(() => database.exec(`pragma ${pragma}`));
  } catch (error) {
    database.close();
    throw sqliteFault(error);
  }
  return {
    dialect,
    // A transaction holds the write lock from its beginning (see the driver), so there is nothing else to lock.
    migrationLock: async () => {},
    refuseOthers: async () => {},
    dropQueue: async () => {},
    health: (db) => sqliteHealth(db, file),
  };
}

/** Whether another program has the file open. It must be there, and this process must not have it open. */
export function isSqliteOpenElsewhere(file: string): boolean {
  const database = openFile(file);
  try {
    takeAlone(database);
    return false;
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'busy') return true;
    throw error;
  } finally {
    database.close();
  }
}

function openFile(file: string): Database.Database {
  try {
    makeFolder(dirname(file));
    return new Database(file, { timeout: LOCK_WAIT_MS });
  } catch (error) {
    throw new StoreError(
      'read-only',
      `The database ${file} cannot be opened. Check that STEWARD_DATA names a folder that Steward may write to, and that nothing else has that name.`,
      { cause: error },
    );
  }
}
