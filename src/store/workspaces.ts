import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Decision, VOUCHERS, type Workspace, type WorkspaceId } from '../directory/workspace.ts';
import type { WorkspaceStore } from '../directory/workspace-store.ts';
import type { WorkspaceRows } from './directory-schema.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

/** Which workspaces were accepted and refused, the same on SQLite and PostgreSQL. */
export function workspacesInStore(db: Kysely<Schema>): WorkspaceStore {
  return {
    async find({ platform, workspace }) {
      const row = await db.selectFrom('workspaces').selectAll().where('platform', '=', platform).where('workspace', '=', workspace).executeTakeFirst();
      return row && decisionOf(row);
    },
    async all() {
      const decisions = await db.selectFrom('workspaces').selectAll().execute();
      const linked = await db
        .selectFrom('branch_links')
        .select(({ fn }) => ['platform', 'workspace', 'branch', fn.countAll().as('channels'), fn.min('linked_at').as('since')])
        .where('ended_at', 'is', null)
        .groupBy(['platform', 'workspace', 'branch'])
        .orderBy('branch')
        .execute();
      return merged(decisions.map(decisionOf), linked);
    },
    async decide(decision, entry, first = false) {
      return db.transaction().execute(async (transaction) => {
        const kept = await transaction
          .insertInto('workspaces')
          .values(rowOf(decision))
          .onConflict((conflict) => {
            const same = conflict.columns(['platform', 'workspace']);
            if (first) return same.doNothing();
            return same
              .doUpdateSet(({ ref }) => ({
                ...{ state: ref('excluded.state'), decided_by: ref('excluded.decided_by') },
                ...{ person: ref('excluded.person'), decided_at: ref('excluded.decided_at') },
              }))
              .where('workspaces.state', '!=', decision.state);
          })
          .returning('workspace')
          .execute();
        if (kept.length > 0) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return kept.length > 0;
      });
    },
  };
}

interface LinkedRows extends WorkspaceId {
  readonly branch: string;
  readonly channels: number | string | bigint;
  readonly since: number | string | bigint;
}

function merged(decisions: readonly Decision[], linked: readonly LinkedRows[]): Workspace[] {
  const found = new Map<string, Workspace>();
  for (const decision of decisions) {
    const { platform, workspace } = decision;
    found.set(keyOf(decision), { platform, workspace, decision, branches: [], channels: 0 });
  }
  for (const { platform, workspace, branch, channels, since } of linked) {
    const before = found.get(keyOf({ platform, workspace })) ?? { platform, workspace, branches: [], channels: 0 };
    const linkedSince = new Date(Math.min(Number(since), before.linkedSince?.getTime() ?? Number.POSITIVE_INFINITY));
    found.set(keyOf(before), { ...before, branches: [...before.branches, branch], channels: before.channels + Number(channels), linkedSince });
  }
  return [...found.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ platform, workspace }: WorkspaceId): string => `${platform} ${workspace}`;

const parts = z.object({ state: z.enum(['accepted', 'refused']), decided_by: z.enum(VOUCHERS) });

/** @throws {StoreError} `damaged` when a row is not as it was written */
function decisionOf(row: WorkspaceRows): Decision {
  const { data } = parts.safeParse(row);
  const { platform, workspace, person, decided_at: at } = row;
  if (data === undefined)
    throw new StoreError(
      'damaged',
      `What was decided on the workspace ${platform}:${workspace} cannot be read in the database. Keep a copy of the database, and restore a backup.`,
    );
  return { platform, workspace, state: data.state, by: data.decided_by, person: person ?? undefined, at: new Date(at) };
}

const rowOf = ({ platform, workspace, state, by, person, at }: Decision): WorkspaceRows => ({
  ...{ platform, workspace, state, decided_by: by, person: person ?? null, decided_at: at.getTime() },
});
