import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { createQueue } from '../src/jobs/create-queue.ts';
import type { JobStore } from '../src/jobs/job-store.ts';
import { jobsInPgBoss } from '../src/jobs/jobs-in-pg-boss.ts';
import { jobsInStore } from '../src/jobs/jobs-in-store.ts';
import { QUEUE_SETTINGS } from '../src/jobs/queue-settings.ts';
import { onceInStore } from '../src/store/once.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { BATCH, DAY_MS, inADay, type OpenSubject, type Subject, TOPIC, YEAR_MS } from './reminders-subject.ts';

const around = { clock: systemClock, log: createLog('warn') };

/** Our queue on a table of its own. */
export const embedded: OpenSubject = async (address) => {
  const store = await openStore(address, around);
  return steward(store, jobsInStore(store.db, systemClock, QUEUE_SETTINGS), async (count) => {
    // Two indexes grow in random order: with the 2 MB that SQLite keeps by default that takes a minute.
    await sql`pragma cache_size = -400000`.execute(store.db);
    await store.db.transaction().execute(async (transaction) => {
      await sql`
        with recursive waiting (number) as (select 1 union all select number + 1 from waiting where number < ${count})
        insert into jobs (topic, key, run_at, look_at, failures, is_cancelled)
        select ${TOPIC}, lower(hex(randomblob(16))), at, at, 0, 0
        from (select ${Date.now() + DAY_MS} + abs(random() % ${YEAR_MS}) as at from waiting)`.execute(transaction);
    });
  });
};

/** Our queue on pg-boss. */
export const onPgBoss: OpenSubject = async (address) => {
  if (!('url' in address)) throw new Error('pg-boss needs PostgreSQL');
  const store = await openStore(address, around);
  const jobs = jobsInPgBoss(address.url, around.log, QUEUE_SETTINGS);
  return steward(store, jobs, async (count) => {
    // Makes its tables and the topic.
    await jobs.put([{ topic: TOPIC, key: 'first', runAt: inADay() }]);
    await sql`
      insert into steward_jobs.job (name, data, start_after, created_on, expire_in, keep_until, retry_limit, retry_delay, retry_backoff)
      select ${TOPIC}::text, jsonb_build_object('key', number, 'runAt', 0, 'failures', 0), at, at, interval '12 s', 'infinity', 2147483647, 0, false
      from (select number, now() + interval '1 day' + random() * interval '365 days' as at from generate_series(1, ${sql.lit(count)}) as waiting (number)) as given
    `.execute(store.db);
    await sql`analyze steward_jobs.job`.execute(store.db);
  });
};

function steward(store: Store, jobs: JobStore, fill: Subject['fill']): Subject {
  const once = onceInStore(store.db, systemClock, DAY_MS);
  /** The queue closes its jobs when it is stopped. */
  let stop = (): Promise<void> => jobs.close();
  return {
    fill,
    add: (key) => jobs.put([{ topic: TOPIC, key, runAt: inADay() }]),
    addDue: (keys, runAt) => jobs.put(keys.map((key) => ({ topic: TOPIC, key, runAt }))),
    // As src/jobs/topic-work.ts does it.
    async tick() {
      const ms = await jobs.msUntilNext(TOPIC);
      if (ms === undefined || ms > 0) return 0;
      const claimed = await jobs.claim(TOPIC, BATCH);
      await jobs.settle(
        TOPIC,
        claimed.map((job) => ({ ...job, after: 'gone' as const, at: job.runAt })),
      );
      return claimed.length;
    },
    async work(came) {
      const queue = createQueue(jobs, around, QUEUE_SETTINGS);
      queue.work(
        TOPIC,
        async (due) => {
          came(due.length);
          await once.first(randomUUID());
          return due.map(({ key }) => ({ key, status: 'done' as const }));
        },
        { batch: BATCH },
      );
      await queue.start();
      stop = () => queue.stop();
      return stop;
    },
    async close() {
      await stop();
      await store.close();
    },
  };
}
