import type { Kysely, Transaction } from 'kysely';
import type { Branch } from '../directory/branch.ts';
import type { Change, DirectoryStore } from '../directory/directory-store.ts';
import { branchRowOf, importRowOf, linkRowOf } from './directory-rows.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';

/** Rows in one statement. */
const AT_ONCE = 500;

class Undone extends Error {
  readonly why: 'changed' | 'taken';
  constructor(why: 'changed' | 'taken') {
    super(why);
    this.why = why;
  }
}

/** One transaction, in few statements however many branches change: see `DirectoryStore.apply`. */
export async function applyToDirectory(db: Kysely<Schema>, change: Change): ReturnType<DirectoryStore['apply']> {
  try {
    await db.transaction().execute((transaction) => write(transaction, change));
    return 'done';
  } catch (error) {
    if (error instanceof Undone) return error.why;
    throw error;
  }
}

async function write(db: Transaction<Schema>, change: Change): Promise<void> {
  const { branches } = change;
  const added = branches.flatMap(({ before, after }) => (before === undefined ? [{ ...after, version: 1 }] : []));
  const changed = branches.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [{ ...after, version: before.version + 1 }]));
  const gone = branches.flatMap(({ before, after }) => (after === undefined ? [before] : []));
  await lockRegions(db, [...added, ...changed]);
  for (const some of chunks(branches.flatMap(({ before }) => before ?? []))) await hold(db, some);
  for (const some of chunks(gone)) await remove(db, some);
  for (const some of chunks(changed)) await replace(db, some);
  for (const some of chunks(added)) await add(db, some);
  await refuseDoubles(db, [...added, ...changed]);
  await endLinks(db, change);
  await addLinks(db, change);
  if (change.import) await settleImport(db, change.import);
  for (const entries of chunks(change.entries)) await db.insertInto('audit_log').values(entries.map(auditRow)).execute();
}

/** So that of two people who add a branch of one name at once, the second sees the first's. SQLite has one writer anyway. */
async function lockRegions(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  for (const id of [...new Set(branches.map(({ region }) => region))].sort())
    await db
      .updateTable('regions')
      .set(({ ref }) => ({ name: ref('name') }))
      .where('id', '=', id)
      .execute();
}

/** Nobody else changes them from here on; they must be as they were read. */
async function hold(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  const ids = branches.map(({ id }) => id);
  const query = db.updateTable('branches').set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) }));
  const found = new Map((await query.where('id', 'in', ids).returning(['id', 'version']).execute()).map(({ id, version }) => [id, version]));
  if (branches.some(({ id, version }) => found.get(id) !== version + 1)) throw new Undone('changed');
}

async function replace(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  await db
    .insertInto('branches')
    .values(branches.map(branchRowOf))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        ...{ name: ref('excluded.name'), name_key: ref('excluded.name_key'), code: ref('excluded.code'), code_key: ref('excluded.code_key') },
        ...{ region: ref('excluded.region'), service_groups: ref('excluded.service_groups'), tags: ref('excluded.tags') },
        ...{ mutes: ref('excluded.mutes'), state: ref('excluded.state'), merged_into: ref('excluded.merged_into') },
      })),
    )
    .execute();
}

async function add(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  const query = db.insertInto('branches').values(branches.map(branchRowOf));
  const written = await query
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (written.length < branches.length) throw new Undone('changed');
}

async function remove(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  const ids = branches.map(({ id }) => id);
  await db.deleteFrom('branch_links').where('branch', 'in', ids).execute();
  await db.deleteFrom('branches').where('id', 'in', ids).execute();
}

/** Within a region each open branch has a name of its own, and within the union a code of its own. */
async function refuseDoubles(db: Transaction<Schema>, branches: readonly Branch[]): Promise<void> {
  const open = branches.filter(({ state }) => state === 'open');
  if (open.length === 0) return;
  const rows = open.map(branchRowOf);
  for (const some of chunks(rows)) {
    const names = db
      .selectFrom('branches')
      .select(['region', 'name_key'])
      .where('state', '=', 'open')
      .where(
        'name_key',
        'in',
        some.map((row) => row.name_key),
      );
    if (
      await names
        .groupBy(['region', 'name_key'])
        .having((having) => having.fn.countAll(), '>', 1)
        .limit(1)
        .executeTakeFirst()
    )
      throw new Undone('taken');
    const keys = some.flatMap(({ code_key }) => code_key ?? []);
    if (keys.length === 0) continue;
    const codes = db.selectFrom('branches').select('code_key').where('state', '=', 'open').where('code_key', 'in', keys);
    if (
      await codes
        .groupBy('code_key')
        .having((having) => having.fn.countAll(), '>', 1)
        .limit(1)
        .executeTakeFirst()
    )
      throw new Undone('taken');
  }
}

async function endLinks(db: Transaction<Schema>, { unlinked = [], at }: Change): Promise<void> {
  for (const links of chunks(unlinked)) {
    const ids = links.map(({ id }) => id);
    const query = db.updateTable('branch_links').set({ ended_at: at.getTime() }).where('id', 'in', ids).where('ended_at', 'is', null);
    if ((await query.returning('id').execute()).length < links.length) throw new Undone('changed');
  }
}

async function addLinks(db: Transaction<Schema>, { linked = [] }: Change): Promise<void> {
  for (const links of chunks(linked)) {
    const query = db.insertInto('branch_links').values(links.map(linkRowOf));
    const added = await query
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    if (added.length < links.length) throw new Undone('taken');
  }
}

async function settleImport(db: Transaction<Schema>, after: NonNullable<Change['import']>): Promise<void> {
  const { id, version, ...rest } = importRowOf(after);
  const query = db.updateTable('directory_imports').set({ ...rest, version: version + 1 });
  const { numUpdatedRows } = await query.where('id', '=', id).where('version', '=', version).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Undone('changed');
}

/** In the order of their ids, so that two who change the same never wait for each other. */
function* chunks<T extends object>(items: readonly T[]): Generator<readonly T[]> {
  const sorted = [...items].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  for (let at = 0; at < sorted.length; at += AT_ONCE) yield sorted.slice(at, at + AT_ONCE);
}

const idOf = (item: object): string => ('id' in item ? String(item.id) : '');
