import { stat } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import type { Health } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** Ten faults tell as much as a thousand. */
const MOST_FAULTS = 10;

/** https://www.sqlite.org/pragma.html#pragma_quick_check, which reads every page and is some ten times faster than checking the indices too. */
export async function sqliteHealth(db: Kysely<Schema>, file: string): Promise<Health> {
  const { rows: checked } = await sql<{ quick_check: string }>`pragma quick_check(${sql.lit(MOST_FAULTS)})`.execute(db);
  const { rows: figures } = await sql<{ version: string; bytes: number }>`
    select sqlite_version() as version, page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
  return {
    engine: 'SQLite',
    version: figures[0]?.version ?? '',
    bytes: figures[0]?.bytes ?? 0,
    logBytes: await sizeOf(`${file}-wal`),
    faults: checked.map(({ quick_check }) => quick_check).filter((said) => said !== 'ok'),
  };
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
