import { markOf } from '../../src/adapters/discord/marks.ts';
import type { Address } from '../../src/core/courier.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { ON_DISCORD, ON_SLACK } from './troubles.ts';
import type { Weather } from './weather.ts';

export type Platform = 'slack' | 'discord';
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

/** How much there is of each platform. */
export interface Extent {
  /** Of each platform, in all. */
  readonly channels: number;
  /** Slack workspaces that install Steward over OAuth and servers of Discord, among which the channels are spread. When left out: one of each, with the token in the settings. */
  readonly workspaces?: number;
  /** How many messages a second a Slack workspace takes, and so many at once before that, and Discord in all; as many as the real ones when left out. */
  readonly perSecond?: { readonly inWorkspace: number; readonly burst: number; readonly inDiscord: number };
}

/** Both platforms, in this process: they go on whatever happens to Steward. */
export interface Platforms {
  /** Settings with which Steward answers here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
  readonly shown: readonly Shown[];
  /** How many messages were sent to each, and what became of those in trouble. */
  readonly attempts: Readonly<Record<Platform, number>>;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Every answer of this workspace takes so much longer from now on. */
  slowDown(workspace: string, ms: number): void;
  /** Calls `listener` for each message that is taken, before the answer is sent. @returns ends that */
  onTaken(listener: () => void): () => void;
  /** How often what is delivered under a key is there. */
  timesShown(place: Place, key: string): number;
  /** Every attempt to send this, oldest first: when, and what was answered. */
  historyOf(words: string): string[];
  stop(): Promise<void>;
}

/** Slack takes about one message a second in each channel, and several hundred a minute in a workspace: https://docs.slack.dev/apis/web-api/rate-limits */
const SLACK_RATE = { perSecond: 1, burst: 3 } as const;
const IN_WORKSPACE = { perSecond: 5, burst: 5 } as const;
/** Tier 3: some 50 a minute. */
const TIER_3 = { perSecond: 50 / 60, burst: 20 } as const;
/** Of the bot, https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const IN_DISCORD = 50;
/** "The past few minutes", as Discord says. */
const NONCE_WINDOW_MS = 2 * 60_000;

/** Posted to, edited, and looked through for what may be there. */
const IN_TROUBLE_ON_SLACK = ['chat.postMessage', 'chat.update', 'conversations.history'];
const DISCORD_MESSAGES = '/channels/:channel/messages';

export async function startPlatforms({ channels, workspaces, perSecond }: Extent, weather: Weather): Promise<Platforms> {
  const shown: Shown[] = [];
  const attempts = { slack: 0, discord: 0 };
  const slowness = new Map<string, number>();
  const listeners = new Set<() => void>();
  const taken = (message: Omit<Shown, 'at'>): void => {
    shown.push({ ...message, at: Date.now() });
    for (const listener of [...listeners]) listener();
  };
  const slack = await startFakeSlack({
    installed: workspaces === undefined,
    trouble(method, team = '') {
      if (!IN_TROUBLE_ON_SLACK.includes(method)) return undefined;
      if (method === 'chat.postMessage') attempts.slack += 1;
      const next = weather.next();
      const delayMs = slowness.get(team);
      return next === undefined ? (delayMs === undefined ? undefined : { delayMs }) : ON_SLACK[next.trouble](next.slowMs);
    },
    onMessage: ({ ts, channel, blocks }) => taken({ platform: 'slack', id: ts, channel, content: JSON.stringify(blocks) }),
  });
  const guilds = Array.from({ length: workspaces ?? 1 }, (_, nth) => (nth === 0 ? 'Branch' : `Branches ${nth}`));
  const discord = await startFakeDiscord({
    guilds,
    channelsPerGuild: Math.ceil(channels / guilds.length),
    nonceWindowMs: NONCE_WINDOW_MS,
    trouble(route, channel) {
      if (!route.includes(DISCORD_MESSAGES)) return undefined;
      if (route === `POST ${DISCORD_MESSAGES}`) attempts.discord += 1;
      const next = weather.next();
      const delayMs = slowness.get(serverOf(channel));
      return next === undefined ? (delayMs === undefined ? undefined : { delayMs }) : ON_DISCORD[next.trouble](next.slowMs);
    },
    onMessage: ({ id, channelId, components }) => taken({ platform: 'discord', id, channel: channelId, content: JSON.stringify(components) }),
  });
  const servers = new Map(discord.channels.map(({ id, guildId }) => [id, guildId]));
  const serverOf = (channel: string | undefined): string => servers.get(channel ?? '') ?? '';
  const posts = { 'chat.postMessage': perSecond === undefined ? IN_WORKSPACE : { perSecond: perSecond.inWorkspace, burst: perSecond.burst } };
  slack.limitPosts({
    ...SLACK_RATE,
    ...(workspaces === undefined ? {} : { inWorkspace: { ...posts, 'chat.update': TIER_3, 'conversations.history': TIER_3 } }),
  });
  discord.limitRates(true, perSecond?.inDiscord ?? IN_DISCORD);
  const teams = workspaces === undefined ? [slack.team.id] : guilds.map((_, nth) => `T0REGION${nth}`);
  const teamOf = (nth: number): string => teams[nth % teams.length] ?? '';
  const inSlack = Array.from({ length: channels }, (_, nth) =>
    slack.addChannel({ id: `C0CHAOS${nth}`, name: `chaos-${nth}`, kind: 'channel', member: true, team: teamOf(nth) }),
  );
  const inDiscord = discord.channels.filter(({ name }) => name.startsWith('channel-'));

  return {
    settings: {
      ...(workspaces === undefined ? withToken(slack) : withOAuth(slack)),
      ...{ SLACK_API_URL: slack.url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    },
    places: [
      ...inSlack.map(({ id, team = '' }) => ({ platform: 'slack', workspace: team, channel: id })),
      ...inDiscord.map(({ id, guildId = '' }) => ({ platform: 'discord', workspace: guildId, channel: id })),
    ],
    ...{ shown, attempts, slack, discord },
    slowDown: (workspace, ms) => void slowness.set(workspace, ms),
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

const withToken = ({ tokens }: FakeSlack) => ({ SLACK_BOT_TOKEN: tokens.bot, SLACK_APP_TOKEN: tokens.app });

/** Each workspace has a token of its own: see `install`. Nobody reaches it from outside, but for that. */
const withOAuth = ({ tokens, authorizeUrl }: FakeSlack) => ({
  ...{ SLACK_CLIENT_ID: tokens.clientId, SLACK_CLIENT_SECRET: tokens.clientSecret, SLACK_STATE_SECRET: 'a secret for states' },
  ...{ SLACK_SIGNING_SECRET: tokens.signingSecret, SLACK_AUTHORIZE_URL: authorizeUrl, STEWARD_SECRET_KEY: 'a key for the tests alone', STEWARD_PORT: '0' },
});
