import type { Transaction } from 'kysely';
import { ownTables } from '../store/own-tables.ts';
import type { Schema } from '../store/schema.ts';

/** The links to calendars that are in use in the database as it is found; undefined where nobody can tell, because Steward has kept nothing there. */
export async function liveLinks(db: Transaction<Schema>): Promise<ReadonlySet<string> | undefined> {
  if (!(await ownTables(db)).some(({ name }) => name === 'calendar_links')) return undefined;
  const links = await db.selectFrom('calendar_links').select('id').execute();
  return new Set(links.map(({ id }) => id));
}

export interface RestoredLinks {
  readonly inUse: number;
  /** Those that were not in use any more, and must not be again. */
  readonly leftOut: number;
}

/** What somebody has ended since the backup was made stays ended: of the links that it holds only those are kept that are in use. */
export async function dropEndedLinks(db: Transaction<Schema>, live: ReadonlySet<string> | undefined): Promise<RestoredLinks> {
  const links = await db.selectFrom('calendar_links').select('id').execute();
  const ended = live === undefined ? [] : links.filter(({ id }) => !live.has(id));
  for (const { id } of ended) await db.deleteFrom('calendar_links').where('id', '=', id).execute();
  return { inUse: links.length - ended.length, leftOut: ended.length };
}
