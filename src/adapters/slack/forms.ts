import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { CommandInfo } from '../../core/command.ts';
import { askedIn, type Field, type Form, written } from '../../core/form.ts';
import type { Json } from '../../core/json.ts';
import type { Outcome } from '../../core/steward.ts';
import { plain } from './blocks.ts';
import { inputOf, sentence } from './form-inputs.ts';
import { attached } from './given-files.ts';
import { BLOCKS_PER_VIEW, BUTTON_VALUE, MODAL_METADATA, MODAL_TITLE } from './limits.ts';
import { drawText, shortened } from './render-text.ts';
import { parsedJson } from './said.ts';

/** `callback_id` of every form. */
export const FORM = 'form';

type Defaults = Readonly<Record<string, string>>;

const place = z.object({ channel: z.string().optional(), thread: z.string().optional(), responseUrl: z.string().optional() });
/** Where a form was opened: its answer goes there. A form opened outside any channel is answered in a direct message. */
export type FormPlace = z.infer<typeof place>;

const values = z.record(z.string(), z.string());
const metadata = z.object({ command: z.string(), place, known: values.default({}) });
const wanted = z.object({ command: z.string(), title: z.string().optional(), defaults: values.default({}) });

interface Wanted {
  readonly title?: string | undefined;
  readonly defaults?: Defaults | undefined;
  /** Stands above the inputs. */
  readonly intro?: string | undefined;
}

const introOf = ({ summary }: CommandInfo, title: string | undefined): string => (title === undefined || title.length <= MODAL_TITLE ? summary : title);

/** A modal with one input for each field of the command. */
export function formView(command: CommandInfo, from: FormPlace, { title, defaults = {}, intro = introOf(command, title) }: Wanted = {}): types.ModalView {
  const inputs = askedIn(command.fields)
    .slice(0, BLOCKS_PER_VIEW - 2)
    .map((field) => inputOf(field, defaults[field.name] ?? field.default));
  const name = title ?? sentence(command.name);
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(shortened(name, MODAL_TITLE)),
    submit: plain('Go'),
    close: plain('Cancel'),
    private_metadata: metadataFor(command, from, defaults),
    blocks: [...drawText(intro, 'muted').slice(0, 1), ...inputs],
  };
}

/** Without the response address when it is too long to keep: the answer then goes the other way to the same place. */
function metadataFor({ name: command, fields }: CommandInfo, from: FormPlace, defaults: Defaults): string {
  const known = Object.fromEntries(
    fields.filter(({ name, hidden }) => hidden === true && (defaults[name]?.length ?? HANDED_ON + 1) <= HANDED_ON).map(({ name }) => [name, defaults[name]]),
  );
  const whole = JSON.stringify({ command, place: from, known });
  return whole.length <= MODAL_METADATA ? whole : JSON.stringify({ command, place: { channel: from.channel, thread: from.thread }, known });
}

/** A hidden field is a short name. */
const HANDED_ON = 200;

const option = z.object({ value: z.string() });
const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          value: z.string().nullish(),
          selected_option: option.nullish(),
          selected_options: z.array(option).nullish(),
          selected_user: z.string().nullish(),
          files: z.array(attached).nullish(),
        }),
      ),
    ),
  }),
});

export interface Submission {
  readonly command: CommandInfo;
  readonly place: FormPlace;
  readonly args: Readonly<Record<string, unknown>>;
  /** Files still to be fetched: they belong to the arguments. */
  readonly files: readonly { readonly field: Field; readonly file: z.infer<typeof attached> }[];
}

