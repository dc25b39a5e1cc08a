import { markOf } from '../../src/adapters/discord/marks.ts';
import type { Address } from '../../src/core/courier.ts';
import type { Failure as DiscordFailure } from '../fakes/discord/misbehaviour.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';
import type { Failure as SlackFailure } from '../fakes/slack/types.ts';
import type { Trouble, Weather } from './weather.ts';

type Platform = 'slack' | 'discord';
export type Place = Extract<Address, { readonly channel: string }>;

/** A message as people see it in a channel. */
interface Shown {
  readonly platform: Platform;
  /** The platform's id of it. */
  readonly id: string;
  readonly channel: string;
  /** All of it, as JSON. */
  readonly content: string;
  readonly at: number;
}

/** Both platforms, in this process: they go on whatever happens to Steward. */
export interface Platforms {
  /** Settings with which Steward answers here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
  readonly shown: readonly Shown[];
  /** How many messages were sent to each, and what became of those in trouble. */
  readonly attempts: Readonly<Record<Platform, number>>;
  /** Calls `listener` for each message that is taken, before the answer is sent. @returns ends that */
  onTaken(listener: () => void): () => void;
  /** How often what is delivered under a key is there. */
  timesShown(place: Place, key: string): number;
  /** Every attempt to send this, oldest first: when, and what was answered. */
  historyOf(words: string): string[];
  stop(): Promise<void>;
}

/** Slack takes about one message a second in each channel, Discord one: https://docs.slack.dev/apis/web-api/rate-limits */
const SLACK_RATE = { perSecond: 1, burst: 3 } as const;
/** "The past few minutes", as Discord says. */
const NONCE_WINDOW_MS = 2 * 60_000;
/** Longer than the clients wait for an answer: 10 s for Slack, 8 s for Discord. */
const TOO_LATE_MS = 10_500;

const ON_SLACK: Readonly<Record<Trouble, (slowMs: number) => SlackFailure>> = {
  limited: () => ({ retryAfter: 1 }),
  down: () => ({ status: 503 }),
  cut: () => ({ drop: true }),
  lost: () => ({ lost: true }),
  slow: (delayMs) => ({ delayMs }),
  'slow and lost': (delayMs) => ({ delayMs, lost: true }),
  late: (slowMs) => ({ delayMs: TOO_LATE_MS + slowMs }),
};

const ON_DISCORD: Readonly<Record<Trouble, (slowMs: number) => DiscordFailure>> = {
  limited: () => ({ status: 429, retryAfter: 1, scope: 'shared' }),
  down: () => ({ status: 503 }),
  cut: () => ({ drop: 'reset' }),
  lost: () => ({ processFirst: true, drop: 'reset' }),
  slow: (delayMs) => ({ delayMs }),
  'slow and lost': (delayMs) => ({ delayMs, processFirst: true, drop: 'reset' }),
  late: (slowMs) => ({ delayMs: TOO_LATE_MS + slowMs }),
};

/** Posted to, and looked through for what may be there. */
const DISCORD_MESSAGES = ' /channels/:channel/messages';

/** @param channels how many on each platform */
export async function startPlatforms(channels: number, weather: Weather): Promise<Platforms> {
  const shown: Shown[] = [];
  const attempts = { slack: 0, discord: 0 };
  const listeners = new Set<() => void>();
  const taken = (message: Omit<Shown, 'at'>): void => {
    shown.push({ ...message, at: Date.now() });
    for (const listener of [...listeners]) listener();
  };
  const slack = await startFakeSlack({
    trouble(method) {
      if (method !== 'chat.postMessage' && method !== 'conversations.history') return undefined;
      if (method === 'chat.postMessage') attempts.slack += 1;
      const next = weather.next();
      return next && ON_SLACK[next.trouble](next.slowMs);
    },
    onMessage: ({ ts, channel, blocks }) => taken({ platform: 'slack', id: ts, channel, content: JSON.stringify(blocks) }),
  });
  const discord = await startFakeDiscord({
    channelsPerGuild: channels,
    nonceWindowMs: NONCE_WINDOW_MS,
    trouble(route) {
      if (!route.endsWith(DISCORD_MESSAGES)) return undefined;
      if (route.startsWith('POST')) attempts.discord += 1;
      const next = weather.next();
      return next && ON_DISCORD[next.trouble](next.slowMs);
    },
    onMessage: ({ id, channelId, components }) => taken({ platform: 'discord', id, channel: channelId, content: JSON.stringify(components) }),
  });
  slack.limitPosts(SLACK_RATE);
  discord.limitRates(true);
  const inSlack = Array.from({ length: channels }, (_, nth) => slack.addChannel({ id: `C0CHAOS${nth}`, name: `chaos-${nth}`, kind: 'channel', member: true }));
  const inDiscord = discord.channels.filter(({ name }) => name.startsWith('channel-'));

  return {
    settings: {
      ...{ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    },
    places: [
      ...inSlack.map(({ id }) => ({ platform: 'slack', workspace: slack.team.id, channel: id })),
      ...inDiscord.map(({ id }) => ({ platform: 'discord', workspace: discord.guild.id, channel: id })),
    ],
    shown,
    attempts,
    onTaken(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    timesShown({ platform, channel }, key) {
      if (platform === 'slack') return slack.timesShown(key).reduce((sum, times) => sum + times, 0);
      return discord.nonces.get(channel)?.get(markOf(key, channel, 0).nonce) ?? 0;
    },
    historyOf: (words) =>
      [
        ...slack.calls.map(({ at, method, body, error }) => ({ at, what: `Slack ${method}: ${error ?? 'taken'}`, body })),
        ...discord.calls.map(({ at, method, route, body, status }) => ({ at, what: `Discord ${method} ${route}: ${status}`, body })),
      ]
        .filter(({ body }) => JSON.stringify(body ?? '').includes(words))
        .map(({ at, what }) => `${new Date(at).toISOString().slice(11, 23)} ${what}`)
        .sort(),
    async stop() {
      await slack.stop();
      await discord.stop();
    },
  };
}
