import { PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { type Definition, sameDefinitions } from './definitions.ts';

/** Registers the commands when they differ from what is registered: Discord counts registrations (200 new ones a day). @returns whether they did */
export async function register(rest: REST, applicationId: string, guildId: string | undefined, definitions: readonly Definition[]): Promise<boolean> {
  const route = guildId === undefined ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId);
  const registered = await rest.get(route);
  if (Array.isArray(registered) && sameDefinitions(registered, definitions, guildId === undefined ? 'everywhere' : 'guild')) return false;
  await rest.put(route, { body: guildId === undefined ? definitions : definitions.map(forOneServer) });
  return true;
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
