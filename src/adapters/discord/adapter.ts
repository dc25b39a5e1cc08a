import { GatewayDispatchEvents } from 'discord.js';
import type { Courier, Delivered } from '../../core/courier.ts';
import type { Log } from '../../core/log.ts';
import type { OnceOnly } from '../../core/once.ts';
import type { Membership } from '../../core/standing.ts';
import type { Adapter, Steward } from '../../core/steward.ts';
import { createApi } from './api.ts';
import { createCourier } from './courier.ts';
import { type CourierApi, createCourierApi } from './courier-api.ts';
import { definitionsOf } from './definitions.ts';
import { download } from './downloads.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { type InteractionDesk, takeInteraction } from './interactions.ts';
import { createMembership } from './membership.ts';
import { takeMessage } from './messages.ts';
import { preview } from './preview.ts';
import { clearElsewhere, inviteLink, register } from './registration.ts';
import type { DiscordSettings } from './settings.ts';
import { startFailure } from './start-failure.ts';
import { codeOf } from './trouble.ts';
import { createWork, type Work } from './work.ts';

export interface DiscordParts {
  readonly steward: Steward;
  readonly settings: DiscordSettings;
  readonly log: Log;
  /** Remembers which interactions and messages were worked. */
  readonly once: OnceOnly;
  /** Where the operator is told how to add Steward to a server. */
  readonly announce: (line: string) => void;
}

/** A stop has ten seconds; the last of them is for closing the connection. */
const FINISH_WITHIN_MS = 9_000;

const NOT_NOW: Delivered = { status: 'later', mayHaveArrived: false };

/** Steward on Discord. `start` may be called again after it has thrown. */
export function createDiscordAdapter(parts: DiscordParts): Adapter {
  let gateway: Gateway | undefined;
  let work = createWork();
  let outgoing: { readonly api: CourierApi; readonly courier: Courier } | undefined;
  const whileOpen = async (bring: (courier: Courier) => Promise<Delivered>): Promise<Delivered> => {
    const { courier } = outgoing ?? {};
    return courier === undefined || work.isStopping ? NOT_NOW : work.run(() => bring(courier));
  };
  const members = (): Membership => {
    if (gateway === undefined) throw new Error('Discord is not connected');
    return createMembership(gateway.bot, parts.log);
  };
  return {
    name: 'discord',
    courier: {
      deliver: (to, reply, delivery) => whileOpen((courier) => courier.deliver(to, reply, delivery)),
      canReach: async (to) =>
        outgoing === undefined || work.isStopping ? 'unknown' : work.run(() => outgoing?.courier.canReach(to) ?? Promise.resolve('unknown')),
      replace: (to, message, reply) => whileOpen((courier) => courier.replace(to, message, reply)),
      find: async (...what) =>
        outgoing === undefined || work.isStopping ? 'unknown' : work.run(() => outgoing?.courier.find(...what) ?? Promise.resolve('unknown')),
      preview,
    },
    membership: {
      personIds: 'platform',
      isAdministrator: async (guild, person) => members().isAdministrator(guild, person),
      groupsOf: async (guild, person, groups) => members().groupsOf(guild, person, groups),
    },
    async start() {
      work = createWork();
      const opened = await connect(parts, work);
      gateway = opened;
      const api = createCourierApi(parts.settings);
      outgoing = { api, courier: createCourier({ api, me: opened.userId, log: parts.log, now: Date.now }) };
      void work.run(() => tidy(parts, work, opened));
      parts.announce(`Discord: add Steward to a server with ${inviteLink(opened.applicationId)}`);
    },
    async stop() {
      await work.finish(FINISH_WITHIN_MS);
      outgoing?.api.close();
      outgoing = undefined;
      await gateway?.close();
      gateway = undefined;
    },
  };
}

async function connect(parts: DiscordParts, work: Work): Promise<Gateway> {
  const { settings, log, steward } = parts;
  const gateway = await openGateway(settings, log, (from, event, data) => work.run(() => take(parts, work, from, event, data)));
  try {
    const changed = await register(gateway.bot, gateway.applicationId, settings.guildId, definitionsOf(steward.commands));
    log.info({ commands: steward.commands.length }, changed ? 'Discord: commands were registered' : 'Discord: commands are as registered');
    return gateway;
  } catch (error) {
    await gateway.close();
    throw startFailure(error, settings);
  }
}

/** In the background: nobody should wait for it, and what is left over does no harm. Never rejects. */
async function tidy({ steward, settings, log }: DiscordParts, work: Work, { bot, applicationId }: Pick<Gateway, 'bot' | 'applicationId'>): Promise<void> {
  try {
    const cleared = await clearElsewhere(bot, applicationId, settings.guildId, definitionsOf(steward.commands), () => work.isStopping);
    if (cleared > 0) log.info({ cleared }, 'Discord: commands that were registered for another DISCORD_GUILD_ID were taken away');
  } catch (error) {
    log.warn({ code: codeOf(error) }, 'Discord: could not look for commands of an earlier DISCORD_GUILD_ID: people may see commands twice');
  }
}

async function take(parts: DiscordParts, work: Work, { bot, open, userId }: Gateway, event: string, data: unknown): Promise<void> {
  if (event !== GatewayDispatchEvents.InteractionCreate && event !== GatewayDispatchEvents.MessageCreate) return;
  const { steward, settings, log, once } = parts;
  const desk: InteractionDesk = {
    steward,
    log,
    once,
    api: createApi(bot, open),
    apiUrl: settings.apiUrl,
    timeZone: settings.timeZone,
    download: (file) => download(file, settings.apiUrl),
    isStopping: () => work.isStopping,
  };
  await (event === GatewayDispatchEvents.InteractionCreate ? takeInteraction(desk, data) : takeMessage(desk, data, userId));
}
