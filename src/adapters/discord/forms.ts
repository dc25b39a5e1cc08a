import {
  type APIFileUploadComponent,
  type APILabelComponent,
  type APIMentionableSelectComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { CommandInfo } from '../../core/command.ts';
import { askedIn, type Field, partsIn } from '../../core/form.ts';
import { splitText } from '../../core/split.ts';
import type { FormState } from './actions.ts';
import { textDisplay } from './components.ts';
import { clean, escapeText } from './escape.ts';
import { kindsOf } from './file-kinds.ts';
import { KeptFile, nameIn } from './kept-file.ts';
import { MODAL, SELECT } from './limits.ts';
import type { Item, Lists } from './lists.ts';
import { shortened } from './render-buttons.ts';

/** What a person filled in: a text for each field that is not empty. Of a file it is the address where Discord keeps it. */
export type Values = Readonly<Record<string, string>>;

/** The values a form begins with. */
export const formValues = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.flatMap(({ name, default: given }) => (given === undefined ? [] : [[name, given]])));

/**
 * A command's fields as pages of five, which is all that a modal holds. First as many pages as its required fields need, with optional fields in
 * what room is left; then the others, which a form's further buttons open, or options of the slash command give.
 */
export function pagesOf(all: readonly Field[]): Field[][] {
  const fields = askedIn(all);
  const required = fields.filter((field) => field.required);
  const optional = fields.filter((field) => !field.required).sort((one, other) => Number(other.rest) - Number(one.rest));
  const room = Math.max(1, Math.ceil(required.length / MODAL.inputs)) * MODAL.inputs;
  const first = new Set([...required, ...optional].slice(0, room));
  return [...inPages(fields.filter((field) => first.has(field))), ...inPages(fields.filter((field) => !first.has(field)))];
}

const inPages = (fields: readonly Field[]): Field[][] =>
  Array.from({ length: Math.ceil(fields.length / MODAL.inputs) }, (_, page) => fields.slice(page * MODAL.inputs, (page + 1) * MODAL.inputs));

/** The pages that a form's buttons open: the first, and each that holds only optional fields. */
export const openPages = (fields: readonly Field[]): { page: number; fields: readonly Field[] }[] =>
  pagesOf(fields).flatMap((asked, page) => (page === 0 || !asked.some(({ required }) => required) ? [{ page, fields: asked }] : []));

/** The page that asks for a field, or the first. */
export const pageWith = (fields: readonly Field[], name: string): number =>
  Math.max(
    0,
    pagesOf(fields).findIndex((page) => page.some((field) => field.name === name)),
  );

/** The first page with a required field that has no value yet; undefined when the command can run. */
export function pageMissing(fields: readonly Field[], values: Values): number | undefined {
  const page = pagesOf(fields).findIndex((asked) => asked.some(({ name, required }) => required && values[name] === undefined));
  return page === -1 ? undefined : page;
}

/** Free words and something besides are asked for in the form: an option of a slash command holds one line. */
export const isAskedInForm = ({ fields }: Pick<CommandInfo, 'fields'>): boolean =>
  fields.some(({ required, rest }) => required && rest) && fields.filter(({ required }) => required).length > 1;

/** The modal for one page of a command's form, with some words above it where there is room. `customId` comes back with what was filled in. */
export function modalFor(
  command: CommandInfo,
  { page, values }: FormState,
  customId: string,
  { words = [], lists = new Map() }: { readonly words?: readonly string[]; readonly lists?: Lists } = {},
): APIModalInteractionResponseCallbackData {
  const pages = pagesOf(command.fields);
  const number = pages.length <= 1 ? '' : ` (${page + 1} of ${pages.length})`;
  const asked = (pages[page] ?? pages[0] ?? []).map((field) => labelled(field, values[field.name], lists.get(field.name)));
  return {
    custom_id: customId,
    title: `${shortened(command.summary, MODAL.title - number.length)}${number}`,
    components: [...(words.length > 0 && asked.length < MODAL.inputs ? [textDisplay(escapeText(words.join('\n')))] : []), ...asked],
  };
}

function labelled(field: Field, value: string | undefined, list: readonly Item[] | undefined): APILabelComponent {
  const help = field.help === '' ? field.name : field.help;
  const description = remark(field, value) ?? (help.length > MODAL.label ? shortened(help, MODAL.description) : undefined);
  return {
    type: ComponentType.Label,
    label: shortened(help, MODAL.label),
    ...(description === undefined ? {} : { description }),
    component: componentOf(field, value, list),
  };
}

function componentOf(field: Field, value: string | undefined, list: readonly Item[] = []): APILabelComponent['component'] {
  if (field.type === 'file') return upload(field, value);
  if (field.type === 'person') return mentionable(field, value);
  return pickSeveral(field, value, list) ?? (isPicked(field) ? pick(field, value) : input(field, value));
}

