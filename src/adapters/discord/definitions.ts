import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandInfo } from '../../core/command.ts';
import type { Field } from '../../core/form.ts';
import { kindsOf } from './file-kinds.ts';
import { isAskedInForm } from './forms.ts';
import { COMMAND } from './limits.ts';
import { shortened } from './render-buttons.ts';
import { optionName, slashNames } from './slash-names.ts';

export type Definition = RESTPutAPIApplicationCommandsJSONBody[number];

/** What can be asked about a message: its menu has an entry for each of these commands that is declared. */
export const MESSAGE_MENUS: readonly { readonly name: string; readonly command: string }[] = [
  { name: 'Ask Steward about this', command: 'ask' },
  { name: 'Remind us about this', command: 'remind' },
];

/**
 * Everything to register with Discord: a slash command for each command or group of them, and the entries of a message's menu.
 * @throws {Error} naming the group that has more commands than Discord takes: a mistake in `commands/`
 */
export function definitionsOf(commands: readonly CommandInfo[]): Definition[] {
  const menus = MESSAGE_MENUS.filter(({ command }) => commands.some(({ name }) => name === command));
  return [...slashCommands(commands), ...menus.map(({ name }) => ({ type: ApplicationCommandType.Message as const, name, ...WHERE }))];
}

/** Offered in servers and in direct messages with Steward; installed by a server, never by a single person. */
const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function slashCommands(commands: readonly CommandInfo[]): Definition[] {
  const byName = new Map<string, Map<string, CommandInfo>>();
  for (const [words, command] of slashNames(commands)) {
    const [name = '', subcommand = ''] = words.split(' ');
    byName.set(name, new Map([...(byName.get(name) ?? []), [subcommand, command]]));
  }
  return [...byName].map(([name, group]) => slashCommand(name, group));
}

/** How much of a command is told to Discord. */
interface Room {
  /** A field with more choices than this has them suggested while a person types. */
  readonly choices: number;
  readonly description: number;
}

/** Choices and long descriptions make a definition long: each is tried with less until it is taken. */
const ROOMS: readonly Room[] = [COMMAND.description, 60, 30, 10].flatMap((description) => [
  { choices: COMMAND.choices, description },
  { choices: 0, description },
]);

function slashCommand(name: string, group: ReadonlyMap<string, CommandInfo>): Definition {
  const definition = group.size > COMMAND.options ? undefined : ROOMS.map((room) => slashWith(name, group, room)).find((one) => sizeOf(one) <= COMMAND.whole);
  if (definition === undefined)
    throw new Error(`/${name} has ${group.size} commands, which is more than Discord takes in one: give some of them another first word`);
  return definition;
}

/** `group` is one command under no name, or subcommands under theirs. */
function slashWith(name: string, group: ReadonlyMap<string, CommandInfo>, room: Room): Definition {
  const single = group.get('');
  const described = single?.summary ?? `${name}: ${[...group.keys()].join(', ')}`;
  const common = { type: ApplicationCommandType.ChatInput as const, name, description: shortened(described || name, room.description), ...WHERE };
  if (single) return { ...common, options: optionsOf(single, room) };
  const subcommands = [...group].map(
    ([word, command]): APIApplicationCommandSubcommandOption => ({
      type: ApplicationCommandOptionType.Subcommand,
      name: word,
      description: shortened(command.summary || command.name, room.description),
      options: optionsOf(command, room),
    }),
  );
  return { ...common, options: subcommands };
}

/** Discord wants required options first. What a form asks for can be left to it. */
function optionsOf(command: CommandInfo, room: Room): APIApplicationCommandBasicOption[] {
  const { fields } = command;
  const isInForm = isAskedInForm(command);
  const ordered = [...fields].sort((one, other) => Number(other.required) - Number(one.required)).slice(0, COMMAND.options);
  return ordered.map((field) => ({ ...optionOf(field, room), required: field.required && !isInForm }));
}

function optionOf(field: Field, room: Room): APIApplicationCommandBasicOption {
  const common = { name: optionName(field.name), description: shortened(field.help === '' ? field.name : field.help, room.description) };
  if (field.type === 'number') return { ...common, type: ApplicationCommandOptionType.Number };
  if (field.type === 'boolean') return { ...common, type: ApplicationCommandOptionType.Boolean };
  if (field.type === 'person') return { ...common, type: ApplicationCommandOptionType.Mentionable };
  if (field.type === 'file') return { ...common, type: ApplicationCommandOptionType.Attachment, ...kindsOf(field) };
  const listed =
    field.choices.length > 0 && field.choices.length <= room.choices && field.choices.every((choice) => choice !== '' && choice.length <= COMMAND.choice);
  if (listed) return { ...common, type: ApplicationCommandOptionType.String, choices: field.choices.map((choice) => ({ name: choice, value: choice })) };
  const suggested = field.choices.length > 0 || field.suggest !== undefined;
  return { ...common, type: ApplicationCommandOptionType.String, ...(suggested ? { autocomplete: true } : {}) };
}

export const fieldOf = (command: CommandInfo, option: string): Field | undefined => command.fields.find((field) => optionName(field.name) === option);

/** What Discord counts: names, descriptions and values of a command and of everything below it. */
function sizeOf(node: unknown): number {
  const { name, description, value, options, choices } = loose(node);
  const own = [name, description, value].reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
  return [...list(options), ...list(choices)].reduce<number>((sum, below) => sum + sizeOf(below), own);
}

/** Whether what is registered already says the same. Discord adds ids and defaults, so only what we set is compared. */
export function sameDefinitions(registered: readonly unknown[], ours: readonly Definition[], scope: 'everywhere' | 'guild'): boolean {
  const keys = (definitions: readonly unknown[]): string[] => definitions.map((definition) => JSON.stringify(essence(definition, scope))).sort();
  return JSON.stringify(keys(registered)) === JSON.stringify(keys(ours));
}

type Loose = Readonly<Record<string, unknown>>;

function essence(definition: unknown, scope: 'everywhere' | 'guild'): unknown {
  const { type = ApplicationCommandType.ChatInput, name, description, options, contexts, integration_types: integrations } = loose(definition);
  const where = scope === 'guild' ? [] : [sorted(contexts), sorted(integrations)];
  return [type, name, description === '' ? undefined : description, list(options).map(optionEssence), ...where];
}

function optionEssence(option: unknown): unknown {
  const { type, name, description, required = false, autocomplete = false, choices, options } = loose(option);
  const values = list(choices).map((choice) => [loose(choice).name, loose(choice).value]);
  return [type, name, description, required, autocomplete, values, list(options).map(optionEssence)];
}

const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const sorted = (value: unknown): unknown[] => [...list(value)].sort();
