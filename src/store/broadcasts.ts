import type { Kysely, Transaction } from 'kysely';
import type { Broadcast } from '../broadcasts/broadcast.ts';
import type { BroadcastStore } from '../broadcasts/broadcast-store.ts';
import { countsOf, silentIn, spotsIn, unreachedIn } from './broadcast-counts.ts';
import { questionsInStore } from './broadcast-questions.ts';
import { broadcastOf, deliveryOf, rowOf } from './broadcast-rows.ts';
import { broughtTo, deliveriesIn, triedAt } from './brought-to.ts';
import { claimDeliveries, settleDeliveries, tasksDue } from './deliveries.ts';
import { changeDeliveries } from './delivery-changes.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';
import { transact, unlessDeadlocked } from './transact.ts';
import { withWords } from './with-words.ts';

const DAY_MS = 86_400_000;
/** How long what is over is kept, and a draft that nobody sent. */
const KEEP_DAYS = { over: 2 * 365, drafts: 30 } as const;

/** Broadcasts in the database, the same on SQLite and PostgreSQL. What many deliveries need is done in few statements: a commit costs more than rows. */
export function broadcastsInStore(db: Kysely<Schema>): BroadcastStore {
  return {
    ...questionsInStore(db),
    async add(broadcast, file, entry) {
      await transact(db, async (transaction) => {
        await transaction.insertInto('broadcasts').values(rowOf(broadcast)).execute();
        await keepWords(transaction, broadcast);
        await keepFile(transaction, broadcast, file);
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
      });
    },
    async find(id) {
      const row = await withWords(db).where('broadcasts.id', '=', id).executeTakeFirst();
      return row && broadcastOf(row);
    },
    async list(limit, before) {
      const rows = await withWords(db)
        .$if(before !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('broadcasts.created_at', 'broadcasts.id'), '<', tuple(before?.createdAt.getTime() ?? 0, before?.id ?? '')),
          ),
        )
        .orderBy('broadcasts.created_at', 'desc')
        .orderBy('broadcasts.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(broadcastOf);
    },
    async file(broadcast) {
      const row = await db.selectFrom('broadcast_files').select('bytes').where('broadcast', '=', broadcast).executeTakeFirst();
      return row && new Uint8Array(Buffer.from(row.bytes, 'base64'));
    },
    wordsAt: (broadcast, revision) =>
      db.selectFrom('broadcast_words').select(['title', 'body']).where('broadcast', '=', broadcast).where('revision', '=', revision).executeTakeFirst(),
    replace: (before, next, entry, change, file) =>
      transact(db, async (transaction) => {
        const kept = { ...next, version: before.version + 1 };
        const { id, created_at: _, ...values } = rowOf(kept);
        const changed = transaction.updateTable('broadcasts').set(values).where('id', '=', id).where('version', '=', before.version);
        if ((await changed.executeTakeFirst()).numUpdatedRows === 0n) return false;
        if (next.revision !== before.revision || next.title !== before.title || next.body !== before.body) await keepWords(transaction, kept);
        await keepFile(transaction, kept, file);
        if (entry) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        if (change) await changeDeliveries(transaction, kept, change);
        return true;
      }),
    counts: (broadcasts) => countsOf(db, broadcasts),
    unreached: (broadcast) => unreachedIn(db, broadcast),
    silent: (broadcast) => silentIn(db, broadcast),
    spots: (broadcast, of) => spotsIn(db, broadcast, of),
    async deliveries(broadcast, after, limit) {
      const last = db
        .selectFrom('deliveries')
        .select(['region', 'branch', 'key'])
        .where('key', '=', after ?? '');
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('broadcast', '=', broadcast)
        .where('kind', '=', 'notice')
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple }) => eb(refTuple('region', 'branch', 'key'), '>', last.$asTuple('region', 'branch', 'key'))),
        )
        .orderBy('region')
        .orderBy('branch')
        .orderBy('key')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
    async deliveryAt(broadcast, place) {
      const row = await deliveriesIn(db, place).selectAll().where('broadcast', '=', broadcast).orderBy(triedAt, 'desc').limit(1).executeTakeFirst();
      return row && deliveryOf(row);
    },
    broughtTo: (...what) => broughtTo(db, ...what),
    async lanes(broadcast) {
      const rows = await db
        .selectFrom('deliveries')
        .select(({ fn }) => ['platform', 'workspace', fn.min('look_at').as('at')])
        .where('broadcast', '=', broadcast)
        .where('look_at', 'is not', null)
        .groupBy(['platform', 'workspace'])
        .execute();
      return rows.flatMap(({ platform, workspace, at }) =>
        platform === null || workspace === null ? [] : [{ broadcast, platform, workspace, at: new Date(Number(at)) }],
      );
    },
    async overdue(platform, by, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .select(({ fn }) => ['broadcast', 'workspace', fn.min('look_at').as('at')])
        .where('platform', '=', platform)
        .where('look_at', '<=', by.getTime())
        .groupBy(['broadcast', 'workspace'])
        .orderBy('at')
        .limit(limit)
        .execute();
      return rows.flatMap(({ broadcast, workspace, at }) => (workspace === null ? [] : [{ broadcast, platform, workspace, at: new Date(Number(at)) }]));
    },
    tasks: (lane, by) => tasksDue(db, lane, by),
    claim: (...what) => unlessDeadlocked(() => claimDeliveries(db, ...what)),
    async settle(results, now) {
      if (results.length > 0) await transact(db, (transaction) => settleDeliveries(transaction, results, now));
    },
    acknowledge: ({ id, receipt }, { key, branch }, person, at, isLate) =>
      transact(db, async (transaction) => {
        const once = receipt.wanted === 'person' ? person : '';
        const { numInsertedOrUpdatedRows: added = 0n } = await transaction
          .insertInto('receipts')
          .values({ broadcast: id, branch, once, person, at: at.getTime(), is_late: isLate ? 1 : 0 })
          .onConflict((conflict) => conflict.columns(['broadcast', 'branch', 'once']).doNothing())
          .executeTakeFirst();
        await transaction
          .updateTable('deliveries')
          .set({ state: 'acknowledged', acknowledged_at: at.getTime(), is_late: isLate ? 1 : 0 })
          .where('key', '=', key)
          // Whoever saw it there knows better than we do.
          .where('state', 'in', ['sending', 'sent', 'failed'])
          .execute();
        return added > 0n;
      }),
    async people(broadcast) {
      const rows = await db
        .selectFrom('receipts')
        .select(({ fn }) => ['branch', fn.countAll().as('count')])
        .where('broadcast', '=', broadcast)
        .groupBy('branch')
        .execute();
      return new Map(rows.map(({ branch, count }) => [branch, Number(count)]));
    },
    async waiting(by, limit) {
      const rows = await db.selectFrom('broadcasts').select('id').where('look_at', '<=', by.getTime()).orderBy('look_at').limit(limit).execute();
      return rows.map(({ id }) => id);
    },
    async history(broadcast, limit) {
      const entries = db.selectFrom('audit_log').selectAll().where('subject', '=', `broadcast:${broadcast}`);
      const rows = await entries.orderBy('at', 'desc').limit(limit).execute();
      return rows.map(({ id: _, at, ...entry }) => ({ at: new Date(at), ...entry }));
    },
    purge: (now) => transact(db, (transaction) => purge(transaction, now)),
  };
}

