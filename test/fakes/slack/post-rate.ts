import { Refused } from './refusal.ts';
import { now, type State } from './state.ts';

/** https://docs.slack.dev/apis/web-api/rate-limits: "1 per second per channel", short bursts allowed. */
export interface PostRate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts a message to the channel; throws when there were too many. */
export function countPost(state: State, channel: string): void {
  const { postRate } = state;
  if (postRate === undefined) return;
  const { left, at } = state.postBuckets.get(channel) ?? { left: postRate.burst, at: now(state) };
  const refilled = Math.min(postRate.burst, left + ((now(state) - at) / 1_000) * postRate.perSecond);
  state.postBuckets.set(channel, { left: refilled < 1 ? refilled : refilled - 1, at: now(state) });
  if (refilled < 1) throw new Refused('ratelimited', [], {}, Math.ceil((1 - refilled) / postRate.perSecond));
}
