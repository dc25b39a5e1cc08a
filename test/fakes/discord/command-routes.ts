import { asObject } from './body.ts';
import { checkCommand, checkCommands } from './command-rules.ts';
import { type Context, created, nothing, ok, type RestRequest, type Route } from './context.ts';
import { refusals } from './errors.ts';
import type { Obj } from './guilds.ts';
import type { CommandOption, RegisteredCommand, World } from './world.ts';

const GLOBAL = '/applications/:application/commands';
const IN_GUILD = '/applications/:application/guilds/:guild/commands';

/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
export const commandRoutes: readonly Route[] = [GLOBAL, IN_GUILD].flatMap((path): Route[] => [
  { method: 'GET', path, answer: (context, request) => ok(mine(context, request).map((command) => toApi(context.world, command))) },
  { method: 'PUT', path, answer: overwrite },
  { method: 'POST', path, answer: create },
  { method: 'GET', path: `${path}/:command`, answer: (context, request) => ok(toApi(context.world, one(context, request))) },
  { method: 'PATCH', path: `${path}/:command`, answer: edit },
  { method: 'DELETE', path: `${path}/:command`, answer: remove },
]);

function mine({ world }: Context, { params }: RestRequest): RegisteredCommand[] {
  if (params.application !== world.applicationId) throw refusals.notYourApplication();
  if (params.guild !== undefined && !world.guilds.some((guild) => guild.id === params.guild)) throw refusals.missingAccess();
  return world.commands.filter((command) => command.guildId === params.guild);
}

function one(context: Context, request: RestRequest): RegisteredCommand {
  const command = mine(context, request).find(({ id }) => id === request.params.command);
  if (command === undefined) throw refusals.unknownCommand();
  return command;
}

function overwrite(context: Context, request: RestRequest) {
  const { world } = context;
  const before = mine(context, request);
  const { json } = request.body;
  if (!Array.isArray(json)) throw refusals.malformed();
  checkCommands(json as Obj[]);
  const after = (json as Obj[]).map((sent) => register(world, sent, request.params.guild, before));
  world.commands = [...world.commands.filter((command) => !before.includes(command)), ...after];
  return ok(after.map((command) => toApi(world, command)));
}

function create(context: Context, request: RestRequest) {
  const { world } = context;
  const before = mine(context, request);
  const sent = asObject(request.body.json);
  checkCommand(sent);
  const command = register(world, sent, request.params.guild, before);
  const replaced = before.find(({ id }) => id === command.id);
  world.commands = [...world.commands.filter((other) => other !== replaced), command];
  return replaced === undefined ? created(toApi(world, command)) : ok(toApi(world, command));
}

function edit(context: Context, request: RestRequest) {
  const { world } = context;
  const before = one(context, request);
  const change = asObject(request.body.json);
  checkCommand(change, [], true);
  const sent = { ...before.sent, ...change };
  checkCommand(sent);
  const command = { ...register(world, sent, request.params.guild, []), id: before.id };
  world.commands = world.commands.map((other) => (other === before ? command : other));
  return ok(toApi(world, command));
}

function remove(context: Context, request: RestRequest) {
  const command = one(context, request);
  context.world.commands = context.world.commands.filter((other) => other !== command);
  return nothing();
}

/** A command of the same name and type keeps its id. */
function register(world: World, sent: Obj, guildId: string | undefined, before: readonly RegisteredCommand[]): RegisteredCommand {
  const type = Number(sent.type ?? 1) as 1 | 2 | 3;
  const name = String(sent.name);
  const known = before.find((command) => command.name === name && command.type === type);
  return {
    id: known?.id ?? world.snowflake(),
    type,
    name,
    description: String(sent.description ?? ''),
    options: (sent.options ?? []) as CommandOption[],
    sent,
    ...(guildId === undefined ? {} : { guildId }),
  };
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
function toApi(world: World, command: RegisteredCommand): Obj {
  const { sent } = command;
  return {
    id: command.id,
    application_id: world.applicationId,
    version: command.id,
    default_member_permissions: sent.default_member_permissions ?? null,
    type: command.type,
    name: command.name,
    name_localizations: sent.name_localizations ?? null,
    description: command.description,
    description_localizations: sent.description_localizations ?? null,
    nsfw: sent.nsfw ?? false,
    integration_types: sent.integration_types ?? [0],
    options: command.options,
    ...(command.guildId === undefined ? { contexts: sent.contexts ?? null, dm_permission: sent.dm_permission ?? true } : { guild_id: command.guildId }),
  };
}
