import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { scheduleJson } from '../reminders/reminder.ts';
import { nextLook, type Subscription } from '../subscriptions/subscription.ts';
import type { ClaimedDigest, SettledDigest, SubscriptionStore } from '../subscriptions/subscription-store.ts';
import { topicSchema } from '../subscriptions/topic.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { claimRows, newClaim, settledClaim, settleRows } from './claims.ts';
import { lastNumber } from './known-entries.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';
import type { SubscriptionRows } from './subscription-schema.ts';

const DAY_MS = 86_400_000;
/** How long what is over is kept. */
const KEEP_DAYS = { digests: 90, stopped: 180 } as const;

const parts = z.object({
  state: z.enum(['active', 'paused', 'stopped']),
  trouble: z.enum(['gone', 'forbidden', 'removed']).nullable(),
});
const topicsJson = z.array(topicSchema);

/** Subscriptions in the database, the same on SQLite and PostgreSQL. */
export function subscriptionsInStore(db: Kysely<Schema>): SubscriptionStore {
  return {
    async of({ platform, workspace, channel }) {
      const row = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row && subscriptionOf(row);
    },
    async findAll(ids) {
      if (ids.length === 0) return [];
      const rows = await db.selectFrom('subscriptions').selectAll().where('id', 'in', ids).execute();
      return rows.map(subscriptionOf);
    },
    add: (subscription, entry) =>
      db.transaction().execute(async (transaction) => {
        const added = await transaction
          .insertInto('subscriptions')
          .values(rowOf(subscription))
          .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'channel']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (added !== undefined) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return added !== undefined;
      }),
    replace: (before, next, entry) =>
      db.transaction().execute(async (transaction) => {
        const { id: _id, since, last_at: _at, last_entries: _entries, ...values } = rowOf({ ...next, version: before.version + 1 });
        const { numUpdatedRows } = await transaction
          .updateTable('subscriptions')
          .set({ ...values, since: atLeast(since) })
          .where('id', '=', before.id)
          .where('version', '=', before.version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return true;
      }),
    async overdue(platform, by, limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .select(['id', 'look_at'])
        .where('platform', '=', platform)
        .where('look_at', '<=', by.getTime())
        .orderBy('look_at')
        .limit(limit)
        .execute();
      return rows.map(({ id, look_at }) => ({ id, at: new Date(look_at ?? 0) }));
    },
    claim: (digests, now, leaseMs) =>
      digests.length === 0 ? Promise.resolve([]) : db.transaction().execute((transaction) => claim(transaction, digests, now, leaseMs)),
    async settle(results, now) {
      if (results.length > 0) await db.transaction().execute((transaction) => settle(transaction, results, now));
    },
    async purge(now) {
      const before = (days: number): number => now.getTime() - days * DAY_MS;
      await db.deleteFrom('digests').where('began_at', '<', before(KEEP_DAYS.digests)).where('state', '!=', 'sending').execute();
      await db
        .deleteFrom('subscriptions')
        .where('state', '=', 'stopped')
        .where((where) => where(where.fn.coalesce('last_at', 'created_at'), '<', before(KEEP_DAYS.stopped)))
        .execute();
    },
  };
}

/** What a digest has dealt with never comes again, whoever writes last. */
const atLeast = (since: number) => sql<number>`case when since < ${since} then ${since} else since end`;

async function claim(db: Transaction<Schema>, digests: Parameters<SubscriptionStore['claim']>[0], now: Date, leaseMs: number): Promise<ClaimedDigest[]> {
  const ids = digests.map(({ subscription }) => subscription);
  const open = await db.selectFrom('digests').select(['subscription', 'key']).where('subscription', 'in', ids).where('state', '=', 'sending').execute();
  const unfinished = new Map(open.map(({ subscription, key }) => [subscription, key]));
  const upTo = await lastNumber(db);
  const rows = digests.map(({ key, subscription }) => ({
    ...newClaim(unfinished.get(subscription) ?? key, now, leaseMs),
    ...{ subscription, up_to: upTo },
  }));
  const claims = await claimRows(db, 'digests', rows, now);
  const kept = await db
    .selectFrom('digests')
    .select(['key', 'up_to'])
    .where(
      'key',
      'in',
      claims.map(({ key }) => key),
    )
    .execute();
  const numbers = new Map(kept.map(({ key, up_to }) => [key, up_to]));
  return claims.map((one) => (one.status === 'yours' ? { ...one, upTo: numbers.get(one.key) ?? upTo } : one));
}

