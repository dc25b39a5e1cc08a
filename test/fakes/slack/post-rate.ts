import { Refused } from './refusal.ts';
import { now, type State } from './state.ts';

/** So many at once, and so many a second from then on. */
interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * https://docs.slack.dev/apis/web-api/rate-limits: messages of the app to a channel, "1 per second per channel", short bursts allowed; and calls of a method
 * in a workspace, where for `chat.postMessage` "several hundred messages per minute" may go and tier 3, `chat.update` say, is some 50 a minute.
 */
export interface PostRate extends Rate {
  readonly inWorkspace?: Readonly<Record<string, Rate>>;
}

/** Counts a message to the channel; throws when there were too many. */
export function countPost(state: State, channel: string): void {
  if (state.postRate !== undefined) take(state, channel, state.postRate);
}

/** Counts a call in the workspace, whatever becomes of it; throws when there were too many. */
export function countCall(state: State, team: string, method: string): void {
  const rate = state.postRate?.inWorkspace?.[method];
  if (rate !== undefined) take(state, `${team} ${method}`, rate);
}

function take(state: State, bucket: string, { perSecond, burst }: Rate): void {
  const { left, at } = state.postBuckets.get(bucket) ?? { left: burst, at: now(state) };
  const refilled = Math.min(burst, left + ((now(state) - at) / 1_000) * perSecond);
  state.postBuckets.set(bucket, { left: refilled < 1 ? refilled : refilled - 1, at: now(state) });
  if (refilled < 1) throw new Refused('ratelimited', [], {}, Math.ceil((1 - refilled) / perSecond));
}
