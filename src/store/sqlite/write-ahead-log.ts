import { type FileHandle, open } from 'node:fs/promises';
import { codeOf, StoreError } from '../store-error.ts';

/** The log of a database in WAL mode, as far as it has to be on the disk before anybody is told that something was kept. */
export interface WriteAheadLog {
  /** Resolves when all that was committed before the call is on the disk. @throws {StoreError} when the disk does not take it */
  sync(): Promise<void>;
  close(): Promise<void>;
}

type Syncable = Pick<FileHandle, 'datasync' | 'close'>;

const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/**
 * With `synchronous = normal` SQLite writes a commit into the log and leaves it to the system when that reaches the disk
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). Here that is done outside the event loop, which `full` would hold up for
 * milliseconds with each commit; and all that was committed while one sync was on its way shares the next.
 * @param openLog called once, with the first commit: only then is the log sure to be there
 */
export function createWriteAheadLog(openLog: () => Promise<Syncable>): WriteAheadLog {
  let log: Promise<Syncable> | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    const sync = syncNow().finally(() => {
      if (running === sync) running = undefined;
    });
    running = sync;
    return sync;
  }

  async function syncNow(): Promise<void> {
    try {
      log ??= openLog();
      await (await log).datasync();
    } catch (error) {
      log = undefined;
      // It is made with the first thing that is written.
      if (codeOf(error) !== 'ENOENT') throw notKept(error);
    }
  }

  /** The one on its way began before this commit, and may have missed it. */
  function afterRunning(one: Promise<void>): Promise<void> {
    const following = one
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    next = following;
    return following;
  }

  return {
    sync: () => next ?? (running === undefined ? begin() : afterRunning(running)),
    async close() {
      await (next ?? running)?.catch(() => {});
      await (await log?.catch(() => undefined))?.close();
      log = undefined;
    },
  };
}

export const openWriteAheadLog = (database: string): WriteAheadLog => createWriteAheadLog(() => open(`${database}-wal`, 'r+'));

function notKept(error: unknown): StoreError {
  return NO_ROOM.includes(codeOf(error))
    ? new StoreError('full', 'The disk is full, and what was written last may be lost. Free some space where STEWARD_DATA is, then look whether it is there.', {
        cause: error,
      })
    : new StoreError('damaged', 'The disk failed to keep what was written last. Check the disk where STEWARD_DATA is, then look whether it is there.', {
        cause: error,
      });
}
