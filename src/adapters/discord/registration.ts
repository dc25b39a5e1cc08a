import { ApplicationCommandType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { type Definition, sameDefinitions } from './definitions.ts';

/** Registers the commands when they differ from what is registered: Discord counts registrations (200 new ones a day). @returns whether they did */
export async function register(rest: REST, applicationId: string, guildId: string | undefined, definitions: readonly Definition[]): Promise<boolean> {
  const route = guildId === undefined ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId);
  const registered = await rest.get(route);
  if (Array.isArray(registered) && sameDefinitions(registered, definitions, guildId === undefined ? 'everywhere' : 'guild')) return false;
  await rest.put(route, { body: guildId === undefined ? definitions : definitions.map(forOneServer) });
  return true;
}

/** Servers looked at for old commands: one page of Discord's. A server's own commands are for trying Steward out, and nobody does that in so many. */
const SERVERS_LOOKED_AT = 100;

const servers = z.array(z.object({ id: z.string() }));
const registeredCommands = z.array(z.object({ name: z.string(), type: z.int().default(ApplicationCommandType.ChatInput) }));

/**
 * Takes away what a start with another DISCORD_GUILD_ID has left: people would see each command twice. All commands of an application are Steward's,
 * so a place that holds one of them by its name is cleared.
 * @returns in how many places there was something to take away
 */
export async function clearElsewhere(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
  definitions: readonly Definition[],
  isStopping: () => boolean,
): Promise<number> {
  const ours = new Set(definitions.map(({ name, type }) => `${type ?? ApplicationCommandType.ChatInput} ${name}`));
  const guilds = servers.parse(await rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: String(SERVERS_LOOKED_AT) }) }));
  const others = guilds.filter(({ id }) => id !== guildId).map(({ id }) => Routes.applicationGuildCommands(applicationId, id));
  let cleared = 0;
  for (const route of guildId === undefined ? others : [Routes.applicationCommands(applicationId), ...others]) {
    if (isStopping()) break;
    // A server that has not let Steward have commands there refuses to list them: it has none.
    const { data: found = [] } = registeredCommands.safeParse(await rest.get(route).catch(() => []));
    if (!found.some(({ name, type }) => ours.has(`${type} ${name}`))) continue;
    await rest.put(route, { body: [] });
    cleared += 1;
  }
  return cleared;
}

/** Where a command is offered can be said only of commands for everywhere. */
const forOneServer = ({ contexts: _contexts, integration_types: _types, ...definition }: Definition): object => definition;

/** The least that is needed, each with its reason. Answers to commands need none of them. */
const PERMISSIONS = [
  // To see the channel in which it is mentioned, and to offer its answer there.
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  // To show charts, and long answers as a file.
  PermissionFlagsBits.AttachFiles,
  // To look, when no answer came to a reminder or an announcement, whether it is there before it is sent again.
  PermissionFlagsBits.ReadMessageHistory,
];

/** The address that adds Steward to a server: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
export function inviteLink(applicationId: string): string {
  const permissions = PERMISSIONS.reduce((sum, one) => sum | one, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}
