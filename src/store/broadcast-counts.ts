import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { Counts, Unreached } from '../broadcasts/broadcast.ts';
import type { Spot } from '../broadcasts/broadcast-store.ts';
import { reason } from './broadcast-rows.ts';
import type { Schema } from './schema.ts';

const NONE = { queued: 0, sending: 0, sent: 0, acknowledged: 0, failed: 0, unreachable: 0, withdrawn: 0 };

/** How many deliveries of each of these broadcasts are in each state: one statement, and so of one moment. */
export async function countsOf(db: Kysely<Schema>, broadcasts: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  if (broadcasts.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['broadcast', 'state', fn.countAll().as('count')])
    .where('broadcast', 'in', broadcasts)
    .where('kind', '=', 'notice')
    .groupBy(['broadcast', 'state'])
    .execute();
  return new Map(
    broadcasts.map((id) => {
      const ours = rows.filter(({ broadcast }) => broadcast === id);
      const byState = Object.fromEntries(ours.map(({ state, count }) => [state, Number(count)]));
      return [id, { ...NONE, ...byState, total: ours.reduce((sum, { count }) => sum + Number(count), 0) }];
    }),
  );
}

/** See `Unreached`. Reads only what is unreachable. */
export async function unreachedIn(db: Kysely<Schema>, broadcast: string): Promise<Unreached> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn, eb }) => ['why', eb('channel', 'is', null).as('channelless'), fn.countAll().as('count')])
    .where('broadcast', '=', broadcast)
    .where('kind', '=', 'notice')
    .where('state', '=', 'unreachable')
    .groupBy(({ eb }) => ['why', eb('channel', 'is', null)])
    .execute();
  const read = rows.map(({ why, channelless, count }) => ({ why: reason.parse(why), isWithout: Boolean(channelless), count: Number(count) }));
  return {
    without: read.flatMap(({ why, isWithout, count }) => (isWithout && why !== null ? [{ why, branches: count }] : [])),
    notAccepted: read.find(({ why, isWithout }) => why === 'not-accepted' && !isWithout)?.count ?? 0,
  };
}

/** How many branches have it of which nobody has acknowledged it, in whichever of its channels. */
export async function silentIn(db: Kysely<Schema>, broadcast: string): Promise<number> {
  const row = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.count('branch').distinct().as('count'))
    .where('broadcast', '=', broadcast)
    .where('kind', '=', 'notice')
    .where(isSilent)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** See `BroadcastStore.spots`. */
export async function spotsIn(db: Kysely<Schema>, broadcast: string, of: 'queued' | 'silent'): Promise<readonly Spot[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['region', 'platform', 'workspace'])
    .distinct()
    .where('broadcast', '=', broadcast)
    .where('kind', '=', 'notice')
    .where(of === 'silent' ? isSilent : ({ eb }) => eb('state', '=', 'queued'))
    .execute();
  return rows.flatMap(({ region, platform, workspace }) => (platform === null || workspace === null ? [] : [{ region, platform, workspace }]));
}

/** It is there, and nobody of its branch has acknowledged it. */
const isSilent = ({ and, not, exists, eb, selectFrom }: ExpressionBuilder<Schema, 'deliveries'>): Expression<SqlBool> =>
  and([
    eb('state', '=', 'sent'),
    not(
      exists(
        selectFrom('receipts')
          .select('receipts.branch')
          .whereRef('receipts.broadcast', '=', 'deliveries.broadcast')
          .whereRef('receipts.branch', '=', 'deliveries.branch'),
      ),
    ),
  ]);
