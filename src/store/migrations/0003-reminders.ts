import type { Migration } from '../migrate.ts';

export const reminders: Migration = {
  name: '0003-reminders',
  async up({ schema }) {
    await schema
      .createTable('reminders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('nag', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('again', 'text')
      .addColumn('look_at', 'bigint')
      .addColumn('deadline', 'text')
      .addColumn('step', 'bigint')
      .addColumn('trouble', 'text')
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    // The sweep looks here every minute, however many are waiting.
    await schema.createIndex('reminders_look_at').on('reminders').columns(['platform', 'look_at']).execute();
    await schema.createIndex('reminders_channel').on('reminders').columns(['platform', 'workspace', 'channel']).execute();
    await schema.createIndex('reminders_origin').on('reminders').columns(['platform', 'workspace', 'origin']).execute();
    await schema.createIndex('reminders_person').on('reminders').columns(['platform', 'workspace', 'person']).execute();
    await schema.createIndex('reminders_deadline').on('reminders').column('deadline').execute();
    await schema
      .createTable('showings')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('reminder', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('doubtful', 'bigint', (column) => column.notNull())
      .addColumn('failures', 'bigint', (column) => column.notNull())
      .addColumn('message', 'text')
      .execute();
    await schema.createIndex('showings_reminder').on('showings').columns(['reminder', 'began_at']).execute();
    await schema.createIndex('showings_began_at').on('showings').column('began_at').execute();
    await schema
      .createTable('audit_log')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('audit_log_subject').on('audit_log').columns(['subject', 'at']).execute();
    await schema.createIndex('audit_log_at').on('audit_log').column('at').execute();
    await schema
      .createTable('deadlines')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('plan', 'text', (column) => column.notNull())
      .addColumn('met', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('next_on', 'text', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('deadlines_channel').on('deadlines').columns(['platform', 'workspace', 'channel', 'next_on']).execute();
    await schema.createIndex('deadlines_person').on('deadlines').columns(['platform', 'workspace', 'person']).execute();
    await schema
      .createTable('calendar_links')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('calendar_links_channel').on('calendar_links').columns(['platform', 'workspace', 'channel']).execute();
  },
};
