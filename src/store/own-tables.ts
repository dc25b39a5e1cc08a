import { type Kysely, sql, type TableMetadata } from 'kysely';
import type { Schema } from './schema.ts';

/** The tables where ours are made. A PostgreSQL database may have other schemas, a queue's or another program's, with tables of the same names. */
export async function ownTables(db: Kysely<Schema>): Promise<readonly TableMetadata[]> {
  const tables = await db.introspection.getTables();
  // SQLite has no schemas.
  if (tables.every(({ schema }) => schema === undefined)) return tables;
  const { rows } = await sql<{ current: string }>`select current_schema() as current`.execute(db);
  return tables.filter(({ schema }) => schema === rows[0]?.current);
}
