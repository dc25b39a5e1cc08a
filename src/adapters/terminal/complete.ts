import type { CommandInfo } from '../../core/command.ts';
import type { Field } from '../../core/form.ts';
import { commandAtStart, firstWord, secondWord } from '../../core/groups.ts';
import { nearestLabels } from '../../core/spelling.ts';
import type { Steward } from '../../core/steward.ts';
import { suggestFor } from '../../core/suggest-for.ts';
import { completePath } from './complete-path.ts';

/** As readline wants it: the candidates, and the part of what is typed that they replace. */
export type Completion = [string[], string];

const COMPLETIONS = 12;

type Source = Pick<Steward, 'commands' | 'suggest'>;

/** A command's name of one word or two, then the values of its fields. */
export async function complete(typed: string, steward: Source): Promise<Completion> {
  const { commands } = steward;
  const names = commands.map(({ name }) => name).filter((name) => name.startsWith(typed.toLowerCase()));
  if (names.length > 0) return [names.map((name) => `${name} `), typed];
  const begun = commandAtStart(typed, commands);
  if (begun !== undefined && /\s/.test(typed)) return completeFields(begun.command, begun.rest, steward);
  return completeMisspelt(typed, commands);
}

/** `csaes` or `deadline strat`. */
function completeMisspelt(typed: string, commands: readonly CommandInfo[]): Completion {
  const [first = '', second] = typed.split(/\s+/u);
  if (second === undefined) return [near(typed, commands.map(firstWord)), typed];
  return [near(second, commands.filter((command) => firstWord(command) === first.toLowerCase()).map(secondWord)), second];
}

const near = (word: string, names: readonly string[]): string[] => nearestLabels(word, [...new Set(names)]).map((name) => `${name} `);

/** `--status hist`, `status hist` where there are no free words, or the free words themselves. */
function completeFields({ fields }: CommandInfo, rest: string, { suggest }: Source): Completion | Promise<Completion> {
  const free = fields.find((field) => field.rest);
  const [, option, value = ''] = /--([a-z][\w-]*)[ =]"?([^"]*)$/iu.exec(rest) ?? (free === undefined ? bareOption(rest, fields) : []);
  const field = option === undefined ? free : fields.find(({ name }) => name === option);
  if (field !== undefined) return completeValue(field, option === undefined ? rest : value, suggest, option !== undefined);
  const word = /\S*$/u.exec(rest)?.[0] ?? '';
  return free === undefined ? [fields.map(({ name }) => `${name} `).filter((name) => name.startsWith(word)), word] : [[], rest];
}

/** The last field that is named without dashes, with what stands after it. */
function bareOption(rest: string, fields: readonly Field[]): readonly (string | undefined)[] {
  const names = fields.map(({ name }) => name).join('|');
  return new RegExp(`.*(?:^|\\s)(${names})\\s+(.*)$`, 'u').exec(rest) ?? [];
}

/** What may stand in a field. `inLine`: among other words, so that several words need quotes. */
export async function completeValue(field: Field, typed: string, suggest: Steward['suggest'], inLine: boolean): Promise<Completion> {
  const { suggest: what, choices, type } = field;
  const fixed = type === 'boolean' ? ['yes', 'no'] : type === 'file' ? completePath(typed) : choices;
  const found =
    what === undefined
      ? fixed.filter((choice) => choice.toLowerCase().startsWith(typed.toLowerCase()))
      : (await suggestFor(field, typed, suggest, COMPLETIONS)).map(({ value }) => value);
  return [found.map((one) => (inLine && one.includes(' ') ? `"${one}"` : one)), typed];
}
