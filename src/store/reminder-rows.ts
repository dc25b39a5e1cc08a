import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { againJson, nagJson, nextLook, type Reminder, scheduleJson } from '../reminders/reminder.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { ReminderRows, Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

const parts = z.object({
  state: z.enum(['active', 'paused', 'stopped', 'ended', 'undelivered']),
  trouble: z.enum(['gone', 'forbidden', 'removed']).nullable(),
});

/** @throws {StoreError} `damaged` when a row is not as it was written */
export function reminderOf(row: ReminderRows): Reminder {
  try {
    const { id, platform, workspace, channel, origin, person, words, version } = row;
    const { state, trouble } = parts.parse(row);
    return {
      ...{ id, platform, workspace, channel, origin, person, words, state, version },
      schedule: scheduleJson.parse(JSON.parse(row.schedule)),
      nag: row.nag === null ? undefined : nagJson.parse(JSON.parse(row.nag)),
      dueAt: row.due_at === null ? undefined : new Date(row.due_at),
      again: row.again === null ? undefined : againJson.parse(JSON.parse(row.again)),
      deadline: row.deadline === null ? undefined : { id: row.deadline, step: row.step ?? 0, dueOn: row.due_on ?? undefined },
      trouble: trouble ?? undefined,
      createdAt: new Date(row.created_at),
    };
  } catch (error) {
    throw new StoreError('damaged', `The reminder ${row.id} in the database cannot be read. Keep a copy of the database, and restore a backup.`, {
      cause: error,
    });
  }
}

/**
 * @param changedAt now
 * @param lookAt when the queue has to look at it; its next showing unless an attempt is put off
 */
export function rowOf(reminder: Reminder, changedAt: Date, lookAt = nextLook(reminder)): ReminderRows {
  const { id, platform, workspace, channel, origin, person, words, state, version } = reminder;
  return {
    ...{ id, platform, workspace, channel, origin, person, words, state, version },
    schedule: JSON.stringify(reminder.schedule),
    nag: reminder.nag === undefined ? null : JSON.stringify(reminder.nag),
    due_at: reminder.dueAt?.getTime() ?? null,
    again: reminder.again === undefined ? null : JSON.stringify(reminder.again),
    look_at: lookAt?.getTime() ?? null,
    deadline: reminder.deadline?.id ?? null,
    step: reminder.deadline?.step ?? null,
    due_on: reminder.deadline?.dueOn ?? null,
    trouble: reminder.trouble ?? null,
    created_at: reminder.createdAt.getTime(),
    changed_at: changedAt.getTime(),
  };
}

export async function insertReminders(db: Transaction<Schema>, reminders: readonly Reminder[]): Promise<void> {
  if (reminders.length === 0) return;
  await db
    .insertInto('reminders')
    .values(reminders.map((reminder) => rowOf(reminder, reminder.createdAt)))
    .execute();
}

export const auditRow = ({ at, ...entry }: AuditEntry) => ({ id: randomBytes(12).toString('base64url'), at: at.getTime(), ...entry });
