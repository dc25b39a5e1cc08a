import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import type { Migration } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { TABLES } from '../../src/store/tables.ts';
import { describeOnEveryEngine, surroundings, type TestDatabase } from './stores.ts';

const makesLeaflets: Migration = {
  name: '9001-leaflets',
  up: ({ schema }) => schema.createTable('leaflets').addColumn('id', 'text').execute(),
};
const failsHalfWay: Migration = {
  name: '9002-fails',
  async up(transaction) {
    await transaction.schema.createTable('half_done').addColumn('id', 'text').execute();
    await sql`select no_such_column from once_keys`.execute(transaction);
  },
};

const tables = Object.keys(TABLES).sort();

describeOnEveryEngine('Store', (create) => {
  const databases: TestDatabase[] = [];
  const stores: Store[] = [];

  async function database(): Promise<TestDatabase> {
    const made = await create();
    databases.push(made);
    return made;
  }

  async function open({ address }: TestDatabase, steps = migrations): Promise<Store> {
    const store = await openStore(address, surroundings, steps);
    stores.push(store);
    return store;
  }

  const tablesOf = async ({ db }: Store) => (await db.introspection.getTables()).map(({ name }) => name).sort();

  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const made of databases.splice(0)) await made.drop();
  });

  it('makes its tables, and finds them again', async () => {
    const made = await database();
    const first = await open(made);
    await first.db.insertInto('once_keys').values({ key_hash: 'kept', first_at: 1_781_859_600_000 }).execute();
    await first.close();
    const second = await open(made);
    expect(await second.db.selectFrom('once_keys').selectAll().execute()).toEqual([{ key_hash: 'kept', first_at: 1_781_859_600_000 }]);
    expect(await tablesOf(second)).toEqual(tables);
  });

  it('runs each migration once when several open it at the same time', async () => {
    const made = await database();
    const steps = [...migrations, makesLeaflets];
    const opened = await Promise.all([open(made, steps), open(made, steps), open(made, steps)]);
    expect(opened).toHaveLength(3);
  });

  it('leaves nothing half done when a migration fails, and goes on from there when it is mended', async () => {
    const made = await database();
    await expect(openStore(made.address, surroundings, [...migrations, makesLeaflets, failsHalfWay])).rejects.toThrow(/no_such_column/);
    const before = await open(made);
    expect(await tablesOf(before)).toEqual(tables);
    const after = await open(made, [...migrations, makesLeaflets]);
    expect(await tablesOf(after)).toContain('leaflets');
  });

  it('refuses a database from a newer version, says what to do, and leaves it alone', async () => {
    const made = await database();
    await (await open(made, [...migrations, makesLeaflets])).close();
    const failure = openStore(made.address, surroundings, migrations);
    await expect(failure).rejects.toMatchObject({ name: 'StoreError', fault: 'newer' });
    await expect(failure).rejects.toThrow(/9001-leaflets.*Start the newer version again, or restore the backup/);
    expect(await tablesOf(await open(made, [...migrations, makesLeaflets]))).toContain('leaflets');
  });

  it('undoes a transaction that fails, and says why it failed', async () => {
    const { db } = await open(await database());
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('installations').values({ id: 'T1', sealed: 'x' }).execute();
      await transaction.insertInto('installations').values({ id: 'T1', sealed: 'x' }).execute();
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(await db.selectFrom('installations').selectAll().execute()).toEqual([]);
  });

  it('counts what was changed', async () => {
    const { db } = await open(await database());
    await db
      .insertInto('installations')
      .values([
        { id: 'T1', sealed: 'x' },
        { id: 'T2', sealed: 'x' },
      ])
      .execute();
    expect((await db.updateTable('installations').set({ sealed: 'y' }).executeTakeFirst()).numUpdatedRows).toBe(2n);
    expect((await db.deleteFrom('installations').where('id', '=', 'T2').executeTakeFirst()).numDeletedRows).toBe(1n);
    expect(
      await db
        .selectFrom('installations')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirst(),
    ).toEqual({ count: 1 });
  });

  it('lets many use it at once', async () => {
    const { db } = await open(await database());
    const transfers = Array.from({ length: 40 }, (_, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('installations')
          .values({ id: `T${at}`, sealed: 'x' })
          .execute();
        await transaction.selectFrom('installations').selectAll().execute();
        if (at % 2 === 1) throw new Error('changed my mind');
      }),
    );
    await Promise.allSettled(transfers);
    expect(await db.selectFrom('installations').selectAll().execute()).toHaveLength(20);
  });

  it('lets nothing slip in between what a transaction reads and what it writes, when it locks what it reads', async () => {
    const made = await database();
    const [one, other] = [await open(made), await open(made)];
    await one.db.insertInto('installations').values({ id: 'count', sealed: '0' }).execute();
    const countUp = ({ db }: Store) =>
      db.transaction().execute(async (transaction) => {
        const count = transaction.selectFrom('installations').select('sealed').where('id', '=', 'count');
        const isPostgres = 'url' in made.address;
        const { sealed } = await (isPostgres ? count.forUpdate() : count).executeTakeFirstOrThrow();
        await new Promise(setImmediate);
        await transaction
          .updateTable('installations')
          .set({ sealed: `${Number(sealed) + 1}` })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, (_, at) => countUp(at % 2 === 0 ? one : other)));
    expect(await one.db.selectFrom('installations').select('sealed').execute()).toEqual([{ sealed: '20' }]);
  });

  it('finishes what is under way before it closes', async () => {
    const made = await database();
    const store = await openStore(made.address, surroundings);
    const working = store.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('installations').values({ id: 'T1', sealed: 'x' }).execute();
      await new Promise(setImmediate);
      await transaction.insertInto('installations').values({ id: 'T2', sealed: 'x' }).execute();
    });
    await new Promise(setImmediate);
    await Promise.all([working, store.close()]);
    const { db } = await open(made);
    expect(await db.selectFrom('installations').selectAll().execute()).toHaveLength(2);
  });
});
