import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandInfo } from '../../core/command.ts';
import type { Field } from '../../core/form.ts';
import { COMMAND } from './limits.ts';
import { shortened } from './render-buttons.ts';

export type Definition = RESTPutAPIApplicationCommandsJSONBody[number];

/** What can be asked about a message: its menu has an entry for each of these commands that is declared. */
export const MESSAGE_MENUS: readonly { readonly name: string; readonly command: string }[] = [
  { name: 'Ask Steward about this', command: 'ask' },
  { name: 'Remind us about this', command: 'remind' },
];

/** Everything to register with Discord: a slash command for each command, and the entries of a message's menu. */
export function definitionsOf(commands: readonly CommandInfo[]): Definition[] {
  const menus = MESSAGE_MENUS.filter(({ command }) => commands.some(({ name }) => name === command));
  return [...commands.map(slashCommand), ...menus.map(({ name }) => ({ type: ApplicationCommandType.Message as const, name, ...WHERE }))];
}

/** Offered in servers and in direct messages with Steward; installed by a server, never by a single person. */
const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function slashCommand(command: CommandInfo): Definition {
  const definition = slashWith(command, COMMAND.choices);
  // Choices make a definition long: without them the values are suggested while a person types.
  return sizeOf(definition) <= COMMAND.whole ? definition : slashWith(command, 0);
}

function slashWith({ name, summary, fields }: CommandInfo, mostChoices: number): Definition {
  // Discord wants required options first.
  const ordered = [...fields].sort((one, other) => Number(other.required) - Number(one.required)).slice(0, COMMAND.options);
  return {
    type: ApplicationCommandType.ChatInput,
    name: optionName(name),
    description: shortened(summary === '' ? name : summary, COMMAND.description),
    options: ordered.map((field) => optionOf(field, mostChoices)),
    ...WHERE,
  };
}

function optionOf(field: Field, mostChoices: number): APIApplicationCommandBasicOption {
  const common = {
    name: optionName(field.name),
    description: shortened(field.help === '' ? field.name : field.help, COMMAND.description),
    required: field.required,
  };
  if (field.type === 'number') return { ...common, type: ApplicationCommandOptionType.Number };
  if (field.type === 'boolean') return { ...common, type: ApplicationCommandOptionType.Boolean };
  const listed =
    field.choices.length > 0 && field.choices.length <= mostChoices && field.choices.every((choice) => choice !== '' && choice.length <= COMMAND.choice);
  if (listed) return { ...common, type: ApplicationCommandOptionType.String, choices: field.choices.map((choice) => ({ name: choice, value: choice })) };
  const suggested = field.choices.length > 0 || field.suggest !== undefined;
  return { ...common, type: ApplicationCommandOptionType.String, ...(suggested ? { autocomplete: true } : {}) };
}

/** Names on Discord have no capitals: `payBand` is `pay-band`. */
export const optionName = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])([A-Z])/gu, '-$1')
    .toLowerCase()
    .slice(0, COMMAND.name);

export const fieldOf = (command: CommandInfo, option: string): Field | undefined => command.fields.find((field) => optionName(field.name) === option);

function sizeOf(definition: Definition): number {
  return JSON.stringify(definition).length;
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
  const { type, name, description, required = false, autocomplete = false, choices } = loose(option);
  const values = list(choices).map((choice) => [loose(choice).name, loose(choice).value]);
  return [type, name, description, required, autocomplete, values];
}

const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const sorted = (value: unknown): unknown[] => [...list(value)].sort();
