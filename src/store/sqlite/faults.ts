import { StoreError, type StoreFault } from '../store-error.ts';

const ACCESS = 'Let the user that runs Steward write to the folder in STEWARD_DATA and to the files in it.';
const HELD = 'Another program has held the database for too long. Close what has steward.db open, then try again.';

/** What each primary result code means to whoever runs Steward: https://www.sqlite.org/rescode.html */
const FAULTS: Readonly<Record<number, readonly [fault: StoreFault, message: string]>> = {
  /* PERM */ 3: ['read-only', `The database may not be opened. ${ACCESS}`],
  /* BUSY */ 5: ['busy', HELD],
  /* LOCKED */ 6: ['busy', HELD],
  /* READONLY */ 8: ['read-only', `The database may not be written. ${ACCESS}`],
  /* IOERR */ 10: ['damaged', 'The disk failed to read or write the database. Check the disk where STEWARD_DATA is, and the space on it.'],
  /* CORRUPT */ 11: ['damaged', 'The database is damaged. Keep a copy of it, and restore a backup.'],
  /* FULL */ 13: ['full', 'The disk is full, and nothing was changed. Free some space where STEWARD_DATA is, then try again.'],
  /* CANTOPEN */ 14: ['read-only', `The database cannot be opened. ${ACCESS}`],
  /* NOTADB */ 26: ['damaged', 'The file steward.db is no SQLite database. Move it out of the folder in STEWARD_DATA, or restore a backup.'],
};

/** What a full disk is called when it is a quota, a limit on the size of files, or met by the log's index: SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE. */
const NO_ROOM: readonly number[] = [778, 4874];
const NO_ROOM_SAID =
  'The disk takes no more, and nothing was changed. Free some space where STEWARD_DATA is; if there is space, look at quotas and at the disk itself.';

const BUSY = 5;

/** By number, for libsql does not know the names of all extended codes; their last eight bits are the primary one. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number' ? error.rawCode : undefined;
const primaryCode = (error: unknown): number => (codeOf(error) ?? 0) & 0xff;

/** Whether another process holds the file. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === BUSY;

/** A StoreError for what the person who runs Steward can mend; anything else (a wrong statement, a broken constraint) as it is. */
export function sqliteFault(error: unknown): unknown {
  if (NO_ROOM.includes(codeOf(error) ?? 0)) return new StoreError('full', NO_ROOM_SAID, { cause: error });
  const known = FAULTS[primaryCode(error)];
  return known ? new StoreError(known[0], known[1], { cause: error }) : error;
}
