import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { UserError } from '../core/user-error.ts';
import { appliedMigrations, refuseNewer } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import type { Schema } from '../store/schema.ts';
import type { FileArguments } from './arguments.ts';
import { FORMAT, type Header } from './format.ts';
import { readHeader } from './read-backup.ts';
import { keptNames, keptTables, readRows } from './rows.ts';
import { writeWholeFile } from './whole-file.ts';

export interface BackedUp {
  readonly header: Header;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Writes all that is kept, as it is at one moment, into a file. Steward may go on working meanwhile.
 * @throws {UserError | StoreError} when it cannot be done; then there is no file, or the one that was there before
 */
export async function backUp(db: Kysely<Schema>, { file, isForced }: FileArguments, clock: Clock, signal: AbortSignal): Promise<BackedUp> {
  await refuseToOverwrite(file, isForced);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const header = await describe(transaction, clock);
      const bytes = await writeWholeFile(file, linesOf(transaction, header), signal);
      return { header, bytes };
    });
}

/** Forced or not, nothing but an earlier backup is ever replaced: the name may be that of the database. */
async function refuseToOverwrite(file: string, isForced: boolean): Promise<void> {
  if (!existsSync(file)) return;
  if (!isForced)
    throw new UserError('That file is there already, and it was left as it is.', 'Give another name, or add --force to replace an earlier backup.');
  const isBackup = await readHeader(file).then(
    () => true,
    () => false,
  );
  if (!isBackup) throw new UserError('That file is there already and is no backup of Steward’s, so it is not replaced.', 'Give another name.');
}

async function describe(transaction: Transaction<Schema>, clock: Clock): Promise<Header> {
  const applied = await appliedMigrations(transaction);
  refuseNewer(applied, migrations);
  if (applied.length === 0)
    throw new UserError('There is nothing to back up: Steward has kept nothing in that database yet.', 'Check STEWARD_DATA and DATABASE_URL.');
  return { steward: 'backup', format: FORMAT, madeAt: clock.now().toISOString(), migrations: [...applied], tables: await keptTables(transaction) };
}

async function* linesOf(transaction: Transaction<Schema>, header: Header): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const told = (text: string): string => {
    hash.update(text);
    return text;
  };
  yield told(line(header));
  for (const table of header.tables) {
    const key = keptNames().find(({ name }) => name === table.name)?.key ?? [];
    let rows = 0;
    for await (const page of readRows(transaction, table, key)) {
      rows += page.length;
      yield told(page.map(line).join(''));
    }
    if (rows !== table.rows) throw new Error(`${table.name} has ${table.rows} rows and ${rows} were read: is its key in tables.ts its primary key?`);
  }
  yield line({ sha256: hash.digest('hex') });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
