import type { Driver, TransactionSettings } from 'kysely';
import type Database from 'libsql';
import { SqliteConnection } from './connection.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

/** One connection to one file, lent to one caller at a time, in the order they came. */
export class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #log: WriteAheadLog;
  #lastTurn: Promise<void> = Promise.resolve();
  #endTurn = (): void => {};

  constructor(database: Database.Database, log: WriteAheadLog) {
    this.#connection = new SqliteConnection(database);
    this.#log = log;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    const turnBefore = this.#lastTurn;
    let endTurn = (): void => {};
    this.#lastTurn = new Promise((resolve) => {
      endTurn = resolve;
    });
    await turnBefore;
    this.#endTurn = endTurn;
    return this.#connection;
  }

  /** Others go on while what was committed is brought to the disk; whoever committed it hears of it only afterwards. */
  async releaseConnection(): Promise<void> {
    const hasCommitted = this.#connection.takeCommitted();
    this.#endTurn();
    if (hasCommitted) await this.#log.sync();
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
    await this.#log.close();
    connection.close();
  }
}
