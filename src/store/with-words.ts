import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Broadcasts with what they say now: a query to go on with. */
export const withWords = (db: Kysely<Schema>) =>
  db
    .selectFrom('broadcasts')
    .innerJoin('broadcast_words', (join) =>
      join.onRef('broadcast_words.broadcast', '=', 'broadcasts.id').onRef('broadcast_words.revision', '=', 'broadcasts.revision'),
    )
    .selectAll('broadcasts')
    .select(['broadcast_words.title', 'broadcast_words.body']);
