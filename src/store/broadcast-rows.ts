import { z } from 'zod';
import type { Broadcast, BroadcastDelivery } from '../broadcasts/broadcast.ts';
import type { ClaimedDelivery } from '../broadcasts/broadcast-store.ts';
import { nextLook } from '../broadcasts/next-look.ts';
import type { Address } from '../core/courier.ts';
import type { BroadcastRows, DeliveryRows } from './broadcast-schema.ts';
import { StoreError } from './store-error.ts';

type Words = Pick<Broadcast, 'title' | 'body'>;
type Details = Omit<Broadcast, keyof Words | 'id' | 'state' | 'revision' | 'version' | 'createdAt'>;

const place = z.object({ platform: z.string(), workspace: z.string() });
export const addressJson: z.ZodType<Address> = z.union([place.extend({ channel: z.string() }), place.extend({ person: z.string() })]);
const officer = place.extend({ roles: z.array(z.enum(['organiser', 'branch-officer', 'regional-officer', 'national-officer', 'administrator'])).optional() });
const ids = z.array(z.string());
const date = z.coerce.date();
const receiptWanted = z.object({ wanted: z.enum(['branch', 'person']), by: date.optional() });

/** Says of each part what it is, so that none is forgotten when it is read. */
const details: { readonly [Part in keyof Required<Details>]: z.ZodType<Details[Part]> } = {
  attachment: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('entry'), id: z.string(), title: z.string(), summary: z.string() }),
      z.object({ kind: z.literal('file'), fileName: z.string(), mediaType: z.string() }),
    ])
    .optional(),
  audience: z.object({ all: z.boolean(), regions: ids, serviceGroups: ids, tags: ids, branches: ids, except: ids }),
  regions: ids,
  from: ids,
  zone: z.string(),
  previewed: z.object({ reached: ids, unreachable: ids }).optional(),
  tag: z.string().optional(),
  essential: z.object({ authority: z.string() }).optional(),
  sender: place.extend({ channel: z.string(), person: z.string() }),
  authority: officer.extend({ person: z.string() }).optional(),
  sendAt: date.optional(),
  receipt: z.union([z.object({ wanted: z.literal('none') }), receiptWanted]),
  questions: z.object({ from: z.enum(['nobody', 'anyone']), to: addressJson }),
  chase: z
    .object({
      everyHours: z.number(),
      left: z.int(),
      done: z.int().min(0),
      nextAt: date.optional(),
      lastAt: date.optional(),
      isPartial: z.boolean().optional(),
    })
    .optional(),
  approval: z.object({ neededAbove: z.int(), by: z.string().optional(), from: officer.optional(), at: date.optional() }).optional(),
  heldBack: z.object({ why: z.enum(['ended', 'unknown']), whose: z.enum(['sender', 'approver']), at: date, endedAt: date.optional() }).optional(),
  withdrawn: z.object({ at: date, reason: z.string() }).optional(),
  sendingSince: date.optional(),
  correctedAt: date.optional(),
  progress: z.object({ to: addressJson, begunAt: date.optional(), triedAt: date.optional(), message: z.string().optional() }).optional(),
};
const detailsJson = z.object(details);
const states = z.enum(['draft', 'waiting', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'withdrawn']);

/** @throws {StoreError} `damaged` when a row is not as it was written */
export function broadcastOf({ id, state, revision, version, title, body, ...row }: BroadcastRows & Words): Broadcast {
  return readable(`The broadcast ${id}`, () => ({
    ...detailsJson.parse(JSON.parse(row.details)),
    ...{ id, state: states.parse(state), revision, version, title, body, createdAt: new Date(row.created_at) },
  }));
}

export function rowOf(broadcast: Broadcast): BroadcastRows {
  const { id, state, revision, version, title: _, body: __, createdAt, ...rest } = broadcast;
  return { id, state, revision, version, details: JSON.stringify(rest), look_at: nextLook(broadcast)?.getTime() ?? null, created_at: createdAt.getTime() };
}

/** Why something did not arrive, as its row has it. */
export const reason = z.enum(['gone', 'forbidden', 'removed', 'no-channel', 'muted', 'unlinked', 'gave-up', 'out-of-reach', 'not-accepted']).nullable();

const deliveryParts = z.object({
  state: z.enum(['queued', 'sending', 'sent', 'acknowledged', 'failed', 'unreachable', 'withdrawn']),
  why: reason,
});

/** @throws {StoreError} `damaged` when a row is not as it was written */
export const deliveryOf = (row: DeliveryRows): BroadcastDelivery =>
  readable(`The delivery ${row.key}`, () => {
    const { key, broadcast, branch, region, link: id, platform, workspace, channel } = row;
    const { state, why } = deliveryParts.parse(row);
    const hasLink = id !== null && platform !== null && workspace !== null && channel !== null;
    return {
      ...{ key, broadcast, branch, region, state },
      why: why ?? undefined,
      link: hasLink ? { id, platform, workspace, channel } : undefined,
      sentAt: instant(row.sent_at),
      acknowledgedAt: instant(row.acknowledged_at),
      isLate: row.is_late === 1,
    };
  });

/** A delivery that was just claimed; none for one without a channel, which nobody can claim. */
export function claimedOf(row: DeliveryRows, isAcknowledged: boolean): ClaimedDelivery[] {
  const { key, kind, message, branch, link, channel, claims, shown, failures } = row;
  if (link === null || channel === null) return [];
  return [
    {
      ...{ key, branch, link, channel, failures, isAcknowledged, claim: claims, revision: shown },
      kind: kind === 'chaser' ? 'chaser' : 'notice',
      task: message === null ? 'deliver' : { edit: message },
      maybeSince: instant(row.maybe_since),
      isOff: row.is_off === 1,
    },
  ];
}

export const instant = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));

export function readable<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new StoreError('damaged', `${what} in the database cannot be read. Keep a copy of the database, and restore a backup.`, { cause });
  }
}
