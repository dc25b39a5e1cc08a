import { setImmediate as nextRound } from 'node:timers/promises';
import type { Driver, TransactionSettings } from 'kysely';
import type Database from 'libsql';
import { SqliteConnection } from './connection.ts';

/**
 * SQLite answers at once, so a long loop of queries would never let the event loop go round: timers would be late, and what libsql has used
 * (1 kB a query) would not be freed.
 */
const TURNS_A_ROUND = 100;

/** One connection to one file, lent to one caller at a time, in the order they came. */
export class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  #lastTurn: Promise<void> = Promise.resolve();
  #endTurn = (): void => {};
  #turns = 0;

  constructor(database: Database.Database) {
    this.#connection = new SqliteConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    const turnBefore = this.#lastTurn;
    let endTurn = (): void => {};
    this.#lastTurn = new Promise((resolve) => {
      endTurn = resolve;
    });
    await turnBefore;
    if (++this.#turns % TURNS_A_ROUND === 0) await nextRound();
    this.#endTurn = endTurn;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#endTurn();
  }

  async beginTransaction(_connection: SqliteConnection, { accessMode }: TransactionSettings): Promise<void> {
    await this.#connection.begin(accessMode === 'read only');
  }

  async commitTransaction(): Promise<void> {
    this.#connection.commit();
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.rollback();
  }

  /** Waits for its turn, and so for what is under way. */
  async destroy(): Promise<void> {
    const connection = await this.acquireConnection();
    connection.close();
  }
}
