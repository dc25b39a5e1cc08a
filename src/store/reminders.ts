import type { Kysely, Transaction } from 'kysely';
import type { Log } from '../core/log.ts';
import type { Asked } from '../reminders/asked.ts';
import { nextLook, type Reminder } from '../reminders/reminder.ts';
import type { ReminderStore, Settled } from '../reminders/reminder-store.ts';
import { forgetAsked, madeAnew, madeBefore } from './asked.ts';
import { claimRows, newClaim, settledClaim, settleRows } from './claims.ts';
import { readable, UNHEARD } from './readable.ts';
import { auditRow, insertReminders, reminderOf, rowOf } from './reminder-rows.ts';
import type { Schema } from './schema.ts';

const DAY_MS = 86_400_000;
/** How long what is over is kept. */
const KEEP_DAYS = { showings: 90, reminders: 180, audit: 3 * 365 } as const;
const LIVE = ['active', 'paused', 'undelivered'] as const;

/** Reminders in the database, the same on SQLite and PostgreSQL. What many of them need is done in few statements: a commit costs more than rows. */
export function remindersInStore(db: Kysely<Schema>, log: Pick<Log, 'error'> = UNHEARD): ReminderStore {
  return {
    add: (reminders, entries, asked) =>
      db.transaction().execute(async (transaction) => {
        const before = asked === undefined ? [] : await ofSamePress(transaction, asked, reminders);
        if (before.length > 0) return before;
        await insertReminders(transaction, reminders);
        if (entries.length > 0) await transaction.insertInto('audit_log').values(entries.map(auditRow)).execute();
        return reminders;
      }),
    async find(id) {
      const row = await db.selectFrom('reminders').selectAll().where('id', '=', id).executeTakeFirst();
      return row && reminderOf(row);
    },
    async findAll(ids) {
      if (ids.length === 0) return { reminders: [], unreadable: [] };
      const rows = await db.selectFrom('reminders').selectAll().where('id', 'in', ids).execute();
      const reminders = readable(rows, reminderOf, log);
      const read = new Set(reminders.map(({ id }) => id));
      return { reminders, unreadable: rows.map(({ id }) => id).filter((id) => !read.has(id)) };
    },
    async ofDeadlines(ids) {
      if (ids.length === 0) return [];
      const rows = await db.selectFrom('reminders').selectAll().where('deadline', 'in', ids).orderBy('step').execute();
      return readable(rows, reminderOf, log);
    },
    async listFor({ platform, workspace, channel, person }, limit) {
      const rows = await db
        .selectFrom('reminders')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where((where) => where.or([where('channel', '=', channel), where('origin', '=', channel), where('person', '=', person)]))
        .where('state', 'in', LIVE)
        .where((where) => where.or([where('deadline', 'is', null), where('state', '=', 'undelivered'), where('trouble', 'is not', null)]))
        .orderBy((order) => order.fn.coalesce('look_at', order.val(Number.MAX_SAFE_INTEGER)))
        .orderBy('id')
        .limit(limit)
        .execute();
      return readable(rows, reminderOf, log);
    },
    async replace(reminder, next, entry) {
      return db.transaction().execute(async (transaction) => {
        const { id: _, ...values } = rowOf({ ...next, version: reminder.version + 1 }, entry.at);
        const { numUpdatedRows } = await transaction
          .updateTable('reminders')
          .set(values)
          .where('id', '=', reminder.id)
          .where('version', '=', reminder.version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return true;
      });
    },
    async overdue(platform, by, limit) {
      const rows = await db
        .selectFrom('reminders')
        .select(['id', 'look_at'])
        .where('platform', '=', platform)
        .where('look_at', '<=', by.getTime())
        .orderBy('look_at')
        .limit(limit)
        .execute();
      return rows.map(({ id, look_at }) => ({ id, at: new Date(look_at ?? 0) }));
    },
    async claim(showings, now, leaseMs) {
      if (showings.length === 0) return [];
      const rows = showings.map(({ key, reminder }) => ({ ...newClaim(key, now, leaseMs), reminder }));
      return db.transaction().execute((transaction) => claimRows(transaction, 'showings', rows, now));
    },
    async settle(results, now) {
      if (results.length > 0) await db.transaction().execute((transaction) => settle(transaction, results, now));
    },
    async lastShown(reminder) {
      const row = await db
        .selectFrom('showings')
        .select(['key', 'message', 'state'])
        .where('reminder', '=', reminder)
        .where('state', 'in', ['sent', 'answered'])
        .orderBy('began_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.message == null ? undefined : { key: row.key, message: row.message, isAnswered: row.state === 'answered' };
    },
    async answered(key) {
      await db.updateTable('showings').set({ state: 'answered' }).where('key', '=', key).where('state', '=', 'sent').execute();
    },
    async history(subject, limit) {
      const rows = await db.selectFrom('audit_log').selectAll().where('subject', '=', subject).orderBy('at', 'desc').limit(limit).execute();
      return rows.map(({ id: _, at, ...entry }) => ({ at: new Date(at), ...entry }));
    },
    async purge(now) {
      const before = (days: number): number => now.getTime() - days * DAY_MS;
      await db.deleteFrom('showings').where('began_at', '<', before(KEEP_DAYS.showings)).where('state', '!=', 'sending').execute();
      await db.deleteFrom('audit_log').where('at', '<', before(KEEP_DAYS.audit)).execute();
      await db.deleteFrom('reminders').where('state', 'in', ['stopped', 'ended']).where('changed_at', '<', before(KEEP_DAYS.reminders)).execute();
      await db.transaction().execute((transaction) => forgetAsked(transaction, now));
    },
  };
}

/** Those that were made for the same request just before, unless they are over. */
async function ofSamePress(db: Transaction<Schema>, asked: Asked, reminders: readonly Reminder[]): Promise<readonly Reminder[]> {
  const subject = reminders.map(({ id }) => id).join(' ');
  const before = await madeBefore(db, asked, subject);
  if (before === undefined) return [];
  const rows = await db.selectFrom('reminders').selectAll().where('id', 'in', before.split(' ')).where('state', 'in', LIVE).execute();
  if (rows.length === 0) await madeAnew(db, asked, subject);
  return rows.map(reminderOf);
}

async function settle(db: Transaction<Schema>, results: readonly Settled[], now: Date): Promise<void> {
  await settleRows(
    db,
    'showings',
    results.flatMap(({ claim, outcome, before, stands }) =>
      outcome === undefined || claim.status !== 'yours'
        ? []
        : [{ ...settledClaim(claim, outcome, 'retryAt' in stands ? stands.retryAt : now), reminder: before.id }],
    ),
  );
  const rows = results.map(({ before, stands }) => {
    const after = 'after' in stands ? stands.after : before;
    return rowOf({ ...after, version: before.version + 1 }, now, 'after' in stands ? nextLook(after) : stands.retryAt);
  });
  await db
    .insertInto('reminders')
    .values(rows.sort((one, other) => one.id.localeCompare(other.id)))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          due_at: ref('excluded.due_at'),
          again: ref('excluded.again'),
          look_at: ref('excluded.look_at'),
          trouble: ref('excluded.trouble'),
          changed_at: ref('excluded.changed_at'),
          version: ref('excluded.version'),
        }))
        .where(({ eb, ref }) => eb('reminders.version', '=', eb(ref('excluded.version'), '-', 1))),
    )
    .execute();
}
