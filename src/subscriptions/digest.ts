import { nextAfter } from '../calendar/schedule.ts';
import type { Unreachable } from '../core/courier.ts';
import { nextLook, type Subscription } from './subscription.ts';

/** One time that a digest is due. */
export interface Digest {
  /** Names it for ever, so that it comes once. */
  readonly key: string;
  readonly at: Date;
}

/** Missed times are passed over up to here. */
const MOST_MISSED = 500;

/** The digest that is due now: of several that were missed the last one, which tells it all; undefined when none is due. */
export function digestNow(subscription: Subscription, now: Date): Digest | undefined {
  const due = nextLook(subscription);
  if (due === undefined || due > now) return undefined;
  let at = due;
  for (let passed = 0; passed < MOST_MISSED; passed++) {
    const next = nextAfter(subscription.schedule, at);
    if (next === undefined || next > now) break;
    at = next;
  }
  return { key: `g.${subscription.id}.${at.toISOString().slice(0, 16)}`, at };
}

/** The subscription after a digest that was due. @param upTo the last change that it dealt with */
export function afterDigest(subscription: Subscription, { at }: Digest, entries: number, upTo: number, now: Date): Subscription {
  return { ...subscription, since: Math.max(subscription.since, upTo), last: { at, entries }, dueAt: nextAfter(subscription.schedule, now) };
}

/** Its place did not take it: nothing is tried again before somebody there says so, and what it would have told comes then. */
export const afterRefusal = (subscription: Subscription, trouble: Unreachable): Subscription => ({
  ...subscription,
  state: 'paused',
  dueAt: undefined,
  trouble,
});
