import { once } from 'node:events';
import { Client, Events, GatewayCloseCodes, GatewayIntentBits, REST } from 'discord.js';
import type { Log } from '../../core/log.ts';
import { backOff, type Guard, GuardedShards } from './gateway-guard.ts';
import type { DiscordSettings } from './settings.ts';
import { startFailure } from './start-failure.ts';

/** A connection to Discord that looks after itself. */
export interface Gateway {
  /** Carries the bot's token. */
  readonly bot: REST;
  /** Carries none: for what an interaction's own token is enough. */
  readonly open: REST;
  /** Both ids are empty until Discord has said who Steward is, which it does before anything else. */
  readonly applicationId: string;
  readonly userId: string;
  close(): Promise<void>;
}

type OnEvent = (gateway: Gateway, event: string, data: unknown) => void;

/**
 * The least that is needed, none of it privileged. Slash commands, menus, buttons and forms need no intent at all.
 * https://docs.discord.com/developers/events/gateway#gateway-intents
 */
const INTENTS = [
  // To hear that it is mentioned in a channel. The words of other messages do not reach it: that would take MESSAGE_CONTENT.
  GatewayIntentBits.GuildMessages,
  // To be asked in a direct message.
  GatewayIntentBits.DirectMessages,
];

const START_WITHIN_MS = 30_000;

/** The library remembers a rate limit for each interaction's token, which is used for a moment and never again. */
const FORGET_EVERY_MS = 30_000;

/**
 * Connects, and resolves when Discord says that it is ready.
 * All shards run in this process (`auto`: as many as Discord recommends, one for every 1,000 servers or so): Steward keeps nothing of a server
 * in memory and an event costs it about a millisecond, so 2,500 servers do not need several processes, and those would need a way to share the work.
 * @throws {Error} that says which setting to mend
 */
export async function openGateway(settings: DiscordSettings, log: Log, onEvent: OnEvent): Promise<Gateway> {
  const stopped = new AbortController();
  const rest = settings.apiUrl === undefined ? {} : { api: settings.apiUrl.replace(/\/+$/u, '') };
  const guard: Guard = { log, onEvent: (event, data) => onEvent(gateway, event, data), stopped: stopped.signal, waitBefore: backOff, now: Date.now };
  const open = new REST({ ...rest, version: '10', globalRequestsPerSecond: Number.POSITIVE_INFINITY, handlerSweepInterval: FORGET_EVERY_MS });
  const client = new Client({
    intents: INTENTS,
    ...shardOptions(settings.shards),
    allowedMentions: { parse: [], repliedUser: false },
    rest,
    ws: { buildStrategy: (manager) => new GuardedShards(manager, guard) },
  });
  const gateway: Gateway = {
    bot: client.rest,
    open,
    get applicationId() {
      return client.application?.id ?? '';
    },
    get userId() {
      return client.user?.id ?? '';
    },
    async close() {
      stopped.abort();
      open.clearHandlerSweeper();
      open.clearHashSweeper();
      await client.destroy();
    },
  };
  watch(client, log);
  try {
    await Promise.all([once(client, Events.ClientReady, { signal: AbortSignal.timeout(START_WITHIN_MS) }), client.login(settings.token)]);
    return gateway;
  } catch (error) {
    await gateway.close().catch(() => {});
    throw startFailure(error, settings);
  }
}

const shardOptions = (shards: number | undefined) =>
  shards === undefined ? { shards: 'auto' as const } : { shardCount: shards, shards: Array.from({ length: shards }, (_, id) => id) };

/** Says in the log what the library does on its own. An 'error' nobody listens to would end the process. */
function watch(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.warn({ type: error.name }, 'Discord: the client reports an error; it goes on'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, type: error.name }, 'Discord: the connection reports an error; it goes on'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'Discord: the connection was lost and is being opened again'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'Discord: the connection is back'));
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ shard, code }, `Discord closed the connection for good: ${CLOSED[code] ?? 'restart Steward'}`),
  );
  client.rest.on('rateLimited', ({ timeToReset, global }) => log.info({ waitMs: timeToReset, global }, 'Discord asks Steward to slow down; it waits'));
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSED: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'DISCORD_TOKEN is no longer valid: copy the bot’s token again and restart Steward',
  [GatewayCloseCodes.ShardingRequired]: 'it is in too many servers for DISCORD_SHARDS: unset it, or raise it, and restart Steward',
  [GatewayCloseCodes.InvalidShard]: 'DISCORD_SHARDS does not fit: unset it and restart Steward',
};
