import { type Expression, type ExpressionBuilder, type Kysely, type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { ClaimedDelivery, Lane, SettledDelivery, Task } from '../broadcasts/broadcast-store.ts';
import { ARRIVES_WITHIN_MS } from '../delivery/retry.ts';
import { claimedOf } from './broadcast-rows.ts';
import type { DeliveryRows } from './broadcast-schema.ts';
import type { Schema } from './schema.ts';

// Claiming and settling deliveries: each one statement, however many they are, that means the same on SQLite and PostgreSQL.

type Condition = (eb: ExpressionBuilder<Schema, 'deliveries'>) => Expression<SqlBool>;

/** Which deliveries are of which kind. */
const OF_TASK: Readonly<Record<Task, Condition>> = {
  new: (eb) => eb.and([eb('message', 'is', null), eb('maybe_since', 'is', null), eb('is_held', '=', 0)]),
  doubtful: (eb) => eb.and([eb('message', 'is', null), eb.or([eb('maybe_since', 'is not', null), eb('is_held', '=', 1)])]),
  edit: (eb) => eb('message', 'is not', null),
};
const TASKS = ['new', 'doubtful', 'edit'] as const;

/** Which kinds have any that is due. */
export async function tasksDue(db: Kysely<Schema>, lane: Lane, by: Date): Promise<readonly Task[]> {
  const due = (task: Task) => inLane(db, lane).select('key').where('look_at', '<=', by.getTime()).where(OF_TASK[task]).limit(1);
  const row = await db.selectNoFrom(({ exists }) => TASKS.map((task) => exists(due(task)).as(task))).executeTakeFirstOrThrow();
  return TASKS.filter((task) => row[task]);
}

export async function claimDeliveries(db: Kysely<Schema>, lane: Lane, limit: number, now: Date, leaseMs: number, only?: Task): Promise<ClaimedDelivery[]> {
  const at = now.getTime();
  const due = inLane(db, lane)
    .select('key')
    .where('look_at', '<=', at)
    .$if(only !== undefined, (query) => query.where(OF_TASK[only ?? 'new']))
    .orderBy('look_at')
    .orderBy('key')
    .limit(limit);
  const rows = await db
    .updateTable('deliveries')
    .set({
      claims: sql`claims + 1`,
      is_held: 1,
      // Whoever had it before died, or takes too long: it may be there.
      maybe_since: sql`case when message is null and is_held = 1 then coalesce(maybe_since, claimed_at) else maybe_since end`,
      // What is begun from now on shows this revision or a later one; what is in doubt keeps the one that it may have shown.
      shown: sql`case when message is null and is_held = 0 and maybe_since is null then wanted else shown end`,
      state: sql`case when state = 'queued' then 'sending' else state end`,
      claimed_at: at,
      look_at: at + leaseMs,
    })
    .where('key', 'in', due)
    // Once more, for PostgreSQL: another may have taken it while this one waited for the row. The plus keeps SQLite at the list of keys.
    .where(sql`+look_at`, '<=', at)
    .returningAll()
    .execute();
  if (rows.length === 0) return [];
  const acknowledged = await acknowledgedBranches(db, lane.broadcast, rows);
  return rows.flatMap((row) => claimedOf(row, acknowledged.has(row.branch)));
}

const inLane = (db: Kysely<Schema>, { broadcast, platform, workspace }: Lane) =>
  db.selectFrom('deliveries').where('broadcast', '=', broadcast).where('platform', '=', platform).where('workspace', '=', workspace);

async function acknowledgedBranches(db: Kysely<Schema>, broadcast: string, rows: readonly DeliveryRows[]): Promise<ReadonlySet<string>> {
  const branches = [...new Set(rows.map(({ branch }) => branch))];
  const found = await db.selectFrom('receipts').select('branch').where('broadcast', '=', broadcast).where('branch', 'in', branches).distinct().execute();
  return new Set(found.map(({ branch }) => branch));
}

/** How many rows one statement names: on SQLite others are answered between statements. */
const ROWS_A_STATEMENT = 100;

export async function settleDeliveries(transaction: Transaction<Schema>, results: readonly SettledDelivery[], now: Date): Promise<void> {
  for (let start = 0; start < results.length; start += ROWS_A_STATEMENT)
    await settle(transaction, results.slice(start, start + ROWS_A_STATEMENT), now.getTime());
}

/** Both engines name the columns of a list of values `column1`, `column2`… */
async function settle(transaction: Transaction<Schema>, results: readonly SettledDelivery[], now: number): Promise<void> {
  const rows = results.map((result) => valuesOf(result, now)).sort((one, other) => one.key.localeCompare(other.key));
  const values = rows.map(
    (row) => sql`(${words(row.key)}, ${whole(row.claim)}, ${whole(row.revision)}, ${words(row.state)}, ${words(row.why)}, ${words(row.message)},
      ${whole(row.isDoubtful)}, ${whole(row.failures)}, ${whole(row.lookAt)}, ${whole(row.sentAt)})`,
  );
  await sql`
    with given (key, claim, revision, state, why, message, is_doubtful, failures, look_at, sent_at) as (values ${sql.join(values)})
    update deliveries set
      state = case
        when deliveries.state = 'acknowledged' then deliveries.state
        when given.state = 'queued' and deliveries.is_off = 1 then 'withdrawn'
        else coalesce(given.state, deliveries.state) end,
      why = given.why,
      message = coalesce(given.message, deliveries.message),
      shown = case when given.message is null then deliveries.shown else given.revision end,
      is_held = 0,
      maybe_since = case
        when given.message is not null then null
        when given.is_doubtful = 1 then coalesce(deliveries.maybe_since, deliveries.claimed_at)
        else deliveries.maybe_since end,
      failures = given.failures,
      look_at = case
        when coalesce(given.message, deliveries.message) is not null and deliveries.wanted > given.revision then
          case when given.message is null and (given.is_doubtful = 1 or deliveries.maybe_since is not null)
            then ${whole(now + ARRIVES_WITHIN_MS)} else ${whole(now)} end
        when given.state = 'queued' and deliveries.is_off = 1 then null
        else given.look_at end,
      sent_at = coalesce(deliveries.sent_at, given.sent_at)
    from given
    where deliveries.key = given.key and (
      (given.message is not null and deliveries.message is null)
      or (deliveries.claims = given.claim and (given.state is null or given.message is not null or deliveries.message is null)))`.execute(transaction);
}

const whole = (value: number | null): RawBuilder<unknown> => sql`cast(${value} as bigint)`;
const words = (value: string | null): RawBuilder<unknown> => sql`cast(${value} as text)`;

/** What is written of a delivery; `state` null: it stays as it is, for the message was there before. */
function valuesOf({ claimed, outcome, revision, lookAt }: SettledDelivery, now: number) {
  const isEdit = claimed.task !== 'deliver';
  const isSent = outcome.status === 'sent';
  const isFailure = outcome.status === 'later' && outcome.afterMs === undefined;
  return {
    ...{ key: claimed.key, claim: claimed.claim, revision },
    state: isEdit ? null : stateOf(claimed, outcome, lookAt !== undefined),
    why: whyOf(outcome, lookAt !== undefined),
    message: isSent ? outcome.message : null,
    isDoubtful: outcome.status === 'later' && outcome.mayHaveArrived ? 1 : 0,
    failures: isSent ? 0 : claimed.failures + (isFailure ? 1 : 0),
    lookAt: lookAt?.getTime() ?? null,
    sentAt: isSent && !isEdit ? now : null,
  };
}

function stateOf({ maybeSince }: ClaimedDelivery, outcome: SettledDelivery['outcome'], isTriedAgain: boolean): string {
  if (outcome.status === 'sent' || outcome.status === 'unreachable') return outcome.status;
  if (outcome.status === 'not sent' && !isTriedAgain) return outcome.why === undefined ? 'withdrawn' : 'unreachable';
  if (!isTriedAgain) return 'failed';
  return maybeSince !== undefined || (outcome.status === 'later' && outcome.mayHaveArrived) ? 'sending' : 'queued';
}

function whyOf(outcome: SettledDelivery['outcome'], isTriedAgain: boolean): string | null {
  if (outcome.status === 'unreachable') return outcome.why;
  if (outcome.status === 'not sent') return outcome.why ?? null;
  return outcome.status === 'later' && !isTriedAgain ? 'gave-up' : null;
}
