import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type RawBuilder, sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Migration } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { isSqliteOpenElsewhere } from '../../src/store/sqlite/engine.ts';
import { openDatabase, openStore, type Store } from '../../src/store/store.ts';
import { keptTables } from '../../src/upkeep/rows.ts';
import { type CreateDatabase, surroundings, type TestDatabase } from '../contract/stores.ts';

/** A database that is gone when the test is over. */
export async function database(create: CreateDatabase): Promise<TestDatabase> {
  const made = await create();
  onTestFinished(() => made.drop());
  return made;
}

/** The settings that name a database. */
export const settingsFor = ({ address }: TestDatabase): Record<string, string> =>
  'file' in address ? { STEWARD_DATA: dirname(address.file) } : { DATABASE_URL: address.url };

/** Opens the store for some work, and lets go of it wholly, so that to others nobody has it open. */
export async function using<T>(made: TestDatabase, work: (store: Store) => Promise<T>, steps = migrations): Promise<T> {
  const done = await openAndClose(made, work, steps);
  await letGo(made);
  return done;
}

async function openAndClose<T>({ address }: TestDatabase, work: (store: Store) => Promise<T>, steps: readonly Migration[]): Promise<T> {
  const store = await openStore(address, surroundings, steps);
  return work(store).finally(() => store.close());
}

/** Runs a statement on a database in which Steward need not have been. */
export async function run(made: TestDatabase, statement: RawBuilder<unknown>): Promise<readonly unknown[]> {
  const rows = await openDatabase(made.address, surroundings.log).then(({ db, close }) =>
    db
      .transaction()
      .execute(async (transaction) => (await statement.execute(transaction)).rows)
      .finally(close),
  );
  await letGo(made);
  return rows;
}

/** Workspaces with made-up sealed tokens, `count` of them, quickly. */
export const fill = (made: TestDatabase, count: number): Promise<void> =>
  using(made, async ({ db }) => {
    const numbers = sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(count)})`;
    await db.transaction().execute(async (transaction) => {
      await sql`insert into installations (id, sealed) ${numbers} select 'T' || n, 'sealed text that is a little longer than nothing, number ' || n from numbers where n <= ${sql.lit(count)}`.execute(
        transaction,
      );
    });
  });

/** Everything kept, by table; rows in an order of their own. */
export const contents = (made: TestDatabase): Promise<Record<string, unknown[]>> =>
  using(made, async ({ db }) => {
    const held: Record<string, unknown[]> = {};
    for (const { name } of await keptTables(db)) {
      const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db);
      held[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    }
    return held;
  });

/** libsql closes a file when its statements are collected: a process of its own ends sooner, a test does not. */
export async function letGo({ address }: TestDatabase): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let tries = 0; tries < 50; tries++) {
    await new Promise(setImmediate);
    if (typeof collect === 'function') collect();
    if (!('file' in address) || !isSqliteOpenElsewhere(address.file)) return;
  }
  throw new Error('this test still holds the database');
}
