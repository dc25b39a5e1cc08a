import { type Expression, type ExpressionBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Settled } from './job-store.ts';
import type { Job } from './queue.ts';
import { KEEP_DEAD_MS } from './queue-settings.ts';

// The longer statements on the table `jobs`, within a transaction. All of them mean the same on SQLite and PostgreSQL.

type Jobs = Transaction<Schema>;
type Condition = (eb: ExpressionBuilder<Schema, 'jobs'>) => Expression<SqlBool>;

const waitingFrom = (at: number) => ({ run_at: at, look_at: at, failures: 0, holder: null, next_at: null, is_cancelled: 0, died_at: null });

export const isHeldBy =
  (topic: string, holder: string, keys: readonly string[]): Condition =>
  (eb) =>
    eb.and([eb('topic', '=', topic), eb('key', 'in', keys), eb('holder', '=', holder)]);

/** Inserts, or replaces the time; of what is held, the time after. @param isOnlyForward only where that time is earlier */
export async function putJobs(transaction: Jobs, jobs: readonly Job[], isOnlyForward: boolean): Promise<void> {
  await transaction
    .insertInto('jobs')
    .values(jobs.map(({ topic, key, runAt }) => ({ topic, key, ...waitingFrom(runAt.getTime()) })))
    .onConflict((conflict) =>
      conflict
        .columns(['topic', 'key'])
        .doUpdateSet({
          run_at: unlessHeld('run_at'),
          look_at: unlessHeld('look_at'),
          failures: unlessHeld('failures'),
          next_at: sql<number | null>`case when jobs.holder is not null then excluded.run_at end`,
          is_cancelled: 0,
          died_at: null,
        })
        .where(isOnlyForward ? sql<boolean>`jobs.run_at > excluded.run_at` : sql<boolean>`1 = 1`),
    )
    .execute();
}

const unlessHeld = (column: 'run_at' | 'look_at' | 'failures') =>
  sql<number>`case when jobs.holder is not null then ${sql.ref(`jobs.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;

/** In this order, so that what is scheduled or cancelled between two statements is not lost. */
export async function settleJobs(transaction: Jobs, topic: string, holder: string, settled: readonly Settled[]): Promise<void> {
  const ours = (some: readonly Settled[]): Condition =>
    isHeldBy(
      topic,
      holder,
      some.map(({ key }) => key),
    );
  const gone = settled.filter(({ after }) => after === 'gone');
  const staying = settled.filter(({ after }) => after !== 'gone');
  if (gone.length > 0) await transaction.deleteFrom('jobs').where(ours(gone)).where('next_at', 'is', null).execute();
  if (staying.length > 0) await transaction.deleteFrom('jobs').where(ours(staying)).where('is_cancelled', '=', 1).execute();
  await transaction
    .updateTable('jobs')
    .set(({ ref }) => ({ ...waitingFrom(0), run_at: sql<number>`coalesce(next_at, run_at)`, look_at: ref('next_at') }))
    .where(ours(settled))
    .where('next_at', 'is not', null)
    .execute();
  if (staying.length > 0) await giveBack(transaction, topic, holder, staying);
}

/** Each with times of its own, in one statement. Both engines name the columns of a list of values `column1`, `column2`… */
async function giveBack(transaction: Jobs, topic: string, holder: string, staying: readonly Settled[]): Promise<void> {
  const whole = (value: number | null) => sql`cast(${value} as bigint)`;
  const rows = staying.map(({ key, runAt, at, failures, after }) => {
    const [lookAt, diedAt] = after === 'dead' ? [null, at.getTime()] : [at.getTime(), null];
    return sql`(cast(${key} as text), ${whole(runAt.getTime())}, ${whole(lookAt)}, ${whole(failures)}, ${whole(diedAt)})`;
  });
  await sql`
    update jobs set run_at = given.column2, look_at = given.column3, failures = given.column4, died_at = given.column5, holder = null
    from (values ${sql.join(rows)}) as given
    where jobs.topic = ${topic} and jobs.key = given.column1 and jobs.holder = ${holder}`.execute(transaction);
}

export async function deleteOldDead(transaction: Jobs, topic: string, now: number): Promise<void> {
  await transaction
    .deleteFrom('jobs')
    .where('topic', '=', topic)
    .where('died_at', '<', now - KEEP_DEAD_MS)
    .execute();
}
