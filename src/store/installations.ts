import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Installations, isInstallationId } from '../core/installations.ts';
import type { Keyring } from './keyring.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

export interface InstallationsInStore extends Installations {
  /** Seals anew, with the key in use, what an earlier key sealed. Call it at every start. */
  rotate(): Promise<Rotation>;
}

interface Rotation {
  readonly rotated: number;
  /** Left as they are: no key opens them. */
  readonly unreadable: number;
}

const detailsSchema = z.record(z.string(), z.json());

/** Tokens and all else are sealed at rest; only the ids can be read without the key. Reading throws a StoreError when no key opens what is kept. */
export function installationsInStore(db: Kysely<Schema>, keyring: Keyring): InstallationsInStore {
  async function reseal(id: string, sealed: string): Promise<boolean> {
    const fresh = await keyring.seal(await keyring.open(sealed, labelOf(id)), labelOf(id));
    // Only what was read: an installation saved meanwhile is newer.
    const { numUpdatedRows } = await db
      .updateTable('installations')
      .set({ sealed: fresh })
      .where('id', '=', id)
      .where('sealed', '=', sealed)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async save({ id, details }) {
      if (!isInstallationId(id)) throw new TypeError('an installation needs the id of its workspace or organisation');
      const sealed = await keyring.seal(JSON.stringify(details), labelOf(id));
      await db
        .insertInto('installations')
        .values({ id, sealed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed }))
        .execute();
    },

    async find(id) {
      if (!isInstallationId(id)) return undefined;
      const row = await db.selectFrom('installations').select('sealed').where('id', '=', id).executeTakeFirst();
      return row && { id, details: parseDetails(await keyring.open(row.sealed, labelOf(id))) };
    },

    async remove(id) {
      if (isInstallationId(id)) await db.deleteFrom('installations').where('id', '=', id).execute();
    },

    async rotate() {
      const rows = await db.selectFrom('installations').selectAll().execute();
      let rotated = 0;
      let unreadable = 0;
      for (const { id, sealed } of rows) {
        try {
          if (!(await keyring.isCurrent(sealed)) && (await reseal(id, sealed))) rotated++;
        } catch (error) {
          if (!(error instanceof StoreError) || (error.fault !== 'key' && error.fault !== 'damaged')) throw error;
          unreadable++;
        }
      }
      return { rotated, unreadable };
    },
  };
}

const labelOf = (id: string): string => `installations/${id}`;

function parseDetails(text: string): object {
  const details = detailsSchema.safeParse(JSON.parse(text));
  if (details.success) return details.data;
  throw new StoreError('damaged', 'The database holds an installation that cannot be understood. Remove the app from the workspace and install it again.');
}
