/** Where pg-boss keeps its tables. */
export const SCHEMA = 'steward_jobs';
const JOB = `${SCHEMA}.job`;

// What pg-boss 10 has no call for, said on its table (https://github.com/timgit/pg-boss/blob/10.4.2/src/plans.js): replacing a job, renewing a
// lease, giving back many with times of their own, and listing. Each statement is whole by itself, and none is wrong between two others.
// A job's id follows from its key, so there is one job a key; `data` is {key, runAt, failures} and, while it is held, `next` or `cancelled`.

/**
 * Who holds it: `started_on` is the moment of the claim; another claim changes it, and giving back empties it. The state is not asked for: few are held,
 * so the planner would look for those among all.
 */
const IS_OURS = `job.id = given.id and date_trunc('milliseconds', job.started_on) = given.claimed_at`;
const at = (ms: string): string => `to_timestamp(${ms} / 1000.0)`;

/**
 * `$1` topics, `$2` ids, `$3` keys, `$4` times in milliseconds, `$5` lease in seconds, `$6` whether what is there for that time or an
 * earlier one is left alone.
 * pg-boss hands over by `created_on`, the earliest first: so that is when it is due, as `start_after` is. What waits never expires (`keep_until`), and
 * failures are counted in `data`: pg-boss's own retry is for lost leases, at once and without end.
 */
export const PUT = `
  insert into ${JOB} (name, id, data, start_after, created_on, expire_in, keep_until, retry_limit, retry_delay, retry_backoff)
  select topic, id, jsonb_build_object('key', key, 'runAt', run_at, 'failures', 0), ${at('run_at')}, ${at('run_at')},
    make_interval(secs => $5), 'infinity', 2147483647, 0, false
  from unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[]) as given (topic, id, key, run_at)
  on conflict (name, id) do update set
    data = case when job.state = 'active' then (job.data - 'cancelled') || jsonb_build_object('next', excluded.data -> 'runAt') else excluded.data end,
    start_after = case when job.state = 'active' then job.start_after else excluded.start_after end,
    created_on = case when job.state = 'active' then job.created_on else excluded.created_on end,
    started_on = case when job.state = 'active' then job.started_on end,
    state = case when job.state = 'active' then job.state else 'created' end,
    expire_in = case when job.state = 'active' then job.expire_in else excluded.expire_in end,
    completed_on = null
  where not $6 or (job.data ->> 'runAt')::bigint > (excluded.data ->> 'runAt')::bigint`;

/** `$1` topic, `$2` ids. All of them, so that one which is claimed or given back at this moment is not missed; then those that nobody holds are deleted. */
export const MARK_CANCELLED = `update ${JOB} set data = (data - 'next') || '{"cancelled": true}' where name = $1 and id = any($2::uuid[])`;
export const DELETE_CANCELLED = `delete from ${JOB} where name = $1 and id = any($2::uuid[]) and state <> 'active' and data ? 'cancelled'`;

/** `$1` topic. By the server's clock, for so does pg-boss. */
export const MS_UNTIL_NEXT = `
  select extract(epoch from start_after - clock_timestamp())::float8 * 1000 as ms from ${JOB}
  where name = $1 and state < 'active' order by start_after limit 1`;

const CLAIMS = 'unnest($2::uuid[], $3::timestamptz[])';

/** `$1` topic, `$2` ids, `$3` when each was claimed, `$4` lease in seconds. One that had run out, and that nobody took, is ours again. */
export const RENEW = `
  update ${JOB} set state = 'active', expire_in = clock_timestamp() - started_on + make_interval(secs => $4)
  from ${CLAIMS} as given (id, claimed_at) where job.name = $1 and ${IS_OURS}`;

/** `$1` topic, `$2` ids, `$3` when each was claimed, `$4` which are done: the others are deleted only if they were cancelled. Before GIVE_BACK. */
export const DELETE_SETTLED = `
  delete from ${JOB} using unnest($2::uuid[], $3::timestamptz[], $4::boolean[]) as given (id, claimed_at, is_done)
  where job.name = $1 and ${IS_OURS} and not job.data ? 'next' and (given.is_done or job.data ? 'cancelled')`;

/** `$1` topic, `$2` ids, `$3` when each was claimed, `$4` run at, `$5` look again at, `$6` failures, `$7` which are given up, `$8` lease in seconds. */
export const GIVE_BACK = `
  update ${JOB} set
    data = jsonb_build_object('key', job.data -> 'key') || case when job.data ? 'next'
      then jsonb_build_object('runAt', job.data -> 'next', 'failures', 0)
      else jsonb_build_object('runAt', given.run_at, 'failures', given.failures) end,
    start_after = ${at(`coalesce((job.data ->> 'next')::bigint, given.look_at)`)},
    created_on = ${at(`coalesce((job.data ->> 'next')::bigint, given.look_at)`)},
    state = case when given.is_dead and not job.data ? 'next' then 'failed' else 'created' end::${SCHEMA}.job_state,
    completed_on = case when given.is_dead and not job.data ? 'next' then clock_timestamp() end,
    started_on = null,
    expire_in = make_interval(secs => $8)
  from unnest($2::uuid[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[])
    as given (id, claimed_at, run_at, look_at, failures, is_dead)
  where job.name = $1 and ${IS_OURS} and not job.data ? 'cancelled'`;

/** `$1` topic, `$2` how long they are kept, in seconds. */
export const DELETE_OLD_DEAD = `delete from ${JOB} where name = $1 and state = 'failed' and completed_on < now() - make_interval(secs => $2)`;

/** `$1` topic, `$2` how many at most. */
export const DEAD_LETTERS = `
  select data, completed_on as "failedAt" from ${JOB} where name = $1 and state = 'failed' order by completed_on desc limit $2`;

/** pg-boss looks for lost leases among all jobs: with this among those that are held. The lock (any number) is for several nodes that start at once. */
export const INDEX_HELD = `
  begin;
  select pg_advisory_xact_lock(7783683741);
  create index if not exists steward_held on ${JOB} (state) where state >= 'active';
  commit`;
