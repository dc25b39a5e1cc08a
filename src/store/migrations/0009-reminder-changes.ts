import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const reminderChanges: Migration = {
  name: '0009-reminder-changes',
  async up(transaction) {
    const { schema } = transaction;
    await schema
      .alterTable('reminders')
      .addColumn('changed_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('reminders').addColumn('due_on', 'text').execute();
    // The best that is known of those there are: when each was shown last, or set.
    await sql`
      update reminders set changed_at =
        coalesce((select max(began_at) from showings where showings.reminder = reminders.id), created_at)`.execute(transaction);
    await schema
      .createTable('asked')
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
