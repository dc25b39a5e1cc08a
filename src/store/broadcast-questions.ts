import { type Kysely, sql } from 'kysely';
import type { BroadcastStore, Question } from '../broadcasts/broadcast-store.ts';
import { addressJson, instant, readable } from './broadcast-rows.ts';
import type { QuestionRows } from './broadcast-schema.ts';
import type { Schema } from './schema.ts';

type Questions = Pick<BroadcastStore, 'addQuestion' | 'claimQuestion' | 'settleQuestion' | 'overdueQuestions'>;

/** Questions on their way from a branch to the sender of a broadcast. */
export function questionsInStore(db: Kysely<Schema>): Questions {
  return {
    async addQuestion({ id, broadcast, branch, words, to, askedAt }) {
      const row = { id, broadcast, branch, words, address: JSON.stringify(to), asked_at: askedAt.getTime(), look_at: askedAt.getTime() };
      await db
        .insertInto('questions')
        .values({ ...row, is_held: 0, claimed_at: null, maybe_since: null, failures: 0 })
        .execute();
    },
    async claimQuestion(id, now, leaseMs) {
      const row = await db
        .updateTable('questions')
        .set({
          is_held: 1,
          maybe_since: sql`case when is_held = 1 then coalesce(maybe_since, claimed_at) else maybe_since end`,
          claimed_at: now.getTime(),
          look_at: now.getTime() + leaseMs,
        })
        .where('id', '=', id)
        .where('look_at', '<=', now.getTime())
        .returningAll()
        .executeTakeFirst();
      return row && { ...questionOf(row), maybeSince: instant(row.maybe_since), failures: row.failures };
    },
    async settleQuestion(id, outcome) {
      if (outcome === 'brought') return void (await db.deleteFrom('questions').where('id', '=', id).execute());
      await db
        .updateTable('questions')
        .set({
          is_held: 0,
          failures: sql`failures + 1`,
          look_at: outcome.retryAt.getTime(),
          ...(outcome.mayHaveArrived ? { maybe_since: sql`coalesce(maybe_since, claimed_at)` } : {}),
        })
        .where('id', '=', id)
        .execute();
    },
    async overdueQuestions(by, limit) {
      const due = db.selectFrom('questions').select(['id', 'look_at']).where('look_at', '<=', by.getTime());
      const rows = await due.orderBy('look_at').limit(limit).execute();
      return rows.map(({ id, look_at }) => ({ id, at: new Date(look_at) }));
    },
  };
}

const questionOf = ({ id, broadcast, branch, words, address, asked_at }: QuestionRows): Question => ({
  ...{ id, broadcast, branch, words, askedAt: new Date(asked_at) },
  to: readable(`The question ${id}`, () => addressJson.parse(JSON.parse(address))),
});
