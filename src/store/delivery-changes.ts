import { type SqlBool, sql, type Transaction } from 'kysely';
import type { Broadcast } from '../broadcasts/broadcast.ts';
import type { DeliveriesChange, NewDelivery, Spot } from '../broadcasts/broadcast-store.ts';
import { ARRIVES_WITHIN_MS } from '../delivery/retry.ts';
import type { DeliveryRows } from './broadcast-schema.ts';
import type { Schema } from './schema.ts';

type Chase = Extract<DeliveriesChange, { kind: 'chase' }>;

/** What becomes of the deliveries of a broadcast when it changes: few statements, however many there are. */
export async function changeDeliveries(transaction: Transaction<Schema>, broadcast: Broadcast, change: DeliveriesChange): Promise<void> {
  switch (change.kind) {
    case 'add':
      await takeAway(transaction, broadcast, change.firstOf ?? []);
      return add(transaction, broadcast, change.deliveries, change.lookAt);
    case 'withdraw queued':
      return withdrawQueued(transaction, broadcast);
    case 'show anew':
      if (change.alsoWithdraw) await withdrawQueued(transaction, broadcast);
      return showAnew(transaction, broadcast, change.at);
    case 'try again':
      return tryAgain(transaction, broadcast, change.at);
    case 'out of reach':
      return outOfReach(transaction, broadcast, change.spots);
    case 'chase':
      return chase(transaction, broadcast, change);
  }
}

async function add(transaction: Transaction<Schema>, { id, revision }: Broadcast, deliveries: readonly NewDelivery[], lookAt: Date): Promise<void> {
  const rows = deliveries.map(
    ({ key, branch, region, link, state, why }): DeliveryRows => ({
      ...NEW,
      ...{ key, broadcast: id, kind: 'notice', branch, region, state, why: why ?? null, wanted: revision, shown: revision },
      ...{ link: link?.id ?? null, platform: link?.platform ?? null, workspace: link?.workspace ?? null, channel: link?.channel ?? null },
      look_at: state === 'queued' ? lookAt.getTime() : null,
    }),
  );
  for (let start = 0; start < rows.length; start += ADDED_TOGETHER) {
    await transaction
      .insertInto('deliveries')
      .values(rows.slice(start, start + ADDED_TOGETHER))
      .execute();
  }
}

/** What stands for branches without a channel. */
async function takeAway(transaction: Transaction<Schema>, { id }: Broadcast, branches: readonly string[]): Promise<void> {
  for (let start = 0; start < branches.length; start += NAMED_TOGETHER) {
    const some = branches.slice(start, start + NAMED_TOGETHER);
    await transaction.deleteFrom('deliveries').where('broadcast', '=', id).where('channel', 'is', null).where('branch', 'in', some).execute();
  }
}

/** Within what a statement of SQLite takes. */
const NAMED_TOGETHER = 1_000;

/** Others are answered between statements. */
const ADDED_TOGETHER = 50;

const NEW = {
  ...{ message: null, claims: 0, is_held: 0, is_off: 0, claimed_at: null, maybe_since: null, failures: 0 },
  ...{ sent_at: null, acknowledged_at: null, is_late: 0 },
} as const;

/** What is not there yet, and not acknowledged, is off; what surely has not gone is over with that. */
async function withdrawQueued(transaction: Transaction<Schema>, { id }: Broadcast): Promise<void> {
  await transaction
    .updateTable('deliveries')
    .set({
      is_off: 1,
      state: sql`case when state = 'queued' then 'withdrawn' else state end`,
      look_at: sql`case when state = 'queued' then null else look_at end`,
    })
    .where('broadcast', '=', id)
    .where('state', 'in', ['queued', 'sending'])
    .execute();
}

/** What is in somebody's hands is looked at again when it is given back. */
async function showAnew(transaction: Transaction<Schema>, { id, revision }: Broadcast, at: Date): Promise<void> {
  await transaction
    .updateTable('deliveries')
    .set({
      wanted: revision,
      failures: sql`case when message is not null and is_held = 0 then 0 else failures end`,
      // An edit in doubt that arrives late would take the place of one that is made at once.
      look_at: sql`case
        when message is null or is_held = 1 then look_at
        when maybe_since is null then ${at.getTime()}
        else ${at.getTime() + ARRIVES_WITHIN_MS} end`,
    })
    .where('broadcast', '=', id)
    .execute();
}

/** What failed or could not be reached, unless its branch does not want it; and copies that could not be edited. */
async function tryAgain(transaction: Transaction<Schema>, { id }: Broadcast, at: Date): Promise<void> {
  await transaction
    .updateTable('deliveries')
    .set({
      ...{ failures: 0, why: null, is_off: 0, look_at: at.getTime() },
      state: sql`case when message is not null then state when maybe_since is null then 'queued' else 'sending' end`,
    })
    .where('broadcast', '=', id)
    .where('look_at', 'is', null)
    .where('channel', 'is not', null)
    .where(({ and, or, eb }) =>
      or([
        and([eb('state', 'in', ['failed', 'unreachable']), or([eb('why', 'is', null), eb('why', '<>', 'muted')])]),
        and([eb('message', 'is not', null), eb('why', 'is not', null)]),
      ]),
    )
    .execute();
}

/** What has not been begun; there are few spots, however many deliveries. */
async function outOfReach(transaction: Transaction<Schema>, { id }: Broadcast, spots: readonly Spot[]): Promise<void> {
  if (spots.length === 0) return;
  await transaction
    .updateTable('deliveries')
    .set({ state: 'unreachable', why: 'out-of-reach', look_at: null })
    .where('broadcast', '=', id)
    .where('kind', '=', 'notice')
    .where('state', '=', 'queued')
    .where(isAt(spots))
    .execute();
}

/** A list of rows, and not of conditions: SQLite takes a thousand of those one within the other. https://sqlite.org/limits.html#max_expr_depth */
const isAt = (spots: readonly Spot[]) =>
  sql<SqlBool>`(region, platform, workspace) in (values ${sql.join(spots.map((spot) => sql`(${spot.region}, ${spot.platform}, ${spot.workspace})`))})`;

/** Each in the place of the notice that it reminds of. */
async function chase(transaction: Transaction<Schema>, { id, revision }: Broadcast, { number, at, except = [] }: Chase): Promise<void> {
  const reached = except.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`not ${isAt(except)}`;
  await sql`
    insert into deliveries (key, broadcast, kind, branch, region, link, platform, workspace, channel, state, wanted, shown, claims, is_held, is_off, failures, look_at, is_late)
    select ${`c${number}.${id}.`} || link, broadcast, 'chaser', branch, region, link, platform, workspace, channel, 'queued',
      cast(${revision} as bigint), cast(${revision} as bigint), 0, 0, 0, 0, cast(${at.getTime()} as bigint), 0
    from deliveries
    where broadcast = ${id} and kind = 'notice' and state = 'sent'
      and not exists (select 1 from receipts where receipts.broadcast = deliveries.broadcast and receipts.branch = deliveries.branch)
      and ${reached}
    on conflict do nothing`.execute(transaction);
}
