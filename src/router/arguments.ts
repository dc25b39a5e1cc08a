import type { Field } from '../core/form.ts';
import { nearestLabels } from '../core/spelling.ts';
import { UserError } from '../core/user-error.ts';
import { sentence } from './sentence.ts';

/** `--name`, `--name=value`, `name:value` or a word; values may stand in double quotes. */
const TOKEN =
  /--(?<flag>[a-z][\w-]*)(?:=(?:"(?<flagQuoted>[^"]*)"|(?<flagValue>\S+)))?(?=\s|$)|(?<name>[a-z][\w-]*):(?:"(?<nameQuoted>[^"]*)"|(?<nameValue>\S+))|"(?<quoted>[^"]*)"|(?<word>\S+)/giu;

interface Token {
  /** As written, for free words. */
  readonly raw: string;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly isFlag: boolean;
}

/**
 * Turns the words after a command's name into named arguments.
 * @throws {UserError} for an option the command does not have, or one without its value.
 */
export function parseArguments(command: string, rest: string, fields: readonly Field[]): Record<string, unknown> {
  const free = fields.find((field) => field.rest);
  // A command with one free field takes the line as it is: a question may hold quotes, dashes and colons.
  if (fields.length === 1 && free) return rest.trim() === '' ? {} : { [free.name]: rest.trim() };

  const { named, words } = sort([...tokenise(rest)], command, fields);
  if (words.length > 0 && free === undefined)
    throw new UserError(`\`${command}\` takes no free words, and got “${words.join(' ')}”.`, `It takes: ${optionList(fields)}.`);
  if (words.length > 0 && free !== undefined) named.set(free, words.join(' '));
  return Object.fromEntries([...named].map(([field, value]) => [field.name, typed(value, field)]));
}

/** Parts the options from the free words. */
function sort(tokens: readonly Token[], command: string, fields: readonly Field[]): { named: Map<Field, string>; words: string[] } {
  const named = new Map<Field, string>();
  const words: string[] = [];
  const queue = [...tokens];
  for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
    const name = token.name?.toLowerCase();
    const field = fields.find((candidate) => candidate.name === name);
    if (field) named.set(field, token.value ?? valueAfter(queue, field));
    else words.push(freeWord(token, command, fields));
  }
  return { named, words };
}

function freeWord({ name, value, raw, isFlag }: Token, command: string, fields: readonly Field[]): string {
  if (isFlag) throw unknownOption(command, name ?? '', fields);
  return name === undefined ? (value ?? raw) : raw;
}

function* tokenise(line: string): Generator<Token> {
  for (const match of line.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    yield {
      raw: match[0],
      name: groups.flag ?? groups.name,
      value: groups.flagQuoted ?? groups.flagValue ?? groups.nameQuoted ?? groups.nameValue ?? groups.quoted,
      isFlag: groups.flag !== undefined,
    };
  }
}

function valueAfter(queue: Token[], field: Field): string {
  if (field.type === 'boolean') return 'true';
  const next = queue.shift();
  if (next === undefined || next.isFlag)
    throw new UserError(`\`--${field.name}\` needs a value after it.`, sentence(`It is: ${field.help}`), { field: field.name });
  return next.name === undefined ? (next.value ?? next.raw) : next.raw;
}

/** Text becomes a number or a yes/no where the field is one; the schema says what is wrong with what is left. */
function typed(value: string, field: Field): unknown {
  if (field.type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (field.type === 'boolean') return /^(true|yes|y|1|on)$/i.test(value) ? true : /^(false|no|n|0|off)$/i.test(value) ? false : value;
  return value;
}

function unknownOption(command: string, name: string, fields: readonly Field[]): UserError {
  const [nearest] = nearestLabels(
    name,
    fields.map((field) => field.name),
    1,
  );
  const hint = nearest === undefined ? '' : `Did you mean \`--${nearest}\`? `;
  return new UserError(`\`${command}\` has no option \`--${name}\`.`, `${hint}It takes: ${optionList(fields)}.`, { field: name });
}

function optionList(fields: readonly Field[]): string {
  return fields.map((field) => (field.rest ? `free words (${field.help})` : `\`--${field.name}\``)).join(', ');
}
