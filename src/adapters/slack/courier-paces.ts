import type { Budget } from '../../core/courier.ts';

/** Slack takes about one message a second in a channel, short bursts allowed, and several hundred a minute in a workspace: https://docs.slack.dev/apis/web-api/rate-limits */
const RECENT_MS = 5_000;

/** Tells whose limit was met. */
export interface Paces {
  noteSent(place: string): void;
  /** Slack does not say whose limit it is: one met in a place where nothing was said just now can only be the workspace's. */
  budgetAfter(place: string, resetMs: number): Budget;
}

/** @param now milliseconds since 1970 */
export function createPaces(now: () => number): Paces {
  /** When something was last said in a place, the oldest first. */
  const said = new Map<string, number>();
  return {
    noteSent(place) {
      said.delete(place);
      said.set(place, now());
      for (const [old, at] of said) {
        if (now() - at <= RECENT_MS) break;
        said.delete(old);
      }
    },
    budgetAfter: (place, resetMs) => ({
      scope: now() - (said.get(place) ?? Number.NEGATIVE_INFINITY) <= RECENT_MS ? 'channel' : 'workspace',
      remaining: 0,
      resetMs,
    }),
  };
}
