import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Schema } from '../store/schema.ts';
import { deleteOldDead, isHeldBy, putJobs, settleJobs } from './job-rows.ts';
import type { JobStore } from './job-store.ts';
import type { QueueSettings } from './queue-settings.ts';

/** How many rows one statement names: on SQLite others are answered between statements. */
const ROWS_A_STATEMENT = 100;

/** A table in Steward's own database, correct with several processes on it. Each call is one transaction, however many jobs it is about. */
export function jobsInStore(db: Kysely<Schema>, clock: Clock, { leaseMs }: Pick<QueueSettings, 'leaseMs'>): JobStore {
  /** This process. Its token does not differ from one claim to the next: it does not work on a job twice at once. */
  const holder = randomUUID();
  const now = (): number => clock.now().getTime();

  return {
    open: async () => {},
    close: async () => {},

    async put(jobs, isOnlyForward = false) {
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(jobs)) await putJobs(transaction, some, isOnlyForward);
      });
    },

    async cancel(topic, keys) {
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(keys)) {
          // All of them first, so that a row that is claimed or given back at this moment is not missed.
          await transaction.updateTable('jobs').set({ is_cancelled: 1, next_at: null }).where('topic', '=', topic).where('key', 'in', some).execute();
          await transaction.deleteFrom('jobs').where('topic', '=', topic).where('key', 'in', some).where('holder', 'is', null).execute();
        }
      });
    },

    async msUntilNext(topic) {
      const waiting = db.selectFrom('jobs').select('look_at').where('topic', '=', topic).where('look_at', 'is not', null);
      const next = await waiting.orderBy('look_at').limit(1).executeTakeFirst();
      return typeof next?.look_at === 'number' ? next.look_at - now() : undefined;
    },

    async claim(topic, limit) {
      const due = db.selectFrom('jobs').select('key').where('topic', '=', topic).where('look_at', '<=', now()).orderBy('look_at').limit(limit);
      const rows = await db
        .updateTable('jobs')
        .set({ holder, look_at: now() + leaseMs })
        .where('topic', '=', topic)
        .where('key', 'in', due)
        // Once more, for PostgreSQL: another process may have taken it while this one waited for the row. The plus keeps SQLite from
        // going through all that is due for it: https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
        .where(sql`+look_at`, '<=', now())
        .returning(['key', 'run_at', 'failures', 'next_at', 'is_cancelled'])
        .execute();
      const claimed = rows.map(({ key, run_at, failures, next_at, is_cancelled }) => {
        return { key, token: holder, runAt: new Date(run_at), failures, isOutdated: next_at !== null || is_cancelled === 1 };
      });
      return claimed.sort((a, b) => a.runAt.getTime() - b.runAt.getTime());
    },

    async renew(topic, held) {
      const lookAt = now() + leaseMs;
      const keys = held.map(({ key }) => key);
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(keys)) {
          await transaction
            .updateTable('jobs')
            .set({ look_at: lookAt })
            .where(isHeldBy(topic, holder, some))
            .execute();
        }
      });
    },

    async settle(topic, settled) {
      await db.transaction().execute(async (transaction) => {
        for (const some of chunks(settled)) await settleJobs(transaction, topic, holder, some);
        if (settled.some(({ after }) => after === 'dead')) await deleteOldDead(transaction, topic, now());
      });
    },

    async deadLetters(topic, limit) {
      const dead = db.selectFrom('jobs').select(['key', 'run_at', 'failures', 'died_at']).where('topic', '=', topic).where('died_at', 'is not', null);
      const rows = await dead.orderBy('died_at', 'desc').limit(limit).execute();
      return rows.map(({ key, run_at, failures, died_at }) => ({ key, runAt: new Date(run_at), attempts: failures, failedAt: new Date(died_at ?? run_at) }));
    },
  };
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
}
