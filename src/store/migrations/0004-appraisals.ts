import type { Migration } from '../migrate.ts';

export const appraisals: Migration = {
  name: '0004-appraisals',
  async up({ schema }) {
    await schema
      .createTable('appraisals')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('calculator', 'text', (column) => column.notNull())
      .addColumn('inputs', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('appraisals_name').unique().on('appraisals').columns(['platform', 'workspace', 'channel', 'name_key']).execute();
    await schema
      .createTable('recent_appraisals')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('calculator', 'text', (column) => column.notNull())
      .addColumn('inputs', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('recent_appraisals_person').on('recent_appraisals').columns(['platform', 'workspace', 'channel', 'person', 'at']).execute();
    await schema.createIndex('recent_appraisals_at').on('recent_appraisals').column('at').execute();
  },
};
