import type { Migration } from '../migrate.ts';

export const jobs: Migration = {
  name: '0002-jobs',
  async up({ schema }) {
    await schema
      .createTable('jobs')
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('run_at', 'bigint', (column) => column.notNull())
      .addColumn('look_at', 'bigint')
      .addColumn('failures', 'bigint', (column) => column.notNull())
      .addColumn('holder', 'text')
      .addColumn('next_at', 'bigint')
      .addColumn('is_cancelled', 'bigint', (column) => column.notNull())
      .addColumn('died_at', 'bigint')
      .addPrimaryKeyConstraint('jobs_key', ['topic', 'key'])
      .execute();
    // What is due is at its beginning, however many wait.
    await schema.createIndex('jobs_look_at').on('jobs').columns(['topic', 'look_at']).execute();
    await schema.createIndex('jobs_died_at').on('jobs').columns(['topic', 'died_at']).where('died_at', 'is not', null).execute();
    await schema
      .createTable('upkeep')
      .addColumn('task', 'text', (column) => column.primaryKey())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
