import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

export const workspaces: Migration = {
  name: '0010-workspaces',
  async up(transaction) {
    await transaction.schema
      .createTable('workspaces')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('decided_by', 'text', (column) => column.notNull())
      .addColumn('person', 'text')
      .addColumn('decided_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('workspaces_key', ['platform', 'workspace'])
      .execute();
    // Guidance has been going there so far: somebody ran it.
    await sql`
      insert into workspaces (platform, workspace, state, decided_by, decided_at)
      select platform, workspace, 'accepted', 'upgrade', min(linked_at)
      from branch_links where ended_at is null group by platform, workspace`.execute(transaction);
  },
};
