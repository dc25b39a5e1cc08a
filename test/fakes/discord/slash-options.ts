import type { Obj } from './guilds.ts';
import { type CommandOption, found, type RegisteredCommand } from './world.ts';

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

const SUBCOMMAND = 1;
const GROUP = 2;

/** `cases list` -> the options of its subcommand, as the client would send them. Throws for what the client would not let a person send. */
export function toOptions(command: RegisteredCommand, words: readonly string[], values: OptionValues, focused?: string): Obj[] {
  return build(command.options, words, values, command.name, focused);
}

function build(options: readonly CommandOption[], words: readonly string[], values: OptionValues, name: string, focused: string | undefined): Obj[] {
  const [word, ...rest] = words;
  if (word !== undefined) {
    const below = found(
      options.find((option) => option.name === word && (option.type === SUBCOMMAND || option.type === GROUP)),
      `subcommand "${word}" of /${name}`,
    );
    return [{ name: below.name, type: below.type, options: build(below.options ?? [], rest, values, `${name} ${word}`, focused) }];
  }
  if (options.some((option) => option.type === SUBCOMMAND || option.type === GROUP)) throw new Error(`/${name} can only be sent with one of its subcommands`);
  const missing = focused === undefined ? options.filter((option) => option.required === true && values[option.name] === undefined) : [];
  if (missing.length > 0) throw new Error(`/${name} needs ${missing.map((option) => option.name).join(', ')}: the client would not send it`);
  return Object.entries(values).map(([key, value]) => {
    const option = found(
      options.find((one) => one.name === key),
      `option "${key}" of /${name}`,
    );
    if (key === focused) return { name: key, type: option.type, value: String(value), focused: true };
    checkValue(option, value, name);
    return { name: key, type: option.type, value };
  });
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
const KIND: Readonly<Record<number, string>> = {
  3: 'string',
  4: 'number',
  5: 'boolean',
  6: 'string',
  7: 'string',
  8: 'string',
  9: 'string',
  10: 'number',
  11: 'string',
};

function checkValue(option: CommandOption, value: string | number | boolean, name: string): void {
  const refuse = (why: string) => {
    throw new Error(`/${name} ${option.name}: ${why}; the client would not send it`);
  };
  if (typeof value !== KIND[option.type]) refuse(`wants a ${KIND[option.type]}`);
  if (option.type === 4 && !Number.isInteger(value)) refuse('wants a whole number');
  if (option.choices !== undefined && option.choices.length > 0 && !option.choices.some((choice) => choice.value === value))
    refuse(`"${String(value)}" is not one of its choices`);
  if (typeof value === 'number' && (value < (option.min_value ?? -(2 ** 53)) || value > (option.max_value ?? 2 ** 53))) refuse('is out of its bounds');
  if (typeof value === 'string' && (value.length < (option.min_length ?? 0) || value.length > (option.max_length ?? 6_000)))
    refuse('has not the length it wants');
}

/** The option being typed: it must have been registered with autocomplete. */
export function checkAutocomplete(command: RegisteredCommand, words: readonly string[], focused: string): void {
  let options = command.options;
  for (const word of words) options = options.find((option) => option.name === word)?.options ?? [];
  if (options.find((option) => option.name === focused)?.autocomplete !== true)
    throw new Error(`Option "${focused}" of /${command.name} is not registered with autocomplete`);
}
