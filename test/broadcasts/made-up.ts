import { randomUUID } from 'node:crypto';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { NewDelivery } from '../../src/broadcasts/broadcast-store.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';

export const NOW = new Date('2026-11-23T09:00:00Z');
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const after = (ms: number, from = NOW): Date => new Date(from.getTime() + ms);

/** A broadcast on its way to everybody, with a short name of its own. */
export function broadcast(what: Partial<Broadcast> = {}): Broadcast {
  return {
    id: randomUUID().slice(0, 6),
    state: 'sending',
    revision: 1,
    title: 'Pay claim: what branches do next',
    body: 'Hold meetings **before** the ballot.',
    audience: { all: true, regions: [], serviceGroups: [], tags: [], branches: [], except: [] },
    regions: ['north-west'],
    from: [],
    zone: 'Europe/London',
    sender: { platform: 'test', workspace: 'W0', channel: 'C0', person: 'U1' },
    receipt: { wanted: 'branch' },
    questions: { from: 'anyone', to: { platform: 'test', workspace: 'W0', person: 'U1' } },
    version: 1,
    createdAt: NOW,
    ...what,
  };
}

/** To the nth branch, in a channel of its own. */
export function delivery(of: Pick<Broadcast, 'id'>, nth: number, what: Partial<NewDelivery> & { readonly workspace?: string } = {}): NewDelivery {
  const { workspace = 'W1', ...rest } = what;
  const id = `L${String(nth).padStart(5, '0')}`;
  return {
    key: `b.${of.id}.${id}`,
    broadcast: of.id,
    branch: `branch${nth}`,
    region: 'north-west',
    link: { id, platform: 'test', workspace, channel: `C${nth}` },
    state: 'queued',
    ...rest,
  };
}

export const entry = (of: Pick<Broadcast, 'id'>, action = 'broadcast sent', at = NOW): AuditEntry => ({
  ...{ at, platform: 'test', workspace: 'W0', person: 'U1', action, subject: `broadcast:${of.id}` },
});
