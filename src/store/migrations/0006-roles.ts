import type { Migration } from '../migrate.ts';

export const roles: Migration = {
  name: '0006-roles',
  async up({ schema }) {
    await schema
      .createTable('role_grants')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('of', 'text')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('subject_kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('reach', 'text', (column) => column.notNull())
      .addColumn('granted_by', 'text', (column) => column.notNull())
      .addColumn('granted_at', 'bigint', (column) => column.notNull())
      .addColumn('ends_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .execute();
    // Looked up with every request that is not open to anyone.
    await schema.createIndex('role_grants_subject').on('role_grants').columns(['platform', 'subject_kind', 'subject']).execute();
    await schema.createIndex('role_grants_workspace').on('role_grants').columns(['platform', 'workspace', 'subject_kind']).execute();
  },
};
