import type Database from 'libsql';
import { StoreError } from '../store-error.ts';
import { isBusy, sqliteFault } from './faults.ts';

/**
 * Takes the file for this connection alone, until it is closed. In WAL mode whoever has the file open holds a shared lock on it, which the
 * system drops when that process ends, however it ends: https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory
 * @param database one that has just been opened, and asked nothing yet
 * @throws {StoreError} `busy` when another program has it open
 */
export function takeAlone(database: Database.Database): void {
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('pragma journal_mode = wal');
  } catch (error) {
    if (!isBusy(error)) throw sqliteFault(error);
    throw new StoreError(
      'busy',
      'Another program has the database open. Stop every Steward that uses it, and close what else has steward.db open, then try again.',
      {
        cause: error,
      },
    );
  }
}
