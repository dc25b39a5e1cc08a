import type { Migration } from '../migrate.ts';

export const subscriptions: Migration = {
  name: '0008-subscriptions',
  async up({ schema }) {
    await schema
      .createTable('subscriptions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('topics', 'text', (column) => column.notNull())
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('look_at', 'bigint')
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('last_at', 'bigint')
      .addColumn('last_entries', 'bigint')
      .addColumn('trouble', 'text')
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('subscriptions_channel').unique().on('subscriptions').columns(['platform', 'workspace', 'channel']).execute();
    // The sweep looks here every minute, however many are waiting.
    await schema.createIndex('subscriptions_look_at').on('subscriptions').columns(['platform', 'look_at']).execute();
    await schema
      .createTable('digests')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('subscription', 'text', (column) => column.notNull())
      .addColumn('up_to', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('began_at', 'bigint', (column) => column.notNull())
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('doubtful', 'bigint', (column) => column.notNull())
      .addColumn('failures', 'bigint', (column) => column.notNull())
      .addColumn('message', 'text')
      .execute();
    await schema.createIndex('digests_subscription').on('digests').columns(['subscription', 'state']).execute();
    await schema.createIndex('digests_began_at').on('digests').column('began_at').execute();
    await schema
      .createTable('known_entries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('outline', 'text', (column) => column.notNull())
      .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('removed_at', 'bigint')
      .execute();
    await schema
      .createTable('entry_changes')
      .addColumn('number', 'bigint', (column) => column.primaryKey())
      .addColumn('entry', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .execute();
    await schema.createIndex('entry_changes_at').on('entry_changes').column('at').execute();
  },
};
