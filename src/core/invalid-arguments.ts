import type { z } from 'zod';
import type { CommandInfo } from './command.ts';
import { type Field, type Form, filledIn } from './form.ts';
import { forExample, sentence } from './sentence.ts';
import { nearestLabels } from './spelling.ts';
import { UserError } from './user-error.ts';

/** Says which argument was wrong, why, and shows an example that works. One that is missing is asked for with a form that holds the others. */
export function invalidArguments(command: CommandInfo, error: z.ZodError, args: Readonly<Record<string, unknown>>): UserError {
  const [issue] = error.issues;
  const field = command.fields.find((candidate) => candidate.name === issue?.path[0]);
  const shown = exampleFor(command, field);
  const example = forExample(shown);
  const more = { tryThese: [shown] };
  if (field === undefined || issue === undefined) {
    return new UserError(
      `I could not read what you gave \`${command.name}\`.`,
      `It takes: ${command.fields.map(({ name }) => name).join(', ')}. ${example}`,
      more,
    );
  }
  if (args[field.name] === undefined) {
    return new UserError(sentence(`\`${command.name}\` needs ${missing(field)}`), example, { ...more, field: field.name, form: formWith(command, args) });
  }
  // Where fields are usually named, what is wrong with one is said of its name.
  const what = field.rest && command.namesFields !== true ? 'What you wrote' : `\`${field.name}\``;
  if (field.type === 'file') return wrongFile(sentence(`${what} ${problem(issue, field, args[field.name])}`), command, field, args);
  return new UserError(sentence(`${what} ${problem(issue, field, args[field.name])}`), example, { ...more, field: field.name });
}

/** A file is given in a form, whatever line is typed. */
const wrongFile = (what: string, command: CommandInfo, field: Field, args: Readonly<Record<string, unknown>>): UserError =>
  new UserError(what, sentence(`It is: ${lowerFirst(field.help)}`), { field: field.name, form: formWith(command, args) });

const formWith = (command: CommandInfo, args: Readonly<Record<string, unknown>>): Form => ({
  title: `Fill in ${command.name}`,
  command: command.name,
  fields: filledIn(command.fields, args),
  oneByOne: command.oneByOne,
});

/** The example that shows the field at fault, where there is one. */
function exampleFor({ examples }: CommandInfo, field: Field | undefined): string {
  const option = `--${field?.name}`;
  return examples.find((example) => example.split(/[\s=]/).includes(option)) ?? examples[0];
}

const missing = (field: Field): string => `${field.rest ? 'words after it' : `\`--${field.name}\``}: ${lowerFirst(field.help)}`;

function problem(issue: z.core.$ZodIssue, field: Field, value: unknown): string {
  if (field.choices.length > 0) {
    const [near] = nearestLabels(String(value), field.choices, 1);
    return `cannot be “${String(value)}”${near === undefined ? '' : ` (did you mean \`${near}\`?)`}: it is one of ${field.choices.join(', ')}`;
  }
  if (field.type === 'number' && typeof value !== 'number') return `must be a number, and “${String(value)}” is not`;
  return lowerFirst(issue.message);
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
