import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import { postgresFault } from './faults.ts';

export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #isSound = true;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rowCount, rows } = await this.#client.query(sql, [...parameters]);
      return rowCount === null ? { rows: rows as R[] } : { rows: rows as R[], numAffectedRows: BigInt(rowCount) };
    } catch (error) {
      throw postgresFault(error);
    }
  }

  streamQuery(): never {
    throw new Error('rows are not streamed: read them in pages');
  }

  /** Never fails, so that what made it necessary is what is reported. The server rolls back by itself when the connection ends. */
  async rollback(): Promise<void> {
    try {
      await this.#client.query('rollback');
    } catch {
      this.#isSound = false;
    }
  }

  release(): void {
    this.#client.release(!this.#isSound);
  }
}
