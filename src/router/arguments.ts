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
  /** A word that is no option and in no quotes. */
  readonly word?: string | undefined;
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
    throw new UserError(`\`${command}\` takes no free words, and got “${freeText(words)}”.`, `It takes: ${optionList(fields)}.`);
  if (words.length > 0 && free !== undefined) named.set(free, freeText(words));
  return Object.fromEntries([...named].map(([field, value]) => [field.name, typed(value, field)]));
}

/** Parts the options from the free words. */
function sort(tokens: readonly Token[], command: string, fields: readonly Field[]): { named: Map<Field, string>; words: Token[] } {
  const named = new Map<Field, string>();
  const words: Token[] = [];
  // `staff 1250 rate 42%`: where there are no free words, a field's bare name begins its value.
  const takesFreeWords = fields.some(({ rest }) => rest);
  const queue = [...tokens];
  for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
    const field = fieldNamed(token.name, fields) ?? (takesFreeWords ? undefined : fieldNamed(token.word, fields));
    if (field && token.name === undefined) named.set(field, valueUpToNext(queue, field, fields));
    else if (field) named.set(field, token.value ?? valueAfter(queue, field));
    else if (token.isFlag) throw unknownOption(command, token.name ?? '', fields);
    else words.push(token);
  }
  return { named, words };
}

/** One text in quotes is that text; among other words quotes part what is said from what it is about, and stay. */
const freeText = (words: readonly Token[]): string =>
  words.length === 1 ? words.map(({ name, value, raw }) => (name === undefined ? (value ?? raw) : raw)).join('') : words.map(({ raw }) => raw).join(' ');

function* tokenise(line: string): Generator<Token> {
  for (const match of line.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    yield {
      raw: match[0],
      name: groups.flag ?? groups.name,
      value: groups.flagQuoted ?? groups.flagValue ?? groups.nameQuoted ?? groups.nameValue ?? groups.quoted,
      word: groups.word,
      isFlag: groups.flag !== undefined,
    };
  }
}

const fieldNamed = (name: string | undefined, fields: readonly Field[]): Field | undefined =>
  fields.find((candidate) => candidate.name.toLowerCase() === name?.toLowerCase());

/** All words up to the next field's name. */
function valueUpToNext(queue: Token[], field: Field, fields: readonly Field[]): string {
  const words: string[] = [];
  for (let next = queue[0]; next !== undefined && fieldNamed(next.name ?? next.word, fields) === undefined && !next.isFlag; next = queue[0]) {
    words.push(next.word ?? next.value ?? next.raw);
    queue.shift();
  }
  if (words.length === 0 && field.type === 'boolean') return 'true';
  if (words.length === 0) throw new UserError(`\`${field.name}\` needs a value after it.`, sentence(`It is: ${field.help}`), { field: field.name });
  return words.join(' ');
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
