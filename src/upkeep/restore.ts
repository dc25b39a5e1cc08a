import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { makeFolder } from '../core/make-folder.ts';
import { UserError } from '../core/user-error.ts';
import type { Engine } from '../store/engine.ts';
import { appliedMigrations, applyMigrations, refuseNewer } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { ownTables } from '../store/own-tables.ts';
import type { Schema } from '../store/schema.ts';
import type { UnmigratedStore } from '../store/store.ts';
import { codeOf, StoreError } from '../store/store-error.ts';
import { TABLES } from '../store/tables.ts';
import type { FileArguments } from './arguments.ts';
import { backUp } from './backup.ts';
import type { Header, Page } from './format.ts';
import { dropEndedLinks, liveLinks, type RestoredLinks } from './live-links.ts';
import { checkBackup, readBackup } from './read-backup.ts';
import { insertRows, keptNames, keptTables } from './rows.ts';

export interface Restored {
  readonly header: Header;
  /** Where what was there before is, when there was something. */
  readonly before: string | undefined;
  readonly links: RestoredLinks;
}

interface Surroundings {
  /** Opens the database that is to be filled, for this process alone. */
  open(): Promise<UnmigratedStore>;
  /** Where a backup of what is there goes. */
  readonly folder: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Puts what a backup holds into the database, all of it or nothing, and brings it up to date with this program. Queues are emptied: they are made
 * again from what is kept.
 * @throws {UserError | StoreError} when it cannot be done; then the database is as it was
 */
export async function restore({ file, isForced }: FileArguments, { open, folder, clock, signal }: Surroundings): Promise<Restored> {
  const header = await checkBackup(file);
  refuseUnknown(header);
  const store = await open().catch(asAnswer);
  try {
    const applied = await appliedMigrations(store.db);
    refuseNewer(applied, migrations);
    const isFilled = applied.length > 0 && !(await isEmpty(store.db));
    if (isFilled && !isForced) {
      throw new UserError(
        'The database is not empty, and nothing was changed.',
        'Restore into an empty one: set STEWARD_DATA or DATABASE_URL to a new place. Or add --force to replace what is there; a backup of it is made first.',
      );
    }
    const before = isFilled ? join(folder, nameAt(clock.now())) : undefined;
    if (before !== undefined) await keepBefore(store.db, before, folder, clock, signal);
    const links = await refill(store, file, header, clock, signal);
    return { header, before, links };
  } catch (error) {
    return asAnswer(error);
  } finally {
    await store.close();
  }
}

/** What the store says of a damaged database is to restore a backup, which is being tried. */
function asAnswer(error: unknown): never {
  if (!(error instanceof StoreError) || error.fault !== 'damaged') throw error;
  throw new UserError(
    'The database that is there is damaged, and nothing was changed.',
    'Move steward.db, and the files beside it whose names begin so, to another folder. Then restore again.',
  );
}

function refuseUnknown({ migrations: ran, tables }: Header): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = ran.filter((name) => !known.has(name));
  const kept = new Set(keptNames().map(({ name }) => name));
  if (unknown.length === 0 && tables.every(({ name }) => kept.has(name))) return;
  throw new UserError(
    `That backup is from a newer Steward than this one${unknown.length > 0 ? `, which does not know ${unknown.join(', ')}` : ''}. Nothing was changed.`,
    'Install the newer Steward, and restore it with that.',
  );
}

const nameAt = (now: Date): string => `before-restore-${now.toISOString().replace(/[-:.]/g, '')}.backup`;

async function keepBefore(db: Kysely<Schema>, file: string, folder: string, clock: Clock, signal: AbortSignal): Promise<void> {
  makeFolder(folder);
  await backUp(db, { file, isForced: false }, clock, signal);
}

/** All in one transaction, which is undone by whatever goes wrong, a kill included. */
function refill({ db, engine }: UnmigratedStore, file: string, header: Header, clock: Clock, signal: AbortSignal): Promise<RestoredLinks> {
  return db.transaction().execute(async (transaction) => {
    await engine.migrationLock(transaction);
    await engine.refuseOthers(transaction);
    const live = (await isEmpty(transaction)) ? undefined : await liveLinks(transaction);
    await clear(transaction, engine);
    const asItWas = migrations.filter(({ name }) => header.migrations.includes(name));
    await applyMigrations(transaction, asItWas, clock);
    for await (const page of readBackup(file)) {
      if (signal.aborted) throw new UserError('Stopped, and nothing was changed.', 'Restore it again when you like.');
      await insert(transaction, page);
    }
    await applyMigrations(transaction, migrations, clock);
    return dropEndedLinks(transaction, live);
  });
}

const isEmpty = async (db: Kysely<Schema>): Promise<boolean> => (await keptTables(db)).every(({ rows }) => rows === 0);

/** Takes away what Steward has there, and nothing of another program. */
async function clear(transaction: Transaction<Schema>, engine: Engine): Promise<void> {
  const there = new Set((await ownTables(transaction)).map(({ name }) => name));
  const ours = Object.keys(TABLES).filter((table) => there.has(table));
  if (ours.length === 0) return;
  if (!there.has('steward_migrations')) {
    throw new UserError(
      `The database has tables of another program, named as Steward names its own: ${ours.join(', ')}.`,
      'Give Steward a database of its own.',
    );
  }
  await engine.dropQueue(transaction);
  for (const table of ours.reverse()) await transaction.schema.dropTable(table).execute();
}

async function insert(transaction: Transaction<Schema>, { table, rows }: Page): Promise<void> {
  try {
    await insertRows(transaction, table, rows);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new UserError(
      `The database does not take what the backup holds in ${table.name} (${codeOf(error) || 'unknown'}). Nothing was changed.`,
      'Restore it with the Steward that made it, or take an earlier backup.',
    );
  }
}
