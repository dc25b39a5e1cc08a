import type { RateLimitError } from 'discord.js';
import type { Budget } from '../../core/courier.ts';

/**
 * What an answer says of the limit of its channel; undefined when it says nothing.
 * https://docs.discord.com/developers/topics/rate-limits#header-format
 */
export function budgetIn(headers: Pick<Headers, 'get'>): Budget | undefined {
  const [remaining, seconds] = [headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset-after')].map((value) => Number(value ?? Number.NaN));
  if (remaining === undefined || seconds === undefined || !Number.isFinite(remaining) || !Number.isFinite(seconds)) return undefined;
  return { scope: 'channel', remaining, resetMs: Math.ceil(seconds * 1_000) };
}

/** What a refusal says: the bot's own limit holds for everything it sends. */
export const budgetAfter = (limit: RateLimitError): Budget => ({
  scope: limit.global ? 'global' : 'channel',
  remaining: 0,
  resetMs: waitFor(limit),
});

/** How long to wait after a limit, in milliseconds. */
export const waitFor = ({ timeToReset, retryAfter }: RateLimitError): number => Math.ceil(Math.max(0, timeToReset, retryAfter));
