import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { OnceOnly } from '../core/once.ts';
import type { Schema } from './schema.ts';

export interface OnceInStore extends OnceOnly {
  /** Deletes what need not be remembered any more. Call it now and then. @returns how many keys */
  purge(): Promise<number>;
}

/** @param keepMs how long a key is remembered, in milliseconds: longer than a platform goes on repeating itself */
export function onceInStore(db: Kysely<Schema>, clock: Clock, keepMs: number): OnceInStore {
  const forgotten = (): number => clock.now().getTime() - keepMs;
  return {
    async first(key) {
      const row = await db
        .insertInto('once_keys')
        .values({ key_hash: createHash('sha256').update(key).digest('base64url'), first_at: clock.now().getTime() })
        .onConflict((conflict) =>
          conflict
            .column('key_hash')
            .doUpdateSet({ first_at: ({ ref }) => ref('excluded.first_at') })
            .where('once_keys.first_at', '<=', forgotten()),
        )
        .returning('key_hash')
        .executeTakeFirst();
      return row !== undefined;
    },
    async purge() {
      const { numDeletedRows } = await db.deleteFrom('once_keys').where('first_at', '<=', forgotten()).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
