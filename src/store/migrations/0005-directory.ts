import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const directory: Migration = {
  name: '0005-directory',
  async up({ schema }) {
    for (const table of ['regions', 'service_groups'] as const)
      await schema
        .createTable(table)
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('aliases', 'text', (column) => column.notNull())
        .execute();
    await schema
      .createTable('branches')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('code', 'text')
      .addColumn('code_key', 'text')
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('service_groups', 'text', (column) => column.notNull())
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('mutes', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('merged_into', 'text')
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('branches_region').on('branches').columns(['state', 'region', 'name_key']).execute();
    await schema.createIndex('branches_code').on('branches').columns(['state', 'code_key']).execute();
    await schema
      .createTable('branch_links')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('branch', 'text', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('linked_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('trouble', 'text')
      .execute();
    // A channel belongs to one branch at a time, whoever links it at once.
    await schema
      .createIndex('branch_links_channel')
      .unique()
      .on('branch_links')
      .columns(['platform', 'workspace', 'channel'])
      .where(sql<boolean>`ended_at is null`)
      .execute();
    await schema.createIndex('branch_links_branch').on('branch_links').column('branch').execute();
    await schema
      .createTable('directory_imports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('rows', 'text', (column) => column.notNull())
      .addColumn('shown', 'text', (column) => column.notNull())
      .addColumn('done', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('applied_at', 'bigint')
      .execute();
    await schema.createIndex('directory_imports_created_at').on('directory_imports').columns(['state', 'created_at']).execute();
  },
};
