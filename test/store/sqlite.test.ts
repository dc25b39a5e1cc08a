import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installationsInStore } from '../../src/store/installations.ts';
import { createKeyring } from '../../src/store/keyring.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { asNobody } from '../as-nobody.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';

let database: Awaited<ReturnType<typeof sqliteDatabase>>;
let stores: Store[];

beforeEach(async () => {
  database = await sqliteDatabase();
  stores = [];
});

afterEach(async () => {
  for (const store of stores) await store.close();
  await database.drop();
});

async function open(): Promise<Store> {
  const store = await openStore({ file: database.file }, surroundings);
  stores.push(store);
  return store;
}

const row = (id: string) => ({ id, sealed: 'x' });

describe('SQLite store', () => {
  it('is set to lose nothing (write-ahead-log.test.ts has what brings commits to the disk)', async () => {
    const { db } = await open();
    const pragma = async (name: string) => Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(1);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('secure_delete')).toBe(1);
  });

  it('waits for another connection that is writing, without holding up the rest of the program', async () => {
    const [one, other] = [await open(), await open()];
    const order: string[] = [];
    let hasBegun = (): void => {};
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    const writing = one.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('installations').values(row('T1')).execute();
      hasBegun();
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('one');
    });
    await begun;
    await Promise.all([
      writing,
      other.db
        .insertInto('installations')
        .values(row('T2'))
        .execute()
        .then(() => order.push('other')),
    ]);
    expect(order).toEqual(['one', 'other']);
    // A lock that was met must not spoil later commits: see connection.ts.
    await other.db.transaction().execute((transaction) => transaction.insertInto('installations').values(row('T3')).execute());
    expect(await one.db.selectFrom('installations').selectAll().execute()).toHaveLength(3);
  });

  it('says that the disk is full, changes nothing, and works again when there is room', async () => {
    const { db } = await open();
    await db.insertInto('installations').values(row('T1')).execute();
    const big = { id: 'T2', sealed: 'x'.repeat(1_000_000) };
    await sql`pragma max_page_count = 20`.execute(db);
    await expect(db.insertInto('installations').values(big).execute()).rejects.toMatchObject({
      fault: 'full',
      message: expect.stringMatching(/Free some space/),
    });
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('installations').values(row('T3')).execute();
      await transaction.insertInto('installations').values(big).execute();
    });
    await expect(failing).rejects.toMatchObject({ fault: 'full' });
    await sql`pragma max_page_count = 100000`.execute(db);
    await db.insertInto('installations').values(big).execute();
    expect((await db.selectFrom('installations').select('id').execute()).map(({ id }) => id)).toEqual(['T1', 'T2']);
  });

  it('says that it may not be written', async () => {
    const { db } = await open();
    await sql`pragma query_only = on`.execute(db);
    await expect(db.insertInto('installations').values(row('T1')).execute()).rejects.toMatchObject({ fault: 'read-only' });
  });

  it('says that its folder may not be written', async () => {
    await (await openStore({ file: database.file }, surroundings)).close();
    chmodSync(database.file, 0o444);
    chmodSync(dirname(database.file), 0o555);
    try {
      await expect(asNobody(open)).rejects.toMatchObject({ fault: 'read-only' });
    } finally {
      chmodSync(dirname(database.file), 0o755);
    }
  });

  it('says that a file is no database, and leaves it as it is', async () => {
    mkdirSync(dirname(database.file), { recursive: true });
    const letter = 'Dear branch secretary, '.repeat(1_000);
    writeFileSync(database.file, letter);
    await expect(open()).rejects.toMatchObject({ fault: 'damaged' });
    expect(readFileSync(database.file, 'utf8')).toBe(letter);
  });

  it('says that the folder cannot be used', async () => {
    writeFileSync(dirname(database.file), 'a file where the folder should be');
    await expect(open()).rejects.toMatchObject({ fault: 'read-only', message: expect.stringMatching(/STEWARD_DATA/) });
  });

  it.each([true, new Date(), undefined, Buffer.from('x')])('refuses what the tables cannot hold alike everywhere: %s', async (value) => {
    const { db } = await open();
    await expect(sql`select ${value}`.execute(db)).rejects.toThrow(TypeError);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('keeps whole numbers whole', async () => {
    const { db } = await open();
    const { rows } = await sql`select typeof(${7}) as whole, typeof(${0.5}) as part, ${2 ** 53 - 1} as large`.execute(db);
    expect(rows).toEqual([{ whole: 'integer', part: 'real', large: 2 ** 53 - 1 }]);
  });

  it('runs more different statements than it keeps prepared', async () => {
    const { db } = await open();
    for (let count = 1; count <= 250; count++) {
      const ids = Array.from({ length: count }, (_, at) => `T${at}`);
      await db.selectFrom('installations').where('id', 'in', ids).selectAll().execute();
    }
  });

  it('lets other work go on during a long loop of queries', async () => {
    const { db } = await open();
    let rounds = 0;
    const ticking = setInterval(() => rounds++, 0);
    for (let query = 0; query < 1_000; query++) await sql`select 1`.execute(db);
    clearInterval(ticking);
    expect(rounds).toBeGreaterThan(0);
  });

  it('leaves no trace of a removed installation in its files', async () => {
    const store = await openStore({ file: database.file }, surroundings);
    const installations = installationsInStore(store.db, createKeyring([Buffer.alloc(32, 7).toString('base64')]));
    await installations.save({ id: 'TFORGETME', details: { bot: { token: 'xoxb-secret' } } });
    const { sealed } = await store.db.selectFrom('installations').select('sealed').executeTakeFirstOrThrow();
    await installations.remove('TFORGETME');
    await store.close();
    const folder = dirname(database.file);
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    for (const trace of ['TFORGETME', 'xoxb-secret', sealed]) expect(bytes.some((text) => text.includes(trace))).toBe(false);
  });
});
