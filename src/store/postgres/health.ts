import { type Kysely, sql } from 'kysely';
import type { Health } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** The server watches over its own files, and reports a damaged one when it is read. */
export async function postgresHealth(db: Kysely<Schema>): Promise<Health> {
  const { rows } = await sql<{ version: string; bytes: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(db);
  return { engine: 'PostgreSQL', version: rows[0]?.version ?? '', bytes: rows[0]?.bytes ?? 0, logBytes: 0, faults: [] };
}
