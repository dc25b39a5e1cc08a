import { askedIn, type Field, type Form } from '../../core/form.ts';
import type { Reply } from '../../core/reply.ts';
import type { Outcome } from '../../core/steward.ts';
import type { CommandLine } from './command-line.ts';
import { completeValue } from './complete.ts';
import { withGivenFiles } from './given-files.ts';
import { COLUMNS } from './limits.ts';
import { wrap } from './render.ts';
import type { Typing } from './typing.ts';

type Values = ReadonlyMap<string, string>;

/**
 * Asks for each field of a form, runs its command, and asks again for the field the command finds fault with.
 * @returns the command's answer; undefined when the person left the form
 */
export async function askForm({ title, command, fields, oneByOne }: Form, line: CommandLine, typing: Typing): Promise<Reply | undefined> {
  line.out(`\n${wrap(title, COLUMNS)}`);
  if (oneByOne !== undefined) line.out(wrap(oneByOne.others, COLUMNS));
  line.out(wrap('Enter alone takes what stands in brackets, or leaves a field empty. Ctrl-C leaves the form.', COLUMNS));
  let asked = askedIn(fields).filter(({ name }) => oneByOne === undefined || oneByOne.fields.includes(name));
  const handedOn = fields.filter((field) => !asked.includes(field));
  let values: Values = new Map(handedOn.flatMap(({ name, default: known }) => (known === undefined ? [] : [[name, known] as const])));
  for (;;) {
    for (const field of asked) {
      const value = await askField(field, values.get(field.name) ?? field.default, line, typing);
      if (value === undefined) return undefined;
      values = new Map([...values, [field.name, value]]);
    }
    const args = await withGivenFiles(fields, argumentsFrom(fields, values));
    const outcome = await line.steward.handle(line.requestFor({ kind: 'command', name: command, args }));
    const fault = faultIn(outcome);
    asked = askedIn(fields).filter(({ name }) => name === fault?.field);
    if (fault === undefined || asked.length === 0) return outcome.reply;
    line.out(`\n${wrap(fault.what, COLUMNS, '! ')}`);
  }
}

/** @returns what was filled in, empty for nothing; undefined when the person left */
async function askField(field: Field, given: string | undefined, line: CommandLine, typing: Typing): Promise<string | undefined> {
  const { name, help, choices, required } = field;
  line.out(`\n${wrap(`${help || name}${required || given !== undefined ? '' : ' (optional)'}`, COLUMNS)}`);
  for (const [nth, choice] of choices.entries()) line.out(wrap(choice, COLUMNS, `  ${nth + 1}. `));
  const brackets = given === undefined || given === '' ? '' : ` [${shownAs(field, given)}]`;
  for (;;) {
    const typed = await typing.read(`${name}${brackets}: `, (part) => completeValue(field, part, line.steward.suggest, false));
    if (typed === undefined) return undefined;
    const value = typed.trim() === '' ? (given ?? '') : meant(field, typed.trim());
    if (value !== '' || !required) return value;
    line.out('This one is needed.');
  }
}

const shownAs = ({ type }: Field, value: string): string => (type === 'boolean' ? (value === 'true' ? 'yes' : 'no') : value);

/** A choice may be given by its number, or with other capitals; a yes or no in several words. The command says what is wrong with the rest. */
function meant({ type, choices }: Field, typed: string): string {
  if (type === 'boolean') return /^(y|yes|true|on)$/i.test(typed) ? 'true' : /^(n|no|false|off)$/i.test(typed) ? 'false' : typed;
  if (choices.length === 0) return typed;
  return choices.find((choice) => choice.toLowerCase() === typed.toLowerCase()) ?? (/^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined) ?? typed;
}

/** What was filled in, as the types the fields have. */
const argumentsFrom = (fields: readonly Field[], values: Values): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = values.get(field.name) ?? '';
      return value === '' ? [] : [[field.name, typedValue(field, value)]];
    }),
  );

function typedValue({ type }: Field, value: string): unknown {
  if (type === 'number' && Number.isFinite(Number(value))) return Number(value);
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

/** The field a refusal names, and what is wrong with it. */
function faultIn({ status, reply: { data } }: Outcome): { readonly field: string; readonly what: string } | undefined {
  if (status !== 'refused' || typeof data !== 'object' || data === null || !('error' in data)) return undefined;
  const { error } = data;
  if (typeof error !== 'object' || error === null || !('field' in error) || !('what' in error)) return undefined;
  return typeof error.field === 'string' && typeof error.what === 'string' ? { field: error.field, what: error.what } : undefined;
}
