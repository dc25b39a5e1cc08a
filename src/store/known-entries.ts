import type { Kysely, Transaction } from 'kysely';
import type { EntryChange, KnownEntries } from '../subscriptions/known-entries.ts';
import { hashOf, type Outline, outlineSchema } from '../subscriptions/outline.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';
import type { EntryChangeRows, KnownEntryRows } from './subscription-schema.ts';

/** Another process may find the same: then it is looked at again, and is mostly known by then. */
const TRIES = 5;
const KEEP_MS = 400 * 86_400_000;

/** What is known of the knowledge base, in the database, the same on SQLite and PostgreSQL. */
export function knownEntriesInStore(db: Kysely<Schema>): KnownEntries {
  return {
    async note(current, faulty, now) {
      for (let tries = 0; tries < TRIES; tries++) {
        const found = await noteAll(db, current, faulty, now);
        if (found !== undefined) return found;
      }
      throw new StoreError('busy', 'Other processes are noting changes of the knowledge base all the time: it is tried again in a minute.');
    },
    last: () => lastNumber(db),
    async between(after, upTo) {
      const rows = await db.selectFrom('entry_changes').selectAll().where('number', '>', after).where('number', '<=', upTo).orderBy('number').execute();
      return rows.map(changeOf);
    },
    async purge(now) {
      // The last one stays: numbers go on from it.
      await db
        .deleteFrom('entry_changes')
        .where('at', '<', now.getTime() - KEEP_MS)
        .where('number', '<', await lastNumber(db))
        .execute();
    },
  };
}

/** Digests are claimed together with this number. */
export async function lastNumber(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('entry_changes')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

type Found = Pick<EntryChangeRows, 'entry' | 'before' | 'after'>;

/** @returns undefined when another process took the numbers: nothing was done */
async function noteAll(db: Kysely<Schema>, current: ReadonlyMap<string, Outline>, faulty: ReadonlySet<string>, now: Date): Promise<number | undefined> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const known = new Map((await transaction.selectFrom('known_entries').selectAll().execute()).map((row) => [row.id, row]));
      if (known.size === 0) return await keepFirst(transaction, current, now);
      const found: Found[] = [];
      // In the order of their ids: two processes then wait for one another instead of blocking one another.
      for (const id of [...new Set([...known.keys(), ...current.keys()])].sort()) {
        const change = await noteOne(transaction, id, known.get(id), current.get(id), faulty, now);
        if (change) found.push(change);
      }
      await number(transaction, found, now);
      return found.length;
    });
  } catch (error) {
    if (error instanceof Overtaken) return undefined;
    throw error;
  }
}

class Overtaken extends Error {}

async function keepFirst(db: Transaction<Schema>, current: ReadonlyMap<string, Outline>, now: Date): Promise<number> {
  const rows = [...current].map(([id, outline]) => rowOf(id, outline, now)).sort((one, other) => (one.id < other.id ? -1 : 1));
  if (rows.length > 0)
    await db
      .insertInto('known_entries')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  return 0;
}

/** Only whoever still finds the entry as it was read keeps the change, and tells of it. */
async function noteOne(
  db: Transaction<Schema>,
  id: string,
  known: KnownEntryRows | undefined,
  outline: Outline | undefined,
  faulty: ReadonlySet<string>,
  now: Date,
): Promise<Found | undefined> {
  if (outline === undefined) return known && known.removed_at === null && !isFaulty(known, faulty) ? noteGone(db, known, now) : undefined;
  const row = rowOf(id, outline, now);
  if (known === undefined) {
    const added = await db
      .insertInto('known_entries')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return added && { entry: id, before: null, after: row.outline };
  }
  const { id: _id, first_seen_at: _seen, ...values } = row;
  const isSame = known.hash === row.hash && known.removed_at === null;
  if (isSame && known.outline === row.outline) return undefined;
  const changed = await replace(db, known, isSame ? { outline: row.outline } : values);
  return changed && !isSame ? { entry: id, before: known.removed_at === null ? known.outline : null, after: row.outline } : undefined;
}

async function noteGone(db: Transaction<Schema>, known: KnownEntryRows, now: Date): Promise<Found | undefined> {
  const isGone = await replace(db, known, { removed_at: now.getTime(), changed_at: now.getTime() });
  return isGone ? { entry: known.id, before: known.outline, after: null } : undefined;
}

/** Changes it unless another process was faster. @returns whether it was still as it was read */
async function replace(db: Transaction<Schema>, { id, hash, removed_at }: KnownEntryRows, values: Partial<KnownEntryRows>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('known_entries')
    .set(values)
    .where('id', '=', id)
    .where('hash', '=', hash)
    .where('removed_at', removed_at === null ? 'is' : '=', removed_at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A file that was left out for a fault, or whose folder could not be read. */
function isFaulty(known: KnownEntryRows, faulty: ReadonlySet<string>): boolean {
  const { file } = outlineIn(known.outline);
  return faulty.has(file) || faulty.has(file.split('/')[0] ?? '');
}

/** A number that another process has taken and not committed yet is waited for; so a higher one is never seen before a lower one. */
async function number(db: Transaction<Schema>, found: readonly Found[], now: Date): Promise<void> {
  if (found.length === 0) return;
  const first = (await lastNumber(db)) + 1;
  const taken = await db
    .insertInto('entry_changes')
    .values(found.map((change, nth) => ({ ...change, number: first + nth, at: now.getTime() })))
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('number')
    .execute();
  if (taken.length < found.length) throw new Overtaken();
}

const rowOf = (id: string, outline: Outline, now: Date): KnownEntryRows => ({
  ...{ id, hash: hashOf(outline), outline: JSON.stringify(outline), first_seen_at: now.getTime(), changed_at: now.getTime(), removed_at: null },
});

const changeOf = ({ number, entry, at, before, after }: EntryChangeRows): EntryChange => ({
  ...{ number, entry, at: new Date(at) },
  before: before === null ? undefined : outlineIn(before),
  after: after === null ? undefined : outlineIn(after),
});

/** @throws {StoreError} `damaged` when it is not as it was written */
function outlineIn(json: string): Outline {
  try {
    return outlineSchema.parse(JSON.parse(json));
  } catch (error) {
    throw new StoreError(
      'damaged',
      'What is known of the knowledge base cannot be read from the database. Keep a copy of the database, and restore a backup.',
      {
        cause: error,
      },
    );
  }
}
