import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { StoreAddress } from '../src/store/store.ts';

export interface Place {
  readonly address: StoreAddress;
  remove(): Promise<void>;
}

export async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  return { address: { file: join(folder, 'steward.db') }, remove: async () => rmSync(folder, { recursive: true }) };
}

/** @param server the address of a user who may create databases */
export async function postgresPlace(server: string): Promise<Place> {
  const name = `steward_bench_${randomUUID().replaceAll('-', '')}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  await run(server, `create database ${name}`);
  return { address: { url: address.href }, remove: () => run(server, `drop database ${name} with (force)`) };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
