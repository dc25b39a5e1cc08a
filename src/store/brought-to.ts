import { type Kysely, sql } from 'kysely';
import type { Brought } from '../broadcasts/broadcast-store.ts';
import type { Place } from '../core/request.ts';
import { broadcastOf, deliveryOf } from './broadcast-rows.ts';
import type { DeliveryRows } from './broadcast-schema.ts';
import type { Schema } from './schema.ts';
import { withWords } from './with-words.ts';

/** When a delivery arrived, or was last tried; 0 for one that never was. */
export const triedAt = sql<number>`coalesce(sent_at, claimed_at, 0)`;

/** Those to one channel, without chasers: a query to go on with, by the index `deliveries_in_channel`. */
export const deliveriesIn = (db: Kysely<Schema>, { platform, workspace, channel }: Place) =>
  db.selectFrom('deliveries').where('channel', '=', channel).where('workspace', '=', workspace).where('platform', '=', platform).where('kind', '=', 'notice');

/** See `BroadcastStore.broughtTo`: three statements, however many there are. */
export async function broughtTo(db: Kysely<Schema>, place: Place, person: string, limit: number, before?: string): Promise<Brought[]> {
  const last = db
    .selectFrom('deliveries')
    .select([triedAt.as('at'), 'key'])
    .where('key', '=', before ?? '');
  const rows = await deliveriesIn(db, place)
    .selectAll()
    .select(triedAt.as('at'))
    .where('state', 'in', ['sending', 'sent', 'acknowledged', 'failed'])
    .$if(before !== undefined, (query) => query.where(({ eb, tuple }) => eb(tuple(triedAt, eb.ref('key')), '<', last.$asTuple('at', 'key'))))
    .orderBy('at', 'desc')
    .orderBy('key', 'desc')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ broadcast }) => broadcast);
  const broadcasts = new Map((await withWords(db).where('id', 'in', ids).execute()).map((row) => [row.id, broadcastOf(row)]));
  const receipts = await receiptsOf(db, rows, person);
  return rows.flatMap(({ at, ...row }) => {
    const broadcast = broadcasts.get(row.broadcast);
    if (broadcast === undefined) return [];
    return [{ broadcast, delivery: deliveryOf(row), at: new Date(Number(at)), acknowledged: receipts.get(`${row.broadcast} ${row.branch}`) }];
  });
}

/** By broadcast and branch. Of one broadcast they are all of the branch, or all of persons. */
async function receiptsOf(db: Kysely<Schema>, rows: readonly DeliveryRows[], person: string): Promise<ReadonlyMap<string, Brought['acknowledged']>> {
  const found = await db
    .selectFrom('receipts')
    .select(['broadcast', 'branch', 'at', 'is_late'])
    .where(
      'broadcast',
      'in',
      rows.map(({ broadcast }) => broadcast),
    )
    .where('branch', 'in', [...new Set(rows.map(({ branch }) => branch))])
    .where('once', 'in', ['', person])
    .execute();
  return new Map(found.map(({ broadcast, branch, at, is_late: late }) => [`${broadcast} ${branch}`, { at: new Date(at), isLate: late === 1 }]));
}