/** A filled-in form as named arguments. @returns undefined when it is none of ours, or its command is gone. */
export function submissionOf(view: unknown, commands: readonly CommandInfo[]): Submission | undefined {
  const parsed = submitted.safeParse(view);
  if (!parsed.success) return undefined;
  const meta = metadata.safeParse(parsedJson(parsed.data.private_metadata));
  const command = commands.find(({ name }) => name === meta.data?.command);
  if (!meta.success || command === undefined) return undefined;
  const state = parsed.data.state.values;
  const inputs = askedIn(command.fields).map((field) => ({ field, input: Object.values(state[field.name] ?? {})[0] }));
  const given = inputs.map(({ field, input }) => [field.name, inputValue(field, input)] as const);
  const files = inputs.flatMap(({ field, input }) => (input?.files ?? []).slice(0, 1).map((file) => ({ field, file })));
  return { command, place: meta.data.place, args: { ...meta.data.known, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) }, files };
}

type Input = z.infer<typeof submitted>['state']['values'][string][string];

function inputValue(field: Field, input: Input | undefined): unknown {
  if (field.type === 'boolean') return (input?.selected_options ?? []).length > 0;
  if (field.type === 'person' && input?.selected_user) return `<@${input.selected_user}>`;
  const several = written((input?.selected_options ?? []).map(({ value }) => value));
  const text = input?.selected_option?.value ?? input?.value ?? several;
  if (text.trim() === '') return undefined;
  return field.type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const refusal = z.object({ error: z.object({ what: z.string(), remedy: z.string(), field: z.string().optional() }) });

/** What was wrong, to stand beside the input at fault; beside the first when none is named. */
export function errorsBeside(command: CommandInfo, data: Json): Record<string, string> {
  const parsed = refusal.safeParse(data);
  const what = parsed.success ? `${parsed.data.error.what} ${parsed.data.error.remedy}` : 'That could not be read.';
  const asked = askedIn(command.fields);
  const at = asked.find(({ name }) => parsed.data?.error.field === name) ?? asked[0];
  return at === undefined ? {} : { [at.name]: what };
}

/** What a form's button carries: which form, and what is filled in already. What does not fit, the longest first, is left to be filled in. */
export const formButtonValue = (form: Form): string => carriedBy(form).value;

/** What was filled in and does not fit into the button: it has to be shown beside it. */
export const leftOut = (form: Form): string[] => carriedBy(form).left;

function carriedBy(form: Form): { readonly value: string; readonly left: string[] } {
  const { command, title } = form;
  const shortestFirst = Object.entries(defaultsOf(form)).sort(([, one], [, other]) => one.length - other.length);
  const left = (kept: number) => shortestFirst.slice(kept).map(([, given]) => given);
  for (let kept = shortestFirst.length; kept >= 0; kept--) {
    const value = JSON.stringify({ command, title, defaults: Object.fromEntries(shortestFirst.slice(0, kept)) });
    if (value.length <= BUTTON_VALUE) return { value, left: left(kept) };
  }
  return { value: JSON.stringify({ command }), left: left(0) };
}

const defaultsOf = ({ fields }: Form): Defaults =>
  Object.fromEntries(fields.flatMap(({ name, default: given }) => (given === undefined ? [] : [[name, given] as const])));

/** The modal to show instead of an answer that is a form and some words: where something is handed on in it, nobody gains by reading the words first. */
export function formInstead({ status, reply: { blocks } }: Outcome, commands: readonly CommandInfo[], from: FormPlace): types.ModalView | undefined {
  const forms = blocks.flatMap((block) => (block.kind === 'form' && block.form.isOffered !== true ? [block.form] : []));
  const words = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const [form] = forms;
  const command = commands.find(({ name }) => name === form?.command);
  if (form === undefined || command === undefined || status !== 'answered' || forms.length + words.length < blocks.length) return undefined;
  if (!command.fields.some(({ hidden }) => hidden)) return undefined;
  return formView(command, from, { title: form.title, defaults: defaultsOf(form), intro: words.length === 0 ? undefined : words.join(' ') });
}

export const formWanted = (value: string): z.infer<typeof wanted> | undefined => wanted.safeParse(parsedJson(value)).data;

/** Whether there is nothing to run it with yet: then a form asks. */
export const isIncomplete = (command: CommandInfo, rest: string): boolean => rest.trim() === '' && command.fields.some(({ required }) => required);
