import { ApplicationCommandOptionType, ApplicationCommandType, InteractionType } from 'discord.js';
import type { z } from 'zod';
import type { CommandInfo } from '../../core/command.ts';
import { written } from '../../core/form.ts';
import { commandAtStart } from '../../core/groups.ts';
import type { Person, Request, Said } from '../../core/request.ts';
import { decode, encode, type FormState } from './actions.ts';
import { fieldOf, MESSAGE_MENUS } from './definitions.ts';
import { isAskedInForm, merge, pageMissing, pagesOf, toArguments, type Values } from './forms.ts';
import { KeptFile } from './kept-file.ts';
import { commandData, componentData, type IncomingMessage, type InteractionBase, interactionBase, modalData, textsById } from './schemas.ts';
import { slashNames } from './slash-names.ts';

/** What an interaction is answered by, and who stands behind it. */
export interface Call {
  readonly id: string;
  /** Lasts 15 minutes. Never logged. */
  readonly token: string;
  readonly applicationId: string;
  readonly isDirect: boolean;
}

/** What a person did in Discord, in terms of what Steward has to do about it. */
export type Incoming = { readonly call: Call } & (
  | { readonly kind: 'request'; readonly request: Request; readonly form?: FormState }
  | { readonly kind: 'open form'; readonly form: FormState; readonly command: CommandInfo; readonly customId: string }
  | { readonly kind: 'next page'; readonly form: FormState }
  | { readonly kind: 'suggest'; readonly command: CommandInfo; readonly option: string; readonly typed: string }
  | { readonly kind: 'share'; readonly components: readonly unknown[] }
  | { readonly kind: 'puzzle'; readonly why: 'unreadable' | 'old button' | 'no words' | 'typing' }
);

interface Known {
  readonly commands: readonly CommandInfo[];
  readonly timeZone: string;
}

type What = Incoming extends infer Each ? (Each extends Incoming ? Omit<Each, 'call'> : never) : never;

/** Reads an interaction. Undefined when it cannot even be answered; a puzzle when it cannot be understood. */
export function readInteraction(payload: unknown, known: Known): Incoming | undefined {
  const { data: base } = interactionBase.safeParse(payload);
  if (base === undefined || personOf(base) === undefined) return undefined;
  const call = { id: base.id, token: base.token, applicationId: base.application_id, isDirect: base.guild_id === undefined };
  const what = read(base, payload, known) ?? { kind: 'puzzle', why: base.type === InteractionType.ApplicationCommandAutocomplete ? 'typing' : 'unreadable' };
  return { call, ...what } as Incoming;
}

function read(base: InteractionBase, payload: unknown, known: Known): What | undefined {
  switch (base.type) {
    case InteractionType.ApplicationCommand:
      return readCommand(base, payload, known);
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(payload, known);
    case InteractionType.MessageComponent:
      return readPress(base, payload, known);
    case InteractionType.ModalSubmit:
      return readForm(base, payload, known);
    default:
      return undefined;
  }
}

function readCommand(base: InteractionBase, payload: unknown, known: Known): What | undefined {
  const { data } = commandData.safeParse(payload).data ?? {};
  if (data === undefined) return undefined;
  if (data.type === ApplicationCommandType.Message) return readMenu(base, data, known);
  const { command, options } = slashCalled(data, known);
  if (command === undefined) return undefined;
  const args = options.flatMap(({ name, value }) =>
    value === undefined ? [] : [[fieldOf(command, name)?.name ?? name, given(command, name, value, data)] as const],
  );
  const values = Object.fromEntries(args.map(([name, value]) => [name, value instanceof KeptFile ? value.url : String(value)]));
  if (isAskedInForm(command) && pageMissing(command.fields, values) !== undefined) return openForm({ command: command.name, page: 0, values }, known);
  return { kind: 'request', request: requestOf(base, { kind: 'command', name: command.name, args: Object.fromEntries(args) }, known.timeZone) };
}

type CommandData = z.output<typeof commandData>['data'];

