import type { Authority } from './authority-now.ts';
import type { Broadcast, HeldBack } from './broadcast.ts';
import type { DeliveriesChange, Spot } from './broadcast-store.ts';
import type { SendingStep, Step } from './next-step.ts';

/** What becomes of a step by which something would go out, as the roles stand that it goes by. Pure. Undefined while it waits, and that is known already. */
export function withAuthority(before: Broadcast, step: SendingStep, authority: Authority, at: Date): Step | undefined {
  switch (authority.kind) {
    case 'reaches':
      return { ...step, next: { ...passed(step, authority.outOf), heldBack: undefined }, change: without(step.change, authority.outOf) };
    case 'unknown':
      if (before.heldBack?.why === 'unknown' && before.heldBack.whose === authority.whose) return undefined;
      return { next: { ...before, heldBack: { why: 'unknown', whose: authority.whose, at } } };
    case 'ended':
      return step.goesTo === 'queued'
        ? heldBack(before, endedOf(authority, at))
        : { next: { ...withoutChase(before), heldBack: endedOf(authority, at) }, action: 'broadcast chased no more, at its time' };
  }
}

/** @returns what becomes of one that is going out, as those roles stand; undefined when it goes on as it does. One that is in doubt goes on: it could when it began. */
export function midwayWithAuthority(before: Broadcast, authority: Authority, at: Date): Step | undefined {
  if (authority.kind === 'unknown' || (authority.kind === 'reaches' && authority.outOf.length === 0)) return undefined;
  return withAuthority(before, { next: before, action: 'broadcast narrowed: a role ended', goesTo: 'queued' }, authority, at);
}

const heldBack = (before: Broadcast, why: HeldBack): Step => {
  const action = before.state === 'sending' ? 'broadcast held back: a role ended' : 'broadcast held back at its time';
  return { next: { ...before, state: 'paused', heldBack: why }, action };
};

const endedOf = ({ whose, endedAt }: Extract<Authority, { kind: 'ended' }>, at: Date): HeldBack => ({ why: 'ended', whose, at, endedAt });

const withoutChase = (broadcast: Broadcast): Broadcast => ({ ...broadcast, chase: broadcast.chase && { ...broadcast.chase, left: 0, nextAt: undefined } });

/** Which deliveries do not go is seen of each; who is not reminded would not be. */
const passed = ({ next, goesTo }: SendingStep, outOf: readonly Spot[]): Broadcast =>
  goesTo === 'silent' && outOf.length > 0 && next.chase !== undefined ? { ...next, chase: { ...next.chase, isPartial: true } } : next;

/** The rest goes. */
function without(change: DeliveriesChange | undefined, spots: readonly Spot[]): DeliveriesChange | undefined {
  if (spots.length === 0) return change;
  return change?.kind === 'chase' ? { ...change, except: spots } : { kind: 'out of reach', spots };
}
