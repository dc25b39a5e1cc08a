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
interface Beginning<Info> {
  readonly command: Info;
  readonly rest: string;
}

/**
 * The command that a typed line begins with: by its whole name, or by an alias that one of its fields follows, for an alias
 * may begin a question too (`jobs staff 1250` and `jobs lost in Middlesbrough`). Capitals do not matter.
 */
export function commandAtStart<Info extends CommandInfo>(line: string, commands: readonly Info[]): Beginning<Info> | undefined {
  const [, first = '', afterFirst = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(line.trim()) ?? [];
  const [, second = '', afterSecond = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(afterFirst) ?? [];
  const word = first.toLowerCase();
  const next = second.toLowerCase();
  const pair = commands.find(({ name }) => name === `${word} ${next}`);
  if (pair) return { command: pair, rest: afterSecond };
  const single = commands.find(({ name, aliases, fields }) => name === word || (aliases.includes(word) && isField(next, fields)));
  return single && { command: single, rest: afterFirst };
}

const isField = (word: string, fields: CommandInfo['fields']): boolean => fields.some(({ name }) => name === word || word === `--${name}`);