/** Of a file, a person or a role Discord gives an id, and what it is beside it. */
function given(command: CommandInfo, option: string, value: string | number | boolean, { resolved }: CommandData): unknown {
  const field = fieldOf(command, option);
  if (field?.type === 'file') return new KeptFile(field, resolved?.attachments[String(value)]?.url ?? '');
  return field?.type === 'person' ? mentionOf(String(value), resolved) : value;
}

/** As a line names them. */
const mentionOf = (id: string, resolved: { readonly roles: Readonly<Record<string, unknown>> } | undefined): string =>
  Object.hasOwn(resolved?.roles ?? {}, id) ? `<@&${id}>` : `<@${id}>`;

/** The command that a slash command or its subcommand stands for, and the options given to it. */
function slashCalled({ name, options }: CommandData, { commands }: Known) {
  const [subcommand] = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  const words = subcommand === undefined ? name : `${name} ${subcommand.name}`;
  return { command: slashNames(commands).get(words), options: subcommand?.options ?? options };
}

/** The words of the message fill the command's free words; what else it needs is asked for in a form. */
function readMenu(base: InteractionBase, { name, target_id: target = '', resolved }: CommandData, known: Known): What | undefined {
  const menu = MESSAGE_MENUS.find((entry) => entry.name === name);
  const command = known.commands.find((candidate) => candidate.name === menu?.command);
  const free = command?.fields.find((field) => field.rest);
  if (command === undefined || free === undefined) return undefined;
  const words = resolved?.messages[target]?.content.trim() ?? '';
  if (words === '') return { kind: 'puzzle', why: 'no words' };
  const values = { [free.name]: words };
  if (!asksForMore(command, values))
    return { kind: 'request', request: requestOf(base, { kind: 'command', name: command.name, args: values }, known.timeZone) };
  return openForm({ command: command.name, page: 0, values }, known);
}

/** Whether the words alone are not enough: something else is required, or a date can be given, which nobody wants to be guessed. */
const asksForMore = ({ fields }: CommandInfo, values: Values): boolean =>
  pageMissing(fields, values) !== undefined || fields.some(({ suggest }) => suggest === 'date');

function readTyping(payload: unknown, known: Known): What | undefined {
  const { data } = commandData.safeParse(payload).data ?? {};
  if (data === undefined) return undefined;
  const { command, options } = slashCalled(data, known);
  const option = options.find(({ focused }) => focused === true);
  return command && option ? { kind: 'suggest', command, option: option.name, typed: String(option.value ?? '') } : undefined;
}

function readPress(base: InteractionBase, payload: unknown, known: Known): What | undefined {
  const { data: read } = componentData.safeParse(payload);
  if (read === undefined) return undefined;
  const components = read.message?.components ?? [];
  const customId = read.data.values[0] ?? read.data.custom_id;
  const texts = textsById(components);
  const action = decode(customId, (id) => texts.get(id));
  if (action === undefined) return { kind: 'puzzle', why: 'old button' };
  if (action.kind === 'share') return { kind: 'share', components };
  const unfilled = action.kind === 'run' ? unfilledForm(action.line, known) : undefined;
  if (unfilled !== undefined) return openForm(unfilled, known);
  if (action.kind === 'run') return { kind: 'request', request: requestOf(base, { kind: 'line', text: action.line }, known.timeZone) };
  return openForm(action.form, known, customId);
}

/** The form of a command that stands alone in its line and needs more. */
function unfilledForm(line: string, { commands }: Known): FormState | undefined {
  const begun = commandAtStart(line, commands);
  const isUnfilled = begun?.rest === '' && pageMissing(begun.command.fields, {}) !== undefined;
  return isUnfilled ? { command: begun.command.name, page: 0, values: {} } : undefined;
}

