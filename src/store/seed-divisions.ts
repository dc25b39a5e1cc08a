import type { Kysely, Transaction } from 'kysely';
import type { Division } from '../directory/branch.ts';
import type { Divisions } from '../directory/divisions-file.ts';
import { divisionRowOf } from './directory-rows.ts';
import type { Schema } from './schema.ts';

/** Brings both tables up to the file. Most starts find them so, and write nothing. */
export async function seedDivisions(db: Kysely<Schema>, { regions, serviceGroups }: Divisions): Promise<void> {
  if ((await isSame(db, 'regions', regions)) && (await isSame(db, 'service_groups', serviceGroups))) return;
  await db.transaction().execute(async (transaction) => {
    await upsert(transaction, 'regions', regions);
    await upsert(transaction, 'service_groups', serviceGroups);
    await transaction
      .deleteFrom('regions')
      .where('id', 'not in', idsOf(regions))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('branches').select('branches.id').whereRef('branches.region', '=', 'regions.id'))))
      .execute();
    for (const { id } of await transaction.selectFrom('service_groups').select('id').where('id', 'not in', idsOf(serviceGroups)).execute()) {
      const used = await transaction.selectFrom('branches').select('id').where('service_groups', 'like', `%"${id}"%`).limit(1).executeTakeFirst();
      if (used === undefined) await transaction.deleteFrom('service_groups').where('id', '=', id).execute();
    }
  });
}

type Table = 'regions' | 'service_groups';

const idsOf = (divisions: readonly Division[]): string[] => divisions.map(({ id }) => id);

/** What is kept besides, because a branch belongs to it, is no difference. */
async function isSame(db: Kysely<Schema>, table: Table, divisions: readonly Division[]): Promise<boolean> {
  const rows = new Map((await db.selectFrom(table).selectAll().execute()).map((row) => [row.id, row]));
  const isThere = divisions.every((division) => {
    const row = rows.get(division.id);
    const wanted = divisionRowOf(division);
    return row?.name === wanted.name && row.aliases === wanted.aliases;
  });
  return isThere && rows.size === divisions.length;
}

async function upsert(db: Transaction<Schema>, table: Table, divisions: readonly Division[]): Promise<void> {
  await db
    .insertInto(table)
    .values(divisions.map(divisionRowOf).sort((one, other) => one.id.localeCompare(other.id)))
    .onConflict((conflict) => conflict.column('id').doUpdateSet(({ ref }) => ({ name: ref('excluded.name'), aliases: ref('excluded.aliases') })))
    .execute();
}
