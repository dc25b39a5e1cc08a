import {
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
  InteractionApplicationCommandAutocompleteCallbackNumberDataSchema,
  InteractionApplicationCommandAutocompleteCallbackStringDataSchema,
} from 'discord-api-spec/zod';
import { invalidForm, type Mistake, mistake, refusals } from './errors.ts';
import type { Obj } from './guilds.ts';
import { checkAgainstSpec } from './spec-check.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SUBCOMMAND = 1;
const GROUP = 2;
const MAX_OF: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** Checks a bulk overwrite: each command, and that they fit together. */
export function checkCommands(commands: readonly Obj[]): void {
  for (const [type, most] of Object.entries(MAX_OF)) {
    if (commands.filter((command) => Number(command.type ?? 1) === Number(type)).length > most) throw refusals.tooManyCommands();
  }
  for (const [index, command] of commands.entries()) checkCommand(command, [index]);
  const keys = commands.map((command) => `${String(command.type ?? 1)} ${String(command.name)}`);
  const again = keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));
  if (again.length > 0)
    throw invalidForm(again.map((index) => mistake([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')));
}

export function checkCommand(command: Obj, at: readonly PropertyKey[] = [], partial = false): void {
  // The published schema wants a number here; the API takes, and its clients send, a string.
  const { default_member_permissions: _, ...rest } = command;
  checkAgainstSpec(partial ? ApplicationCommandPatchRequestPartialSchema : ApplicationCommandUpdateRequestSchema, rest, at);
  const mistakes = partial
    ? []
    : [...nameMistakes(command), ...descriptionMistakes(command), ...optionsMistakes(command.options, ['options']), ...sizeMistakes(command)];
  if (mistakes.length > 0) throw invalidForm(mistakes.map((one) => ({ ...one, path: [...at, ...one.path] })));
}

const badName = (path: readonly PropertyKey[]) => mistake(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');

function nameMistakes(command: Obj): Mistake[] {
  if (Number(command.type ?? 1) !== 1) return String(command.name).trim() === '' ? [badName(['name'])] : [];
  return isSlashName(command.name) ? [] : [badName(['name'])];
}

const isSlashName = (name: unknown): boolean => typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();

function descriptionMistakes(command: Obj): Mistake[] {
  const slash = Number(command.type ?? 1) === 1;
  const has = typeof command.description === 'string' && command.description !== '';
  if (slash && !has) return [mistake(['description'], 'BASE_TYPE_REQUIRED', 'This field is required')];
  return !slash && has
    ? [mistake(['description'], 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED', 'Context menu commands cannot have description')]
    : [];
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure */
function optionsMistakes(options: unknown, path: readonly PropertyKey[]): Mistake[] {
  const list = (options ?? []) as Obj[];
  const names = list.map((option) => option.name);
  const isSub = (option: Obj) => option.type === SUBCOMMAND || option.type === GROUP;
  const firstOptional = list.findIndex((option) => option.required !== true);
  return list.flatMap((option, index) => {
    const here = [...path, index];
    const problems = optionMistakes(option, here);
    if (names.indexOf(option.name) < index)
      problems.push(mistake([...here, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'Command option names must be unique'));
    if (option.required === true && firstOptional >= 0 && firstOptional < index)
      problems.push(mistake(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options'));
    if (isSub(option) !== isSub(list[0] ?? option))
      problems.push(
        mistake(
          [...here, 'type'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command and sub-command group option types are mutually exclusive to all other types',
        ),
      );
    return problems;
  });
}

function optionMistakes(option: Obj, path: readonly PropertyKey[]): Mistake[] {
  const choices = (option.choices ?? []) as Obj[];
  const problems: Mistake[] = [];
  if (!isSlashName(option.name)) problems.push(badName([...path, 'name']));
  if (option.autocomplete === true && choices.length > 0)
    problems.push(mistake([...path, 'autocomplete'], 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Choices cannot be used with autocomplete'));
  for (const key of ['name', 'value']) {
    const values = choices.map((choice) => choice[key]);
    if (new Set(values).size < values.length)
      problems.push(mistake([...path, 'choices'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE', `Choice ${key}s must be unique`));
  }
  if (choices.some((choice) => typeof choice.value === 'string' && choice.value.length > 100))
    problems.push(mistake([...path, 'choices'], 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.'));
  return [...problems, ...optionsMistakes(option.options, [...path, 'options'])];
}

/** "8000 characters for combined name, description, and value properties" of a command and all below it. */
function sizeMistakes(command: Obj): Mistake[] {
  return sizeOf(command) > 8_000 ? [mistake([], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')] : [];
}

function sizeOf(node: Obj): number {
  const own = [node.name, node.description, node.value].reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
  const below = [...((node.options ?? []) as Obj[]), ...((node.choices ?? []) as Obj[])];
  return below.reduce((sum, child) => sum + sizeOf(child), own);
}

/** The data of an autocomplete callback: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
export function checkChoices(data: unknown): void {
  const choices = ((data as Obj | undefined)?.choices ?? []) as Obj[];
  const numeric = Array.isArray(choices) && choices.some((choice) => typeof choice?.value === 'number');
  checkAgainstSpec(
    numeric ? InteractionApplicationCommandAutocompleteCallbackNumberDataSchema : InteractionApplicationCommandAutocompleteCallbackStringDataSchema,
    data ?? {},
    ['data'],
  );
  const long = choices.flatMap((choice, index) => (typeof choice.value === 'string' && (choice.value.length > 100 || choice.value === '') ? [index] : []));
  if (long.length > 0)
    throw invalidForm(long.map((index) => mistake(['data', 'choices', index, 'value'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')));
}
