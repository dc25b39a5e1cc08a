import { type Kysely, sql } from 'kysely';
import { ownTables } from '../store/own-tables.ts';
import type { Schema } from '../store/schema.ts';
import { type KeptTable, TABLES } from '../store/tables.ts';
import { type HeldTable, PAGE, type Row, rowSchema } from './format.ts';

/** Tables are named at run time here, so these statements are written out; names are quoted and come from one list. */

/** The tables of TABLES that are there, each with its columns and how many rows it has. */
export async function keptTables(db: Kysely<Schema>): Promise<HeldTable[]> {
  const there = new Map((await ownTables(db)).map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  const tables: HeldTable[] = [];
  for (const { name } of keptNames()) {
    const columns = there.get(name);
    if (columns) tables.push({ name, columns, rows: await countRows(db, name) });
  }
  return tables;
}

/** The names of the tables that a backup holds, with what is known of each; parents first. */
export function keptNames(): (KeptTable & { readonly name: string })[] {
  return Object.entries(TABLES).flatMap(([name, table]) => (table === 'rebuilt' ? [] : [{ name, ...table }]));
}

async function countRows(db: Kysely<Schema>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** All rows of a table in the order of its key, a page at a time. Inside a transaction, so that they are of one moment. */
export async function* readRows(db: Kysely<Schema>, { name, columns }: HeldTable, key: readonly string[]): AsyncGenerator<readonly Row[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)));
  const wanted = sql.join(columns.map((column) => sql.ref(column)));
  let after = sql``;
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`select ${wanted} from ${sql.table(name)} ${after} order by ${keys} limit ${PAGE}`.execute(db);
    if (rows.length > 0) yield rows.map((row) => rowSchema.parse(columns.map((column) => row[column])));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = sql`where (${keys}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}

/** Adds rows to a table. SQLite takes 32,766 values in one statement, PostgreSQL 65,535: a page stays below both. */
export async function insertRows(db: Kysely<Schema>, { name, columns }: HeldTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`));
  await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${values}`.execute(db);
}