/** People and roles of the server: nobody needs to know an id. https://docs.discord.com/developers/components/reference#mentionable-select */
function mentionable({ name, required }: Field, value = ''): APIMentionableSelectComponent {
  const { group, id } = /^<@(?<group>&)?!?(?<id>\d{15,20})>$/u.exec(value)?.groups ?? {};
  const type = group === undefined ? SelectMenuDefaultValueType.User : SelectMenuDefaultValueType.Role;
  return { type: ComponentType.MentionableSelect, custom_id: name, required, ...(id === undefined ? {} : { default_values: [{ id, type }] }) };
}

/** What has to be said of the value that a field begins with. */
function remark(field: Field, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (field.type === 'file') return shortened(`Leave it empty to keep ${nameIn(value)}.`, MODAL.description);
  return !isPicked(field) && clean(value).length > MODAL.value ? CUT : undefined;
}

/** A file that was given before cannot be shown in its field, and need not be given again. */
function upload(field: Field, value: string | undefined): APIFileUploadComponent {
  const required = field.required && value === undefined;
  return { type: ComponentType.FileUpload, custom_id: field.name, required, min_values: required ? 1 : 0, max_values: 1, ...kindsOf(field) };
}

/** Said beside words that were longer than a field takes. */
const CUT = 'Only the beginning fits here: the rest was left out.';

/** The words, or where they are too long their beginning with an ellipsis. */
function fitting(words: string): string {
  const whole = clean(words);
  return whole.length <= MODAL.value ? whole : `${splitText(whole, MODAL.value - 2)[0] ?? ''} …`;
}

/** Whether the field is a list to pick from; one of more than 25 choices is typed, and the router forgives its spelling. */
const isPicked = ({ type, choices }: Field): boolean => type === 'boolean' || (type === 'choice' && choices.length <= SELECT.options);

function pick(field: Field, value: string | undefined): APIStringSelectComponent {
  const options = field.type === 'boolean' ? YES_NO : field.choices.map((choice) => ({ label: shortened(choice, SELECT.label), value: choice }));
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    options: options.map((option) => (option.value === value ? { ...option, default: true } : option)),
  };
}

/** Undefined where there is nothing to pick from, or something was filled in that is not in the list: that would be lost. */
function pickSeveral({ name, required }: Field, value: string | undefined, list: readonly Item[]): APIStringSelectComponent | undefined {
  const parts = new Set(partsIn(value ?? '').map((part) => part.toLowerCase()));
  const chosen = list.filter((item) => parts.has(item.value.toLowerCase()) || parts.has(item.label.toLowerCase()));
  if (list.length === 0 || chosen.length < parts.size) return undefined;
  const options = list.map((item) => ({ label: shortened(item.label, SELECT.label), value: item.value, ...(chosen.includes(item) ? { default: true } : {}) }));
  return { type: ComponentType.StringSelect, custom_id: name, required, min_values: required ? 1 : 0, max_values: options.length, options };
}

const YES_NO = [
  { label: 'Yes', value: 'true' },
  { label: 'No', value: 'false' },
];

function input(field: Field, value: string | undefined): APILabelComponent['component'] {
  const hint = hintOf(field);
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.rest ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: MODAL.value,
    ...(value === undefined || value === '' ? {} : { value: fitting(value) }),
    ...(hint === '' ? {} : { placeholder: shortened(hint, MODAL.placeholder) }),
  };
}

function hintOf(field: Field): string {
  if (field.choices.length > 0) return field.choices.join(', ');
  if (field.type === 'number') return field.default === undefined ? 'A number' : `A number; ${field.default} if you leave it empty`;
  return field.default === undefined ? '' : `${field.default} if you leave it empty`;
}

/** What was filled in on this page, over what was known before; a field left empty is taken away, but for a file: nobody sees that it is known. */
export function merge(fields: readonly Field[], known: Values, submitted: Values): Values {
  const files = new Set(fields.filter(({ type }) => type === 'file').map(({ name }) => name));
  const given = Object.entries(submitted).filter(([name, value]) => value.trim() !== '' || !files.has(name));
  return Object.fromEntries(Object.entries({ ...known, ...Object.fromEntries(given) }).filter(([, value]) => value.trim() !== ''));
}

/** Texts as the arguments of a command: numbers and yes/no where the field is one. The command says what is wrong with the others. */
export function toArguments(fields: readonly Field[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typed(
        value,
        fields.find((field) => field.name === name),
      ),
    ]),
  );
}

function typed(value: string, field: Field | undefined): unknown {
  if (field?.type === 'file') return new KeptFile(field, value);
  if (field?.type === 'number' && Number.isFinite(Number(value))) return Number(value);
  if (field?.type === 'boolean' && /^(true|false)$/u.test(value)) return value === 'true';
  return value;
}
