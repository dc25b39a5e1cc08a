import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { CommandInfo } from '../../core/command.ts';
import type { Field, Form } from '../../core/form.ts';
import type { Json } from '../../core/json.ts';
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

const metadata = z.object({ command: z.string(), place });
const wanted = z.object({ command: z.string(), title: z.string().optional(), defaults: z.record(z.string(), z.string()).default({}) });

/** A modal with one input for each field of the command. */
export function formView(
  command: CommandInfo,
  from: FormPlace,
  { title, defaults = {} }: { title?: string | undefined; defaults?: Defaults } = {},
): types.ModalView {
  const inputs = command.fields.slice(0, BLOCKS_PER_VIEW - 2).map((field) => inputOf(field, defaults[field.name] ?? field.default));
  const name = title ?? sentence(command.name);
  const intro = title === undefined || title.length <= MODAL_TITLE ? command.summary : title;
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(shortened(name, MODAL_TITLE)),
    submit: plain('Go'),
    close: plain('Cancel'),
    private_metadata: metadataFor(command.name, from),
    blocks: [...drawText(intro, 'muted').slice(0, 1), ...inputs],
  };
}

/** Without the response address when it is too long to keep: the answer then goes the other way to the same place. */
function metadataFor(command: string, from: FormPlace): string {
  const whole = JSON.stringify({ command, place: from });
  return whole.length <= MODAL_METADATA ? whole : JSON.stringify({ command, place: { channel: from.channel, thread: from.thread } });
}

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
  const { values } = parsed.data.state;
  const inputs = command.fields.map((field) => ({ field, input: Object.values(values[field.name] ?? {})[0] }));
  const given = inputs.map(({ field, input }) => [field.name, inputValue(field, input)] as const);
  const files = inputs.flatMap(({ field, input }) => (input?.files ?? []).slice(0, 1).map((file) => ({ field, file })));
  return { command, place: meta.data.place, args: Object.fromEntries(given.filter(([, value]) => value !== undefined)), files };
}

type Input = z.infer<typeof submitted>['state']['values'][string][string];

function inputValue(field: Field, input: Input | undefined): unknown {
  if (field.type === 'boolean') return (input?.selected_options ?? []).length > 0;
  const text = input?.selected_option?.value ?? input?.value ?? '';
  if (text.trim() === '') return undefined;
  return field.type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const refusal = z.object({ error: z.object({ what: z.string(), remedy: z.string(), field: z.string().optional() }) });

/** What was wrong, to stand beside the input at fault; beside the first when none is named. */
export function errorsBeside(command: CommandInfo, data: Json): Record<string, string> {
  const parsed = refusal.safeParse(data);
  const what = parsed.success ? `${parsed.data.error.what} ${parsed.data.error.remedy}` : 'That could not be read.';
  const at = command.fields.find(({ name }) => parsed.data?.error.field === name) ?? command.fields[0];
  return at === undefined ? {} : { [at.name]: what };
}

/** What a form's button carries: which form, and what is filled in already. What does not fit, the longest first, is left to be filled in. */
export function formButtonValue({ command, title, fields }: Form): string {
  const defaults = fields.flatMap(({ name, default: given }) => (given === undefined ? [] : [[name, given] as const]));
  const shortestFirst = defaults.sort(([, one], [, other]) => one.length - other.length);
  for (let kept = shortestFirst.length; kept >= 0; kept--) {
    const value = JSON.stringify({ command, title, defaults: Object.fromEntries(shortestFirst.slice(0, kept)) });
    if (value.length <= BUTTON_VALUE) return value;
  }
  return JSON.stringify({ command });
}

export const formWanted = (value: string): z.infer<typeof wanted> | undefined => wanted.safeParse(parsedJson(value)).data;

/** Whether there is nothing to run it with yet: then a form asks. */
export const isIncomplete = (command: CommandInfo, rest: string): boolean => rest.trim() === '' && command.fields.some(({ required }) => required);
