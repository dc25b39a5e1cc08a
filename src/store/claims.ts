import { sql, type Transaction } from 'kysely';
import type { Delivered } from '../core/courier.ts';
import type { Claim, Yours } from '../delivery/claim.ts';
import type { ClaimColumns } from './claim-columns.ts';
import type { Schema, ShowingRows } from './schema.ts';
import type { DigestRows } from './subscription-schema.ts';

/** A table with a row for each delivery. */
type ClaimTable = 'showings' | 'digests';
type ClaimRow = ShowingRows | DigestRows;

/** From here on an attempt may arrive without our learning of it: should this process die, the next asks the platform first. */
export const newClaim = (key: string, now: Date, leaseMs: number): ClaimColumns => ({
  ...{ key, state: 'sending', began_at: now.getTime(), lease_until: now.getTime() + leaseMs, doubtful: 1, failures: 0, message: null },
});

/** Takes deliveries in hand. @param rows each as a new claim @returns one for each, in their order */
export async function claimRows(db: Transaction<Schema>, table: ClaimTable, rows: readonly ClaimRow[], now: Date): Promise<Claim[]> {
  const keys = rows.map(({ key }) => key);
  const before = new Map((await db.selectFrom(table).selectAll().where('key', 'in', keys).execute()).map((row) => [row.key, row]));
  const taken = await db
    .insertInto(table)
    .values(rows.toSorted((one, other) => one.key.localeCompare(other.key)))
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ lease_until: sql<number>`excluded.lease_until`, doubtful: 1 })
        .where(sql.ref(`${table}.state`), '=', 'sending')
        .where(sql.ref(`${table}.lease_until`), '<=', now.getTime()),
    )
    .returning(['key', 'began_at', 'failures'])
    .execute();
  const mine = new Map(taken.map((row) => [row.key, row]));
  return rows.map(({ key, lease_until }): Claim => {
    const row = mine.get(key);
    const old = before.get(key);
    if (row) {
      const beganAt = new Date(row.began_at);
      return { key, status: 'yours', beganAt, maybeSince: old?.doubtful === 1 ? beganAt : undefined, failures: row.failures };
    }
    if (old !== undefined && old.state !== 'sending') return { key, status: 'over' };
    return { key, status: 'taken', until: new Date(old?.lease_until ?? lease_until) };
  });
}

/** What became of an attempt. @param until whoever looks sooner, and for whatever reason, must leave it alone until then */
export function settledClaim(of: Yours, outcome: Delivered, until: Date): ClaimColumns {
  const isLater = outcome.status === 'later';
  return {
    key: of.key,
    state: outcome.status === 'sent' ? 'sent' : outcome.status === 'unreachable' ? 'refused' : 'sending',
    began_at: of.beganAt.getTime(),
    lease_until: until.getTime(),
    doubtful: of.maybeSince !== undefined || (isLater && outcome.mayHaveArrived) ? 1 : 0,
    failures: of.failures + (isLater ? 1 : 0),
    message: outcome.status === 'sent' ? outcome.message : null,
  };
}

/** Writes down what became of attempts. */
export async function settleRows(db: Transaction<Schema>, table: ClaimTable, rows: readonly ClaimRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto(table)
    .values(rows.toSorted((one, other) => one.key.localeCompare(other.key)))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet(({ ref }) => ({
        state: ref('excluded.state'),
        lease_until: ref('excluded.lease_until'),
        doubtful: ref('excluded.doubtful'),
        failures: ref('excluded.failures'),
        message: ref('excluded.message'),
      })),
    )
    .execute();
}
