import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type Asked, SAME_PRESS_MS } from '../reminders/asked.ts';
import type { Schema } from './schema.ts';

/** Writes down what is made for a request, unless the same was asked for just before. @returns what was made then; undefined when this is the first */
export async function madeBefore(db: Transaction<Schema>, asked: Asked, subject: string): Promise<string | undefined> {
  const row = { key_hash: hashOf(asked), subject, at: asked.at.getTime() };
  const first = await db
    .insertInto('asked')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('key_hash')
        .doUpdateSet({ subject, at: row.at })
        .where('asked.at', '<', row.at - SAME_PRESS_MS),
    )
    .returning('subject')
    .executeTakeFirst();
  if (first !== undefined) return undefined;
  return (await db.selectFrom('asked').select('subject').where('key_hash', '=', row.key_hash).executeTakeFirst())?.subject;
}

/** What was made before is over by now, so this is no second press. */
export async function madeAnew(db: Transaction<Schema>, asked: Asked, subject: string): Promise<void> {
  await db.updateTable('asked').set({ subject, at: asked.at.getTime() }).where('key_hash', '=', hashOf(asked)).execute();
}

export async function forgetAsked(db: Transaction<Schema>, now: Date): Promise<void> {
  await db
    .deleteFrom('asked')
    .where('at', '<', now.getTime() - SAME_PRESS_MS)
    .execute();
}

const hashOf = ({ what }: Asked): string => createHash('sha256').update(what).digest('base64url');
