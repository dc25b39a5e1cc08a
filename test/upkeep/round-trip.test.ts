import { join } from 'node:path';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { openDatabase } from '../../src/store/store.ts';
import { backUp } from '../../src/upkeep/backup.ts';
import type { Row } from '../../src/upkeep/format.ts';
import { restore } from '../../src/upkeep/restore.ts';
import { insertRows, keptNames, keptTables } from '../../src/upkeep/rows.ts';
import { describeOnEveryEngine, postgresDatabase, postgresServer, sqliteDatabase, surroundings, type TestDatabase } from '../contract/stores.ts';
import { temporaryFolder } from '../program.ts';
import { contents, database, fill, letGo, using } from './databases.ts';

/** PostgreSQL keeps no NUL in a text. */
const anyText = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text !== '');
const anyWhole = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0));

/** Any rows that all tables can hold, whatever tables there are. */
async function anyRows(db: Kysely<Schema>): Promise<fc.Arbitrary<ReadonlyMap<string, Row[]>>> {
  const tables = await db.introspection.getTables();
  const arbitraries = keptNames().map(({ name, key }) => {
    const columns = tables.find((table) => table.name === name)?.columns ?? [];
    const row = columns.map(({ name: column, dataType, isNullable }) => {
      const value: fc.Arbitrary<string | number> = /int/i.test(dataType) ? anyWhole : anyText;
      return isNullable && !key.includes(column) ? fc.option(value) : value;
    });
    const keyOf = (values: Row): string => JSON.stringify(key.map((column) => values[columns.findIndex((one) => one.name === column)]));
    return fc.uniqueArray(fc.tuple(...row), { selector: keyOf, maxLength: 20 }).map((rows) => [name, rows] as const);
  });
  return fc.tuple(...arbitraries).map((pairs) => new Map(pairs));
}

const put = (made: TestDatabase, rows: ReadonlyMap<string, Row[]>): Promise<void> =>
  using(made, async ({ db }) => {
    for (const table of (await keptTables(db)).reverse()) await sql`delete from ${sql.table(table.name)}`.execute(db);
    for (const table of await keptTables(db)) await db.transaction().execute((transaction) => insertRows(transaction, table, rows.get(table.name) ?? []));
  });

async function move(from: TestDatabase, to: TestDatabase, whileRestoring = new AbortController().signal): Promise<void> {
  const folder = temporaryFolder();
  const asked = { file: join(folder, 'branch.backup'), isForced: true };
  const { clock, log } = surroundings;
  const { signal } = new AbortController();
  const store = await openDatabase(from.address, log);
  await backUp(store.db, asked, clock, signal).finally(store.close);
  await restore(asked, { open: () => openDatabase(to.address, log, { isAlone: true }), folder, clock, signal: whileRestoring });
}

describeOnEveryEngine('a restore that is told to stop', (create) => {
  it('changes nothing', async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, 3);
    // Only the words: an error holds on to where it was thrown, and so to the database.
    const said = await move(from, to, AbortSignal.abort()).catch((error: unknown) => String(error));
    await letGo(to);
    expect(said).toContain('Stopped, and nothing was changed');
    expect(await contents(to)).toMatchObject({ installations: [] });
  });
});

describe.skipIf(postgresServer === undefined)('a branch that moves', () => {
  it('from SQLite to PostgreSQL and back has what it had, whatever that was', { timeout: 120_000 }, async () => {
    const arbitrary = await using(await database(sqliteDatabase), ({ db }) => anyRows(db));
    const there = await database(() => postgresDatabase(postgresServer ?? ''));
    const holds = async (rows: ReadonlyMap<string, Row[]>): Promise<void> => {
      const [from, back] = [await sqliteDatabase(), await sqliteDatabase()];
      await put(from, rows);
      const before = await contents(from);
      // Into one that holds something, links to calendars that are not in use there are left out.
      await put(there, new Map());
      await move(from, there);
      await letGo(there);
      expect(await contents(there)).toEqual(before);
      await move(there, back);
      await letGo(back);
      expect(await contents(back)).toEqual(before);
      await from.drop();
      await back.drop();
    };
    await fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: 5 });
  });
});
