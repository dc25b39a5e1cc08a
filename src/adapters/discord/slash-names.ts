import type { CommandInfo } from '../../core/command.ts';
import { grouped, secondWord } from '../../core/groups.ts';
import { COMMAND } from './limits.ts';

/**
 * Commands by what a person types after the slash: `cases`, or `deadline start` for a subcommand.
 * Discord does not let a command be called that has subcommands (https://docs.discord.com/developers/interactions/application-commands#subcommands-and-subcommand-groups),
 * so one of a group's own name becomes a subcommand too: `appraise show` while it only shows what there is, `remind remind` when it must be told something.
 * Aliases are for typed lines: here they would only make the menu longer.
 */
export function slashNames<Info extends CommandInfo>(commands: readonly Info[]): ReadonlyMap<string, Info> {
  const named = [...grouped(commands)].flatMap(([word, group]) => group.map((command) => [nameIn(group, word, command), command] as const));
  return new Map(named);
}

function nameIn(group: readonly CommandInfo[], word: string, command: CommandInfo): string {
  const second = secondWord(command);
  if (second !== '') return `${optionName(word)} ${optionName(second)}`;
  return group.length === 1 ? optionName(word) : `${optionName(word)} ${optionName(ownWord(group, word, command))}`;
}

function ownWord(group: readonly CommandInfo[], word: string, { fields }: CommandInfo): string {
  const isTaken = group.some((other) => secondWord(other) === 'show');
  return isTaken || fields.some(({ required }) => required) ? word : 'show';
}

/** Names on Discord have no capitals: `payBand` is `pay-band`. */
export const optionName = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])([A-Z])/gu, '-$1')
    .toLowerCase()
    .slice(0, COMMAND.name);
