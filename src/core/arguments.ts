import type { CommandInfo } from './command.ts';
import type { Field } from './form.ts';
import { sentence } from './sentence.ts';
import { nearestLabels } from './spelling.ts';
import { UserError } from './user-error.ts';

/** `--name`, `--name=value`, `name:value`, `name=value` or a word; values may stand in double quotes. */
const TOKEN =
  /--(?<flag>[a-z][\w-]*)(?:=(?:"(?<flagQuoted>[^"]*)"|(?<flagValue>\S+)))?(?=\s|$)|(?<name>[a-z][\w-]*)[:=](?:"(?<nameQuoted>[^"]*)"|(?<nameValue>\S+))|"(?<quoted>[^"]*)"|(?<word>\S+)/giu;

interface Token {
  /** As written, for free words. */
  readonly raw: string;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** A word that is no option and in no quotes. */
  readonly word?: string | undefined;
  readonly isFlag: boolean;
  /** What parts it from the one before: a space or a line break. */
  readonly gap: string;
}

/**
 * Turns the words after a command's name into named arguments.
 * @throws {UserError} for an option the command does not have, or one without its value.
 */
export function parseArguments(command: Parsed, rest: string): Record<string, unknown> {
  const { name, fields } = command;
  const free = fields.find((field) => field.rest);
  const tokens = [...tokenise(rest)];
  const isNamed = free === undefined || (command.namesFields === true && begins(tokens, fields));
  // A command with one free field takes the line as it is: a question may hold quotes, dashes and colons.
  if (fields.length === 1 && free && !isNamed) return rest.trim() === '' ? {} : { [free.name]: rest.trim() };

  const { named, words } = sort(tokens, name, fields, isNamed);
  if (words.length > 0 && free === undefined) throw new UserError(`\`${name}\` takes no free words, and got “${freeText(words)}”.`, takes(fields));
  // `broadcast withdraw k3m9xq --reason "…"`: what the field was given by its name comes after the free words.
  if (words.length > 0 && free !== undefined) named.set(free, [freeText(words), named.get(free) ?? ''].join(' ').trim());
  return Object.fromEntries([...named].map(([field, value]) => [field.name, typed(value, field)]));
}

type Parsed = Pick<CommandInfo, 'name' | 'fields' | 'namesFields'>;

const begins = ([first]: readonly Token[], fields: readonly Field[]): boolean =>
  first !== undefined && (bareName(first, fields) ?? fieldNamed(first.name, fields)) !== undefined;

/**
 * Parts the options from the free words.
 * @param isNamed `staff 1250 rate 42%`: a field's bare name begins its value
 */
function sort(tokens: readonly Token[], command: string, fields: readonly Field[], isNamed: boolean): { named: Map<Field, string>; words: Token[] } {
  const named = new Map<Field, string>();
  const words: Token[] = [];
  const queue = [...tokens];
  for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
    const bare = isNamed ? bareName(token, fields) : undefined;
    const field = bare ?? fieldNamed(token.name, fields);
    if (bare) named.set(bare, valueUpToNext(queue, bare, fields));
    else if (field) named.set(field, token.value ?? valueAfter(queue, field));
    else if (token.isFlag) throw unknownOption(command, token.name ?? '', fields);
    else words.push(token);
  }
  return { named, words };
}

/** One text in quotes is that text; among other words quotes part what is said from what it is about, and stay. */
const freeText = (words: readonly Token[]): string =>
  words.length === 1
    ? words.map(({ name, value, raw }) => (name === undefined ? (value ?? raw) : raw)).join('')
    : words.map(({ raw, gap }, nth) => (nth === 0 ? raw : gap + raw)).join('');

function* tokenise(line: string): Generator<Token> {
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    const gap = line.slice(end, match.index).includes('\n') ? '\n' : ' ';
    end = match.index + match[0].length;
    const groups = match.groups ?? {};
    yield {
      raw: match[0],
      name: groups.flag ?? groups.name,
      value: groups.flagQuoted ?? groups.flagValue ?? groups.nameQuoted ?? groups.nameValue ?? groups.quoted,
      word: groups.word,
      isFlag: groups.flag !== undefined,
      gap,
    };
  }
}

const fieldNamed = (name: string | undefined, fields: readonly Field[]): Field | undefined =>
  fields.find((candidate) => candidate.name.toLowerCase() === name?.toLowerCase());

/** `staff`, `staff:` or `staff=` where a field is called so. */
const bareName = ({ word, name }: Token, fields: readonly Field[]): Field | undefined =>
  name === undefined ? fieldNamed(word?.replace(/[:=]$/, ''), fields) : undefined;

/** A field may be called after a unit: `months 18 months`. */
const UNIT = /^(?:year|month|week|day|hour)s?$/i;

/** All words up to the next field's name, on their lines. */
function valueUpToNext(queue: Token[], field: Field, fields: readonly Field[]): string {
  const words: Token[] = [];
  for (let next = queue[0]; next !== undefined && !next.isFlag; next = queue[0]) {
    const isUnit = UNIT.test(next.word ?? '') && /\d$/.test(words.at(-1)?.raw ?? '') && !/^[£\d]/u.test(queue[1]?.raw ?? '');
    if (!isUnit && (fieldNamed(next.name, fields) ?? bareName(next, fields)) !== undefined) break;
    words.push(next);
    queue.shift();
  }
  if (words.length === 0 && field.type === 'boolean') return 'true';
  if (words.length === 0) throw new UserError(`\`${field.name}\` needs a value after it.`, sentence(`It is: ${field.help}`), { field: field.name });
  return words.map((token, nth) => (nth === 0 ? '' : token.gap) + (token.name === undefined ? (token.word ?? token.value ?? token.raw) : token.raw)).join('');
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
  return new UserError(`\`${command}\` has no option \`--${name}\`.`, `${hint}${takes(fields)}`, { field: name });
}

function takes(fields: readonly Field[]): string {
  const each = fields.map((field) => (field.rest ? `free words (${field.help})` : `\`--${field.name}\``));
  return each.length === 0 ? 'It takes nothing after its name.' : `It takes: ${each.join(', ')}.`;
}
