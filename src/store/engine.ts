import type { Dialect } from 'kysely';
import type { MigrationLock } from './migrate.ts';

/** What SQLite and PostgreSQL each supply. Both drivers report what an operator can mend as a StoreError. */
export interface Engine {
  readonly dialect: Dialect;
  readonly migrationLock: MigrationLock;
}
