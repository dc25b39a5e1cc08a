import type { Broadcast } from './broadcast.ts';
import type { DeliveriesChange } from './broadcast-store.ts';
import { begun, chased } from './transitions.ts';

const HOUR_MS = 3_600_000;

/** What happens to a broadcast at its time, without anybody doing it. */
export interface Step {
  readonly next: Broadcast;
  /** For the audit log; the end of sending is nothing that anybody did. */
  readonly action?: string;
  readonly change?: DeliveriesChange | undefined;
}

/** A step by which something goes out: by whose role is looked at first. `goesTo`: what has not been sent, or those whom a chase reminds. */
export interface SendingStep extends Step {
  readonly goesTo: 'queued' | 'silent';
}

/**
 * Pure. Undefined when its time has not come.
 * @param isBusy whether anything of it is left to send or to edit
 * @param silent how many branches have it and have not acknowledged it
 */
export function nextStep(broadcast: Broadcast, isBusy: boolean, silent: number, now: Date): Step | SendingStep | undefined {
  const { state, sendAt, chase } = broadcast;
  if (state === 'scheduled' && (sendAt === undefined || sendAt <= now))
    return { next: begun(broadcast, now), action: 'broadcast begun at its time', goesTo: 'queued' };
  if (state === 'sending' && !isBusy) return { next: { ...broadcast, state: 'sent' } };
  if (state !== 'sent' || chase?.nextAt === undefined || chase.left === 0 || chase.nextAt > now) return undefined;
  if (silent === 0) return { next: { ...broadcast, heldBack: undefined, chase: { ...chase, left: 0, nextAt: undefined } } };
  // Somebody reminded them in between.
  const earliest = chase.lastAt === undefined ? now : new Date(chase.lastAt.getTime() + chase.everyHours * HOUR_MS);
  if (earliest > now) return { next: { ...broadcast, chase: { ...chase, nextAt: earliest } } };
  const next = chased(broadcast, now);
  return { next, goesTo: 'silent', action: 'broadcast chased at its time', change: { kind: 'chase', number: next.chase?.done ?? 1, at: now } };
}
