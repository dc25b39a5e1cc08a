import type { CommandInfo } from './command.ts';

type Named = Pick<CommandInfo, 'name'>;

/** The first word of a command's name, which it may share with others. */
export const firstWord = ({ name }: Named): string => name.split(' ')[0] ?? name;

/** `start` of `deadline start`; empty for a command of one word. */
export const secondWord = ({ name }: Named): string => name.split(' ')[1] ?? '';

/** Commands by the first word of their names, in the order they are declared. */
export function grouped<Info extends Named>(commands: readonly Info[]): ReadonlyMap<string, readonly Info[]> {
  const groups = new Map<string, Info[]>();
  for (const command of commands) {
    const word = firstWord(command);
    groups.set(word, [...(groups.get(word) ?? []), command]);
  }
  return groups;
}

/** A command, and what a line says after its name. */
export interface Beginning<Info> {
  readonly command: Info;
  readonly rest: string;
}

/**
 * The command that a typed line begins with: by its whole name, or by an alias and what must follow it,
 * for an alias may begin a question too (`jobs staff 1250` and `jobs lost in Middlesbrough`). Capitals do not matter.
 */
export function commandAtStart<Info extends CommandInfo>(line: string, commands: readonly Info[]): Beginning<Info> | undefined {
  return startOf(withoutCourtesy(line), commands);
}

/** `please show …` asks for what `show …` does. */
export const withoutCourtesy = (line: string): string => line.trim().replace(POLITE, '');

const POLITE = /^(?:please|pls)\b,?\s+/iu;

function startOf<Info extends CommandInfo>(line: string, commands: readonly Info[]): Beginning<Info> | undefined {
  const [, first = '', afterFirst = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(line.trim()) ?? [];
  const [, second = '', afterSecond = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(afterFirst) ?? [];
  const word = first.toLowerCase();
  const next = second.toLowerCase();
  const pair = commands.find(({ name }) => name === `${word} ${next}`);
  if (pair) return { command: pair, rest: afterSecond };
  // `show reminders` is of several words, and surer than `show` and what follows it.
  const phrase = aliasAtStart(line.trim(), commands, (alias) => alias.includes(' '));
  if (phrase) return phrase;
  const single = commands.find(({ name }) => name === word);
  return single ? { command: single, rest: afterFirst } : aliasAtStart(line.trim(), commands, () => true);
}

/** An alias may be several words: `what if`. */
function aliasAtStart<Info extends CommandInfo>(line: string, commands: readonly Info[], isWanted: (alias: string) => boolean): Beginning<Info> | undefined {
  for (const command of commands)
    for (const alias of command.aliases.filter(isWanted)) {
      const rest = line.slice(alias.length);
      const isAlias = line.slice(0, alias.length).toLowerCase() === alias && /^(?:\s|[?.!]*$)/u.test(rest);
      const after = rest.trim().replace(/^[?.!]+$/u, '');
      if (isAlias && follows(command, after)) return { command, rest: after };
    }
  return undefined;
}

const follows = ({ afterAlias, fields }: CommandInfo, rest: string): boolean =>
  afterAlias?.test(rest) ?? fields.some(({ name }) => new RegExp(`^(?:--)?${name}(?:[\\s:=]|$)`, 'iu').test(rest));
