import type { Migration } from '../migrate.ts';

export const onceAndInstallations: Migration = {
  name: '0001-once-and-installations',
  async up({ schema }) {
    await schema
      .createTable('once_keys')
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('first_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('once_keys_first_at').on('once_keys').column('first_at').execute();
    await schema
      .createTable('installations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
  },
};
