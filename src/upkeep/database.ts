import { existsSync } from 'node:fs';
import type { Log } from '../core/log.ts';
import type { Health } from '../store/engine.ts';
import { isOpenElsewhere, openDatabase, type StoreAddress, type UnmigratedStore } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import type { Check, Finding } from './finding.ts';

export interface OpenDatabase {
  readonly state: 'open';
  readonly store: UnmigratedStore;
  readonly health: Health;
  readonly isOpenElsewhere: boolean;
}

/** The database as the doctor finds it. */
type Found =
  | OpenDatabase
  /** It is made at the first start that needs it. */
  | { readonly state: 'absent' }
  | { readonly state: 'shut'; readonly fault: StoreError };

/** The database, opened once, when the first check asks for it. */
export interface Database {
  find(): Promise<Found>;
  close(): Promise<void>;
}

export function databaseAt(address: StoreAddress, log: Log): Database {
  let found: Promise<Found> | undefined;
  let opened: UnmigratedStore | undefined;
  const look = async (): Promise<Found> => {
    if ('file' in address && !existsSync(address.file)) return { state: 'absent' };
    try {
      const elsewhere = await isOpenElsewhere(address, log);
      opened = await openDatabase(address, log);
      return { state: 'open', store: opened, health: await opened.engine.health(opened.db), isOpenElsewhere: elsewhere };
    } catch (error) {
      if (error instanceof StoreError) return { state: 'shut', fault: error };
      throw error;
    }
  };
  return {
    find() {
      found ??= look();
      return found;
    },
    async close() {
      await found?.catch(() => {});
      await opened?.close();
    },
  };
}

/** A check that says nothing when the database cannot be opened: the one that opens it says why. */
export function databaseCheck(about: string, database: Database, look: (found: OpenDatabase) => Promise<readonly Finding[]>): Check {
  return {
    about,
    async run() {
      const found = await database.find();
      return found.state === 'open' ? look(found) : [];
    },
  };
}