async function settle(db: Transaction<Schema>, results: readonly SettledDigest[], now: Date): Promise<void> {
  const inOrder = results.toSorted(({ before: one }, { before: other }) => one.id.localeCompare(other.id));
  await settleRows(
    db,
    'digests',
    inOrder.flatMap((result) => {
      const row = digestRow(result, now);
      return row === undefined || result.claim.status !== 'yours' ? [] : [{ ...row, subscription: result.before.id, up_to: result.claim.upTo }];
    }),
  );
  for (const { before, stands } of inOrder) {
    const after = 'after' in stands ? stands.after : before;
    const row = rowOf(after, 'after' in stands ? nextLook(after) : stands.retryAt);
    // Whatever a person did meanwhile, what was told has been told.
    await db
      .updateTable('subscriptions')
      .set({ since: atLeast(row.since), last_at: row.last_at, last_entries: row.last_entries })
      .where('id', '=', before.id)
      .execute();
    await db
      .updateTable('subscriptions')
      .set({ state: row.state, due_at: row.due_at, look_at: row.look_at, trouble: row.trouble, version: before.version + 1 })
      .where('id', '=', before.id)
      .where('version', '=', before.version)
      .execute();
  }
}

/** What became of an attempt; undefined when there was none. */
function digestRow({ claim: of, outcome, stands }: SettledDigest, now: Date): ClaimColumns | undefined {
  if (outcome === undefined || of.status !== 'yours') return undefined;
  if (outcome === 'nothing') return { ...newClaim(of.key, now, 0), state: 'empty', doubtful: 0 };
  return settledClaim(of, outcome, 'retryAt' in stands ? stands.retryAt : now);
}

/** @throws {StoreError} `damaged` when a row is not as it was written */
function subscriptionOf(row: SubscriptionRows): Subscription {
  try {
    const { id, platform, workspace, channel, person, version } = row;
    const { state, trouble } = parts.parse(row);
    const schedule = scheduleJson.parse(JSON.parse(row.schedule));
    if (schedule.kind !== 'repeating') throw new TypeError('a digest comes again and again');
    return {
      ...{ id, platform, workspace, channel, person, state, schedule, version, since: row.since },
      topics: topicsJson.parse(JSON.parse(row.topics)),
      dueAt: row.due_at === null ? undefined : new Date(row.due_at),
      last: row.last_at === null ? undefined : { at: new Date(row.last_at), entries: row.last_entries ?? 0 },
      trouble: trouble ?? undefined,
      createdAt: new Date(row.created_at),
    };
  } catch (error) {
    throw new StoreError('damaged', `The subscription ${row.id} in the database cannot be read. Keep a copy of the database, and restore a backup.`, {
      cause: error,
    });
  }
}

/** @param lookAt when the queue has to look at it; its next digest unless an attempt is put off */
function rowOf(subscription: Subscription, lookAt = nextLook(subscription)): SubscriptionRows {
  const { id, platform, workspace, channel, person, state, since, version } = subscription;
  return {
    ...{ id, platform, workspace, channel, person, state, since, version },
    topics: JSON.stringify(subscription.topics),
    schedule: JSON.stringify(subscription.schedule),
    due_at: subscription.dueAt?.getTime() ?? null,
    look_at: lookAt?.getTime() ?? null,
    last_at: subscription.last?.at.getTime() ?? null,
    last_entries: subscription.last?.entries ?? null,
    trouble: subscription.trouble ?? null,
    created_at: subscription.createdAt.getTime(),
  };
}
