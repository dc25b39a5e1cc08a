import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Log } from '../../src/core/log.ts';
import { openStore, type Store, type StoreAddress } from '../../src/store/store.ts';

/** A database of a test's own, empty at first. */
export interface TestDatabase {
  readonly address: StoreAddress;
  drop(): Promise<void>;
}

export type CreateDatabase = () => Promise<TestDatabase>;

export const surroundings: { readonly clock: typeof systemClock; readonly log: Log } = {
  clock: systemClock,
  log: { debug() {}, info() {}, warn() {}, error() {} },
};

/** The server that postgres.ts started, or the one it was told of. */
export const postgresServer = process.env.TEST_DATABASE_URL;

export async function sqliteDatabase(): Promise<TestDatabase & { readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-store-'));
  const file = join(folder, 'data', 'steward.db');
  return { address: { file }, file, drop: async () => rmSync(folder, { recursive: true }) };
}

/** @param server the address of a user who may create databases */
export async function postgresDatabase(server: string): Promise<TestDatabase & { readonly url: string }> {
  const name = `steward_test_${randomUUID().replaceAll('-', '')}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  await runOn(server, `create database ${name}`);
  return { address: { url }, url, drop: () => runOn(server, `drop database ${name} with (force)`) };
}

export async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Runs a suite on SQLite and on PostgreSQL. Where there is no PostgreSQL, its suite is reported as skipped, with what to do. */
export function describeOnEveryEngine(what: string, suite: (create: CreateDatabase) => void): void {
  describe(`${what} on SQLite`, () => suite(sqliteDatabase));
  if (postgresServer !== undefined) describe(`${what} on PostgreSQL`, () => suite(() => postgresDatabase(postgresServer)));
  else describe.skip(`${what} on PostgreSQL: no server (install postgresql, or set TEST_DATABASE_URL)`, () => suite(sqliteDatabase));
}

/** One store for the tests of a suite; the function returns it once they run. */
export function useStore(create: CreateDatabase): () => Store {
  let database: TestDatabase | undefined;
  let store: Store | undefined;
  beforeAll(async () => {
    database = await create();
    store = await openStore(database.address, surroundings);
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });
  return () => {
    if (!store) throw new Error('the store is open only while tests run');
    return store;
  };
}
