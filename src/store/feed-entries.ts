import type { Kysely } from 'kysely';
import type { Log } from '../core/log.ts';
import type { FeedEntries } from '../feeds/feed-entries.ts';
import { deadlineOf } from './deadlines.ts';
import { readable, UNHEARD } from './readable.ts';
import { reminderOf } from './reminder-rows.ts';
import type { Schema } from './schema.ts';

/** In one calendar at most. */
const MOST = { reminders: 200, deadlines: 100 } as const;

/** What is in the calendar of a channel, from the database, the same on SQLite and PostgreSQL. */
export function feedEntriesInStore(db: Kysely<Schema>, log: Pick<Log, 'error'> = UNHEARD): FeedEntries {
  return {
    async of({ platform, workspace, channel }) {
      const reminders = await db
        .selectFrom('reminders')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where((where) => where.or([where('channel', '=', channel), where('origin', '=', channel)]))
        .where('deadline', 'is', null)
        .where('state', 'in', ['active', 'undelivered', 'ended'])
        .orderBy((order) => order.case().when('state', '=', 'ended').then(1).else(0).end())
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST.reminders)
        .execute();
      const deadlines = await db
        .selectFrom('deadlines')
        .selectAll()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .where('state', 'in', ['open', 'met'])
        .orderBy((order) => order.case().when('state', '=', 'open').then(0).else(1).end())
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST.deadlines)
        .execute();
      const changes = await lastChanges([...reminders.map(({ id }) => `reminder:${id}`), ...deadlines.map(({ id }) => `deadline:${id}`)]);
      const dated = <Kept extends { id: string; createdAt: Date }>(kind: string, kept: Kept) => ({
        ...kept,
        changedAt: changes.get(`${kind}:${kept.id}`) ?? kept.createdAt,
      });
      return {
        reminders: readable(reminders, (row) => dated('reminder', reminderOf(row)), log),
        deadlines: readable(deadlines, (row) => dated('deadline', deadlineOf(row)), log),
      };
    },
  };

  /** When people last did something to each; the audit log says. */
  async function lastChanges(subjects: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    if (subjects.length === 0) return new Map();
    const rows = await db
      .selectFrom('audit_log')
      .select(({ fn }) => ['subject', fn.max('at').as('at')])
      .where('subject', 'in', subjects)
      .groupBy('subject')
      .execute();
    return new Map(rows.map(({ subject, at }) => [subject, new Date(at)]));
  }
}
