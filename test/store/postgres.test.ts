import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { postgresDatabase, postgresServer, runOn, surroundings } from '../contract/stores.ts';

const elsewhere = (change: (url: URL) => void): string => {
  const url = new URL(postgresServer ?? 'postgres://127.0.0.1');
  change(url);
  return url.href;
};
const attempt = (url: string): Promise<Store> => openStore({ url }, surroundings);

describe('PostgreSQL address', () => {
  it.each(['', 'localhost', 'mysql://me:hunter2@localhost/x', 'postgres://me:hunter2@local host/x'])('refuses %j without repeating it', async (url) => {
    const failure = await attempt(url).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoreError', fault: 'refused', message: expect.stringMatching(/DATABASE_URL/) });
    expect(String(failure)).not.toContain('hunter2');
  });

  it('says that no server answers', async () => {
    const failure = attempt('postgres://me:hunter2@127.0.0.1:1/x');
    await expect(failure).rejects.toMatchObject({ fault: 'unreachable', message: expect.stringMatching(/DATABASE_URL/) });
    await expect(failure).rejects.not.toThrow(/hunter2/);
  });
});

describe.skipIf(postgresServer === undefined)('PostgreSQL store', () => {
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let store: Store;
  const warnings: string[] = [];
  const log: Log = { ...surroundings.log, warn: (_fields, message) => void warnings.push(message) };

  beforeEach(async () => {
    database = await postgresDatabase(postgresServer ?? '');
    store = await openStore({ url: database.url }, { ...surroundings, log });
    warnings.length = 0;
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const dropConnections = (): Promise<void> => {
    const name = new URL(database.url).pathname.slice(1);
    return runOn(postgresServer ?? '', `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  };
  const save = (id: string) => store.db.insertInto('installations').values({ id, sealed: 'x' }).execute();

  it('says that it is turned away', async () => {
    const wrongPassword = elsewhere((url) => {
      url.password = 'hunter2';
    });
    const noDatabase = elsewhere((url) => {
      url.pathname = '/no_such_database';
    });
    await expect(attempt(wrongPassword)).rejects.toMatchObject({ fault: 'refused' });
    await expect(attempt(noDatabase)).rejects.toMatchObject({ fault: 'refused' });
  });

  it('survives losing its connections, and makes new ones', async () => {
    await save('T1');
    await dropConnections();
    await expect.poll(() => warnings.length).toBeGreaterThan(0);
    await save('T2');
    expect(await store.db.selectFrom('installations').selectAll().execute()).toHaveLength(2);
  });

  it('reports a connection that is lost in the middle of a transaction, keeps nothing of it, and goes on', async () => {
    const failing = store.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('installations').values({ id: 'T1', sealed: 'x' }).execute();
      await dropConnections();
      await expect.poll(() => warnings.length).toBeGreaterThan(0);
      await transaction.insertInto('installations').values({ id: 'T2', sealed: 'x' }).execute();
    });
    await expect(failing).rejects.toMatchObject({ name: 'StoreError', fault: 'unreachable' });
    await save('T3');
    expect(await store.db.selectFrom('installations').select('id').execute()).toEqual([{ id: 'T3' }]);
  });

  it('says that it may only be read', async () => {
    const readOnly = `${database.url}?options=-c%20default_transaction_read_only%3Don`;
    await expect(attempt(readOnly)).rejects.toMatchObject({ fault: 'read-only' });
  });
});