async function keepWords(transaction: Transaction<Schema>, { id: broadcast, revision, title, body }: Broadcast): Promise<void> {
  await transaction
    .insertInto('broadcast_words')
    .values({ broadcast, revision, title, body })
    .onConflict((conflict) => conflict.columns(['broadcast', 'revision']).doUpdateSet({ title, body }))
    .execute();
}

/** @param file left out when the one that is there stays; one that is attached no more goes */
async function keepFile(transaction: Transaction<Schema>, { id: broadcast, attachment }: Broadcast, file: Uint8Array | undefined): Promise<void> {
  if (attachment?.kind !== 'file') return void (await transaction.deleteFrom('broadcast_files').where('broadcast', '=', broadcast).execute());
  if (file === undefined) return;
  const bytes = Buffer.from(file).toString('base64');
  await transaction
    .insertInto('broadcast_files')
    .values({ broadcast, bytes })
    .onConflict((conflict) => conflict.column('broadcast').doUpdateSet({ bytes }))
    .execute();
}

async function purge(transaction: Transaction<Schema>, now: Date): Promise<void> {
  const before = (days: number): number => now.getTime() - days * DAY_MS;
  const gone = await transaction
    .deleteFrom('broadcasts')
    .where(({ or, and, eb }) =>
      or([
        and([eb('state', 'in', ['sent', 'cancelled', 'withdrawn']), eb('created_at', '<', before(KEEP_DAYS.over))]),
        and([eb('state', '=', 'draft'), eb('created_at', '<', before(KEEP_DAYS.drafts))]),
      ]),
    )
    .returning('id')
    .execute();
  for (const { id } of gone) {
    for (const table of ['broadcast_words', 'broadcast_files', 'deliveries', 'receipts', 'questions'] as const)
      await transaction.deleteFrom(table).where('broadcast', '=', id).execute();
  }
}
