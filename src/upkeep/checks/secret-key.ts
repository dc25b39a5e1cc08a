import type { Kysely } from 'kysely';
import { installationsInStore } from '../../store/installations.ts';
import { createKeyring, type Keyring } from '../../store/keyring.ts';
import { ownTables } from '../../store/own-tables.ts';
import type { Schema } from '../../store/schema.ts';
import { StoreError } from '../../store/store-error.ts';
import { type Database, databaseCheck } from '../database.ts';
import { type Check, ok, wrong } from '../finding.ts';
import { several } from '../plain-words.ts';

/** Whether what is sealed in the database opens. @param secrets STEWARD_SECRET_KEY, then STEWARD_SECRET_KEY_OLD */
export const secretKeyCheck = (database: Database, secrets: readonly string[]): Check =>
  databaseCheck('Secret key', database, async ({ store: { db } }) => {
    const tables = await ownTables(db);
    const rows = tables.some(({ name }) => name === 'installations') ? await db.selectFrom('installations').select('id').execute() : [];
    if (rows.length === 0) return [ok('nothing is sealed.')];
    if (secrets.length === 0) {
      return [
        wrong(`The database holds ${several(rows.length, 'sealed workspace')}, and STEWARD_SECRET_KEY is not set.`, 'Set it to the key they were sealed with.'),
      ];
    }
    const unreadable = await countUnreadable(
      db,
      createKeyring(secrets),
      rows.map(({ id }) => id),
    );
    if (unreadable === 0) return [ok(`it opens all that is sealed: ${several(rows.length, 'workspace')}.`)];
    return [
      wrong(
        `It opens ${rows.length - unreadable} of ${several(rows.length, 'sealed workspace')}.`,
        'Set STEWARD_SECRET_KEY_OLD to the key that the others were sealed with, or have those workspaces install Steward again.',
      ),
    ];
  });

async function countUnreadable(db: Kysely<Schema>, keyring: Keyring, ids: readonly string[]): Promise<number> {
  const installations = installationsInStore(db, keyring);
  let unreadable = 0;
  for (const id of ids) {
    try {
      await installations.find(id);
    } catch (error) {
      if (!(error instanceof StoreError) || (error.fault !== 'key' && error.fault !== 'damaged')) throw error;
      unreadable++;
    }
  }
  return unreadable;
}
