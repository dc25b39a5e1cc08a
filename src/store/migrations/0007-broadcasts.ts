import type { Migration } from '../migrate.ts';

export const broadcasts: Migration = {
  name: '0007-broadcasts',
  async up({ schema }) {
    await schema
      .createTable('broadcasts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('look_at', 'bigint')
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('broadcasts_created_at').on('broadcasts').columns(['created_at', 'id']).execute();
    await schema.createIndex('broadcasts_look_at').on('broadcasts').column('look_at').where('look_at', 'is not', null).execute();
    await schema
      .createTable('broadcast_words')
      .addColumn('broadcast', 'text', (column) => column.notNull())
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('broadcast_words_key', ['broadcast', 'revision'])
      .execute();
    await schema
      .createTable('broadcast_files')
      .addColumn('broadcast', 'text', (column) => column.primaryKey())
      .addColumn('bytes', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('deliveries')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('broadcast', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('link', 'text')
      .addColumn('platform', 'text')
      .addColumn('workspace', 'text')
      .addColumn('channel', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('why', 'text')
      .addColumn('message', 'text')
      .addColumn('wanted', 'bigint', (column) => column.notNull())
      .addColumn('shown', 'bigint', (column) => column.notNull())
      .addColumn('claims', 'bigint', (column) => column.notNull())
      .addColumn('is_held', 'bigint', (column) => column.notNull())
      .addColumn('is_off', 'bigint', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint')
      .addColumn('maybe_since', 'bigint')
      .addColumn('failures', 'bigint', (column) => column.notNull())
      .addColumn('look_at', 'bigint')
      .addColumn('sent_at', 'bigint')
      .addColumn('acknowledged_at', 'bigint')
      .addColumn('is_late', 'bigint', (column) => column.notNull())
      .execute();
    // What is settled is in neither of these two, so that claiming costs the same however much there was.
    const toLookAt = schema.createIndex('deliveries_lane').on('deliveries').columns(['broadcast', 'platform', 'workspace', 'look_at', 'key']);
    await toLookAt.where('look_at', 'is not', null).execute();
    await schema.createIndex('deliveries_look_at').on('deliveries').columns(['platform', 'look_at']).where('look_at', 'is not', null).execute();
    await schema.createIndex('deliveries_state').on('deliveries').columns(['broadcast', 'kind', 'state']).execute();
    await schema.createIndex('deliveries_branch').on('deliveries').columns(['broadcast', 'kind', 'region', 'branch', 'key']).execute();
    await schema.createIndex('deliveries_channel').on('deliveries').columns(['broadcast', 'channel']).execute();
    await schema
      .createTable('receipts')
      .addColumn('broadcast', 'text', (column) => column.notNull())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('once', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('is_late', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('receipts_key', ['broadcast', 'branch', 'once'])
      .execute();
    await schema
      .createTable('questions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('broadcast', 'text', (column) => column.notNull())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('is_held', 'bigint', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint')
      .addColumn('maybe_since', 'bigint')
      .addColumn('failures', 'bigint', (column) => column.notNull())
      .addColumn('look_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('questions_look_at').on('questions').column('look_at').execute();
  },
};
