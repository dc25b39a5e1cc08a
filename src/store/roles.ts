import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { z } from 'zod';
import { GIVEN_ROLES, type Grant } from '../roles/grant.ts';
import type { GrantStore } from '../roles/grant-store.ts';
import type { RoleGrantRows } from './directory-schema.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

const KEEP_MS = 3 * 365 * 86_400_000;

/** Roles that people were given, the same on SQLite and PostgreSQL. */
export function rolesInStore(db: Kysely<Schema>): GrantStore {
  return {
    async add(grant, instead, entries) {
      await db.transaction().execute(async (transaction) => {
        if (instead.length > 0)
          await transaction
            .updateTable('role_grants')
            .set({ revoked_at: grant.grantedAt.getTime() })
            .where('id', 'in', instead)
            .where('revoked_at', 'is', null)
            .execute();
        await transaction.insertInto('role_grants').values(rowOf(grant)).execute();
        await transaction.insertInto('audit_log').values(entries.map(auditRow)).execute();
      });
    },
    async ofPerson(person, { platform, workspace }, isEverywhere, now) {
      const rows = await db
        .selectFrom('role_grants')
        .selectAll()
        .where('platform', '=', platform)
        .where(countsAt(now))
        .where((where) =>
          where.or([
            where.and({ subject_kind: 'person', subject: person, ...(isEverywhere ? {} : { workspace }) }),
            where.and({ subject_kind: 'group', workspace }),
          ]),
        )
        .orderBy('id')
        .execute();
      return rows.map(grantOf);
    },
    async overOf(person, { platform, workspace }, isEverywhere, now) {
      const rows = await db
        .selectFrom('role_grants')
        .selectAll()
        .where((where) => where.and({ platform, subject_kind: 'person', subject: person, ...(isEverywhere ? {} : { workspace }) }))
        .where((where) => where.not(countsAt(now)(where)))
        .orderBy('id')
        .execute();
      return rows.map(grantOf);
    },
    async inForce(now) {
      const rows = await db.selectFrom('role_grants').selectAll().where(countsAt(now)).orderBy('granted_at', 'desc').orderBy('id').execute();
      return rows.map(grantOf);
    },
    async latest(limit) {
      const rows = await db.selectFrom('role_grants').selectAll().orderBy('granted_at', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(grantOf);
    },
    async history(ids) {
      if (ids.length === 0) return [];
      const subjects = ids.map((id) => `role:${id}`);
      const rows = await db.selectFrom('audit_log').selectAll().where('subject', 'in', subjects).orderBy('at', 'desc').orderBy('id').execute();
      return rows.map(({ id: _, at, ...entry }) => ({ at: new Date(at), ...entry }));
    },
    revoke: async (ids, entry) => {
      if (ids.length === 0) return 0;
      return db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('role_grants')
          .set({ revoked_at: entry.at.getTime() })
          .where('id', 'in', ids)
          .where(countsAt(entry.at))
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return Number(numUpdatedRows);
      });
    },
    async purge(now) {
      const before = now.getTime() - KEEP_MS;
      await db
        .deleteFrom('role_grants')
        .where((where) => where.or([where('revoked_at', '<', before), where('ends_at', '<', before)]))
        .execute();
    },
  };
}

/** Neither over nor taken back. */
const countsAt =
  (now: Date) =>
  (where: ExpressionBuilder<Schema, 'role_grants'>): Expression<SqlBool> =>
    where.and([where('revoked_at', 'is', null), where.or([where('ends_at', 'is', null), where('ends_at', '>', now.getTime())])]);

const parts = z.object({
  role: z.enum(GIVEN_ROLES),
  subject_kind: z.enum(['person', 'group']),
  reach: z.union([z.literal('everywhere'), z.literal('workspace')]),
});

/** @throws {StoreError} `damaged` when a row is not as it was written */
function grantOf(row: RoleGrantRows): Grant {
  const { data } = parts.safeParse(row);
  if (data === undefined)
    throw new StoreError('damaged', `The role ${row.id} in the database cannot be read. Keep a copy of the database, and restore a backup.`);
  const { id, platform, workspace, granted_by: by } = row;
  return {
    ...{ id, platform, workspace, by, role: data.role, of: row.of ?? undefined, subject: { kind: data.subject_kind, id: row.subject } },
    reach: data.reach === 'everywhere' ? 'everywhere' : { platform, workspace },
    grantedAt: new Date(row.granted_at),
    endsAt: row.ends_at === null ? undefined : new Date(row.ends_at),
    revokedAt: row.revoked_at === null ? undefined : new Date(row.revoked_at),
  };
}

const rowOf = ({ id, role, of, platform, workspace, subject, reach, by, grantedAt, endsAt, revokedAt }: Grant): RoleGrantRows => ({
  ...{ id, role, of: of ?? null, platform, workspace, subject_kind: subject.kind, subject: subject.id, granted_by: by },
  // Less than everywhere is the workspace it was given in.
  reach: reach === 'everywhere' ? 'everywhere' : 'workspace',
  granted_at: grantedAt.getTime(),
  ends_at: endsAt?.getTime() ?? null,
  revoked_at: revokedAt?.getTime() ?? null,
});
