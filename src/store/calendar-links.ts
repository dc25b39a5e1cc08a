import type { Kysely } from 'kysely';
import type { CalendarLinks } from '../feeds/calendar-links.ts';
import { auditRow } from './reminder-rows.ts';
import type { Schema } from './schema.ts';

/** Secret links in the database, the same on SQLite and PostgreSQL. */
export function calendarLinksInStore(db: Kysely<Schema>): CalendarLinks {
  return {
    async add({ createdAt, id, platform, workspace, channel }, secretHash, entry) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('calendar_links')
          .values({ id, platform, workspace, channel, secret_hash: secretHash, created_at: createdAt.getTime() })
          .execute();
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
      });
    },
    async find(secretHash) {
      const row = await db.selectFrom('calendar_links').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
      return row && linkOf(row);
    },
    async list({ platform, workspace, channel }) {
      const rows = await db
        .selectFrom('calendar_links')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(linkOf);
    },
    revokeAll: ({ platform, workspace, channel }, entry) =>
      db.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('calendar_links')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .executeTakeFirst();
        if (numDeletedRows > 0n) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return Number(numDeletedRows);
      }),
  };
}

const linkOf = ({ id, platform, workspace, channel, created_at }: Schema['calendar_links']) => ({
  ...{ id, platform, workspace, channel, createdAt: new Date(created_at) },
});
