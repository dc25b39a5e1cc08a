import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import { type Deadline, metJson, nextOn } from '../deadlines/deadline.ts';
import type { DeadlineStore } from '../deadlines/deadline-store.ts';
import { planSchema } from '../deadlines/plan.ts';
import type { Asked } from '../reminders/asked.ts';
import { RUNGS_A_STEP } from '../reminders/reminder.ts';
import { madeAnew, madeBefore } from './asked.ts';
import { readable, UNHEARD } from './readable.ts';
import { auditRow, insertReminders } from './reminder-rows.ts';
import type { DeadlineRows, Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

const LISTED = 100;
const state = z.enum(['open', 'met', 'dropped']);

/** Deadlines in the database, the same on SQLite and PostgreSQL. */
export function deadlinesInStore(db: Kysely<Schema>, log: Pick<Log, 'error'> = UNHEARD): DeadlineStore {
  return {
    add: (deadline, ladder, entry, asked) =>
      db.transaction().execute(async (transaction) => {
        const before = asked && (await ofSamePress(transaction, asked, deadline));
        if (before) return before;
        await transaction.insertInto('deadlines').values(deadlineRow(deadline)).execute();
        await insertReminders(transaction, ladder);
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return deadline;
      }),
    async find(id) {
      const row = await db.selectFrom('deadlines').selectAll().where('id', '=', id).executeTakeFirst();
      return row && deadlineOf(row);
    },
    async listFor({ platform, workspace, channel, person }, isAll) {
      const rows = await db
        .selectFrom('deadlines')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where((where) => where.or([where('channel', '=', channel), where('person', '=', person)]))
        .$if(!isAll, (query) => query.where('state', '=', 'open'))
        .orderBy((order) => order.case().when('state', '=', 'open').then(0).else(1).end())
        .orderBy('next_on')
        .orderBy('id')
        .limit(LISTED)
        .execute();
      return readable(rows, deadlineOf, log);
    },
    replace: (deadline, next, { stopSteps, add }, entry) =>
      db.transaction().execute(async (transaction) => {
        const { id, ...values } = deadlineRow({ ...next, version: deadline.version + 1 });
        const { numUpdatedRows } = await transaction
          .updateTable('deadlines')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', deadline.version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        for (const step of stopSteps) {
          await transaction
            .updateTable('reminders')
            .set(({ eb }) => ({ state: 'stopped', due_at: null, again: null, look_at: null, changed_at: entry.at.getTime(), version: eb('version', '+', 1) }))
            .where('deadline', '=', id)
            .where('step', '>=', step * RUNGS_A_STEP)
            .where('step', '<', (step + 1) * RUNGS_A_STEP)
            .execute();
        }
        await insertReminders(transaction, add);
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return true;
      }),
  };
}

/** The one that was made for the same request just before, while it is open. */
async function ofSamePress(db: Transaction<Schema>, asked: Asked, deadline: Deadline): Promise<Deadline | undefined> {
  const before = await madeBefore(db, asked, deadline.id);
  if (before === undefined) return undefined;
  const row = await db.selectFrom('deadlines').selectAll().where('id', '=', before).where('state', '=', 'open').executeTakeFirst();
  if (row === undefined) await madeAnew(db, asked, deadline.id);
  return row && deadlineOf(row);
}

function deadlineRow(deadline: Deadline): DeadlineRows {
  const { id, platform, workspace, channel, person, about, plan, met, zone, version } = deadline;
  return {
    ...{ id, platform, workspace, channel, person, about, zone, version, state: deadline.state },
    rule: plan.rule,
    plan: JSON.stringify(plan),
    met: JSON.stringify(met),
    next_on: nextOn(deadline),
    created_at: deadline.createdAt.getTime(),
  };
}

/** @throws {StoreError} `damaged` when a row is not as it was written */
export function deadlineOf(row: DeadlineRows): Deadline {
  try {
    const { id, platform, workspace, channel, person, about, zone, version } = row;
    return {
      ...{ id, platform, workspace, channel, person, about, zone, version },
      plan: planSchema.parse(JSON.parse(row.plan)),
      met: metJson.parse(JSON.parse(row.met)),
      state: state.parse(row.state),
      createdAt: new Date(row.created_at),
    };
  } catch (error) {
    throw new StoreError('damaged', `The deadline ${row.id} in the database cannot be read. Keep a copy of the database, and restore a backup.`, {
      cause: error,
    });
  }
}
