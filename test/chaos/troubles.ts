import type { Failure as DiscordFailure } from '../fakes/discord/misbehaviour.ts';
import type { Failure as SlackFailure } from '../fakes/slack/types.ts';
import type { Trouble } from './weather.ts';

// What each trouble is, in the words of the fakes.

/** Longer than the clients wait for an answer: 10 s for Slack, 8 s for Discord. */
const TOO_LATE_MS = 10_500;

export const ON_SLACK: Readonly<Record<Trouble, (slowMs: number) => SlackFailure>> = {
  limited: () => ({ retryAfter: 1 }),
  down: () => ({ status: 503 }),
  cut: () => ({ drop: true }),
  lost: () => ({ lost: true }),
  slow: (delayMs) => ({ delayMs }),
  'slow and lost': (delayMs) => ({ delayMs, lost: true }),
  late: (slowMs) => ({ delayMs: TOO_LATE_MS + slowMs }),
};

export const ON_DISCORD: Readonly<Record<Trouble, (slowMs: number) => DiscordFailure>> = {
  limited: () => ({ status: 429, retryAfter: 1, scope: 'shared' }),
  down: () => ({ status: 503 }),
  cut: () => ({ drop: 'reset' }),
  lost: () => ({ processFirst: true, drop: 'reset' }),
  slow: (delayMs) => ({ delayMs }),
  'slow and lost': (delayMs) => ({ delayMs, processFirst: true, drop: 'reset' }),
  late: (slowMs) => ({ delayMs: TOO_LATE_MS + slowMs }),
};
