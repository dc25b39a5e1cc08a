import { setImmediate as nextRound } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type Database from 'libsql';
import { sqliteFault } from './faults.ts';
import { patiently } from './patience.ts';
import { bindable, preparer } from './statements.ts';

/** A raw statement is run as it is, for some (`vacuum into`) refuse to be in a transaction: one that writes belongs in `db.transaction()`. */
const RUN_AS_IT_IS: readonly string[] = ['SelectQueryNode', 'RawNode'];

/**
 * SQLite answers at once, so a long loop of queries would never let the event loop go round: whoever asks something meanwhile would wait, and what
 * libsql has used (1 kB a query) would not be freed, which makes ten thousand rows take four times as long.
 */
const ROUND_MS = 4;

/**
 * Every write begins by taking the write lock (`begin immediate`), so that this is the one place where another process makes us wait. Two reasons:
 * a transaction that reads first and writes later may be refused without waiting (https://www.sqlite.org/rescode.html#busy_snapshot), and
 * libsql leaves a prepared statement that met a lock in progress, which then fails each commit
 * (https://github.com/tursodatabase/libsql-client-ts/issues/352); its `exec` does not.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  readonly #prepare: (sql: string) => Database.Statement;
  #roundAt = 0;
  #isReading = false;
  #hasCommitted = false;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#prepare = preparer(database);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (performance.now() - this.#roundAt > ROUND_MS) {
      await nextRound();
      this.#roundAt = performance.now();
    }
    if (this.#database.inTransaction || RUN_AS_IT_IS.includes(query.query.kind)) return this.#run<R>(query);
    await this.begin();
    try {
      const result = this.#run<R>(query);
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('rows are not streamed: read them in pages');
  }

  /** @param isReading it will write nothing, so it sees one moment and holds up nobody who writes */
  async begin(isReading = false): Promise<void> {
    this.#isReading = isReading;
    try {
      await patiently(() => this.#database.exec(isReading ? 'begin deferred' : 'begin immediate'));
    } catch (error) {
      throw sqliteFault(error);
    }
  }

  commit(): void {
    this.#exec('commit');
    this.#hasCommitted ||= !this.#isReading;
  }

  /** Whether anything was committed since it was last asked. */
  takeCommitted(): boolean {
    const hasCommitted = this.#hasCommitted;
    this.#hasCommitted = false;
    return hasCommitted;
  }

  /** A full disk may have rolled back already. */
  rollback(): void {
    if (this.#database.inTransaction) this.#exec('rollback');
  }

  /** Brings the write-ahead log into the file first: libsql lets go of the file only when its statements are garbage, and so leaves the log behind. */
  close(): void {
    try {
      this.#exec('pragma wal_checkpoint(truncate)');
    } finally {
      this.#database.close();
    }
  }

  #run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    try {
      const statement = this.#prepare(sql);
      const values = parameters.map(bindable);
      if (statement.reader) return { rows: statement.all(values) as R[] };
      this.#hasCommitted ||= !this.#database.inTransaction;
      return { rows: [], numAffectedRows: BigInt(statement.run(values).changes) };
    } catch (error) {
      throw sqliteFault(error);
    }
  }

  #exec(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      throw sqliteFault(error);
    }
  }
}
