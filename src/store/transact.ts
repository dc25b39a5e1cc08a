import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { codeOf } from './store-error.ts';

/** PostgreSQL ends one of two transactions that wait for one another; it may be tried again. https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html */
const DEADLOCK = '40P01';
const TRIES = 5;

/** Does it anew when it and another stood in one another's way, as those do that change many rows, each in its own order. */
export async function unlessDeadlocked<T>(attempt: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (codeOf(error) !== DEADLOCK || tries <= 1) throw error;
    return unlessDeadlocked(attempt, tries - 1);
  }
}

/** The same for a transaction. */
export const transact = <T>(db: Kysely<Schema>, work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> =>
  unlessDeadlocked(() => db.transaction().execute(work));