/** `customId` comes back with the modal; without one, as from a menu, the form begins there, and carries what its page does not ask for. */
function openForm(form: FormState, known: Known, customId?: string): What {
  const command = known.commands.find(({ name }) => name === form.command);
  if (command === undefined) return { kind: 'puzzle', why: 'old button' };
  if (customId !== undefined) return { kind: 'open form', form, command, customId };
  const page = new Set(pagesOf(command.fields)[form.page]?.map(({ name }) => name));
  const others = Object.fromEntries(Object.entries(form.values).filter(([name]) => !page.has(name)));
  const begun = encode({ kind: 'form', form: { ...form, values: others } }, 0);
  // Only a message has room for more: a button in it opens the form.
  return begun === undefined || begun.smallPrint ? { kind: 'next page', form } : { kind: 'open form', form, command, customId: begun.customId };
}

function readForm(base: InteractionBase, payload: unknown, known: Known): What | undefined {
  const { data: read } = modalData.safeParse(payload);
  if (read === undefined) return undefined;
  const texts = textsById(read.message?.components ?? []);
  const action = decode(read.data.custom_id, (id) => texts.get(id));
  const command = action?.kind === 'form' ? known.commands.find(({ name }) => name === action.form.command) : undefined;
  if (action?.kind !== 'form' || command === undefined) return { kind: 'puzzle', why: 'old button' };
  const inputs = read.data.components.flatMap(({ component, components }) => [...(component ? [component] : []), ...components]);
  const { resolved } = read.data;
  const several = new Set(command.fields.flatMap(({ name, many }) => (many === true ? [name] : [])));
  const chosen = (name: string, values: readonly string[]): string => (several.has(name) ? written(values) : picked(name, values[0] ?? ''));
  const picked = (name: string, id: string): string =>
    id !== '' && command.fields.some((field) => field.name === name && field.type === 'person')
      ? mentionOf(id, resolved)
      : (resolved?.attachments[id]?.url ?? id);
  const submitted = Object.fromEntries(inputs.map(({ custom_id: name, value, values = [] }) => [name, value ?? chosen(name, values)]));
  const values = merge(command.fields, action.form.values, submitted);
  const missing = pageMissing(command.fields, values);
  const form = { ...action.form, values };
  if (missing !== undefined && missing !== form.page) return { kind: 'next page', form: { ...form, page: missing } };
  const said: Said = { kind: 'command', name: command.name, args: toArguments(command.fields, values) };
  return { kind: 'request', request: requestOf(base, said, known.timeZone), form };
}

function requestOf(base: InteractionBase, said: Said, timeZone: string): Request {
  const person = personOf(base) ?? { id: '', roles: [] };
  return { person, place: placeOf(base.guild_id, base.channel_id ?? base.channel?.id ?? ''), said, locale: base.locale ?? DEFAULT_LOCALE, timeZone };
}

/** Discord names no locale with a message. */
const DEFAULT_LOCALE = 'en-GB';

/** Discord's own name for the place of direct messages, as in their addresses. */
const DIRECT = '@me';

const placeOf = (guild: string | undefined, channel: string) => ({ platform: 'discord', workspace: guild ?? DIRECT, channel });

function personOf({ member, user }: InteractionBase): Person | undefined {
  const id = member?.user.id ?? user?.id;
  return id === undefined ? undefined : { id, roles: ['organiser'] };
}

/** What a message says to Steward: in a direct message all of it, in a channel what stands beside the mention of it. Undefined when it is not for Steward. */
export function addressed({ author, webhook_id: webhook, type, guild_id: guild, content }: IncomingMessage, me: string): string | undefined {
  const isOrdinary = type === 0 || type === 19;
  if (author.bot === true || author.id === me || webhook !== undefined || !isOrdinary) return undefined;
  const mention = new RegExp(`<@!?${me}>`, 'gu');
  if (guild !== undefined && !mention.test(content)) return undefined;
  return content.replace(mention, ' ').trim();
}

/** The request a message makes. One without words gets help. */
export const messageRequest = ({ author, guild_id: guild, channel_id: channel }: IncomingMessage, words: string, timeZone: string): Request => ({
  person: { id: author.id, roles: ['organiser'] },
  place: placeOf(guild, channel),
  said: { kind: 'line', text: words === '' ? 'help' : words },
  locale: DEFAULT_LOCALE,
  timeZone,
});
