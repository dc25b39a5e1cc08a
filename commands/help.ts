import { z } from 'zod';
import { type Command, type CommandInfo, defineCommand } from '../src/core/command.ts';
import type { Field } from '../src/core/form.ts';
import { firstWord, grouped, secondWord } from '../src/core/groups.ts';
import { type Block, button, buttons, facts, heading, list, privately, text } from '../src/core/reply.ts';
import { anyOfRoles } from '../src/core/role-words.ts';
import { nearestLabels } from '../src/core/spelling.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Services } from './services.ts';

/** What may be meant for a command's name: `help me` and `help with our transfer` ask for all there is. */
const NAME_LIKE = /^\S{3,}(?: [a-z]+)?$/i;

/** Help is made from the declarations of the commands it is given, and of itself. */
export function helpFor(others: readonly Command<Services>[]): Command<Services> {
  const help: Command<Services> = defineCommand({
    name: 'help',
    summary: 'What I can do, or how one command is used',
    input: z.object({ command: z.string().trim().optional().meta({ description: 'Name of a command', rest: true }) }),
    allow: 'anyone',
    examples: ['help', 'help cases'],
    run({ command: name }) {
      const all = [...others, help];
      if (name === undefined || !NAME_LIKE.test(name)) return privately(overview(all), { commands: all.map(usageData) });
      const wanted = name.toLowerCase();
      const group = grouped(all).get(wanted) ?? [];
      const command = all.find((candidate) => candidate.name === wanted || candidate.aliases.includes(wanted));
      if (group.length > 1 || (group.length > 0 && command === undefined)) return privately(groupUsage(wanted, group), { commands: group.map(usageData) });
      if (command) return privately(usage(command), usageData(command));
      if (isNoName(wanted, all)) return privately(overview(all), { commands: all.map(usageData) });
      throw unknownName(name, all);
    },
  });
  return help;
}

/** `help with transfers`: what was said is no name of two words, so it asks for all there is. */
const isNoName = (said: string, all: readonly CommandInfo[]): boolean => /\s/.test(said) && !grouped(all).has(firstWord({ name: said }));

function unknownName(name: string, all: readonly CommandInfo[]): UserError {
  const near = nearestLabels(
    name,
    all.map((candidate) => candidate.name),
  );
  const remedy = near.length > 0 ? `Did you mean ${near.map((one) => `\`${one}\``).join(' or ')}?` : 'Say `help` for all of them.';
  return new UserError(`I have no command called \`${name}\`.`, remedy, {
    field: 'command',
    tryThese: near.length > 0 ? near.map((one) => `help ${one}`) : ['help'],
  });
}

function overview(commands: readonly CommandInfo[]): Block[] {
  return [
    heading('Ask me anything about outsourcing, partnerships and shared services'),
    text('Just type your question. I answer with a passage from the knowledge base and its source, or say that I don’t know.'),
    facts(...[...grouped(commands)].map(([word, group]) => ({ label: word, value: summaryOf(group) }))),
    text('`help` and a command’s name shows how to use it.', 'muted'),
    text(
      'Each source has a grade, which says who speaks, not whether they are right: A official (law, court, government, council), B press, trade press, law firm or think tank, C union, campaign, party, company or blog.',
      'muted',
    ),
    ...buttons(...commands.slice(0, 3).map(({ examples: [example] }) => button(example, example))),
  ];
}

/** A group is said in one line: what its commands of two words are called, after the summary of the first. */
function summaryOf(group: readonly CommandInfo[]): string {
  const seconds = group.map(secondWord).filter((word) => word !== '');
  const [first] = group;
  return `${first?.summary ?? ''}${seconds.length === 0 ? '' : ` (${seconds.join(', ')})`}`;
}

/** One that is called as its group is has its own usage first. */
function groupUsage(word: string, group: readonly CommandInfo[]): Block[] {
  const own = group.filter(({ name, fields }) => name === word && fields.length > 0);
  return [
    ...(own.length === 0 ? [heading(word)] : [...own.flatMap(usage), text(`Besides \`${word}\` there are:`)]),
    facts(...group.map(({ name, summary }) => ({ label: name, value: summary }))),
    ...buttons(
      ...group
        .filter((command) => !own.includes(command))
        .slice(0, 5)
        .map(({ name }) => button(`How to use ${name}`, `help ${name}`)),
    ),
  ];
}

function usage({ name, summary, fields, examples, allow }: CommandInfo): Block[] {
  return [
    heading(name),
    text(`${summary}.`),
    facts(...fields.map((field) => ({ label: field.rest ? 'free words' : `--${field.name}`, value: fieldHelp(field) }))),
    ...(allow === 'anyone' ? [] : [text(`It can be run by ${anyOfRoles(allow)}.`, 'muted')]),
    text('For example:'),
    list(examples.map((example) => `\`${example}\``)),
  ];
}

function fieldHelp(field: Field): string {
  const choices = field.choices.length > 0 ? ` One of: ${field.choices.join(', ')}.` : '';
  return `${field.help}${field.required ? '' : ' (optional)'}.${choices}`;
}

const usageData = ({ name, summary, fields, examples }: CommandInfo) => ({
  name,
  summary,
  examples: [...examples],
  fields: fields.map(({ name: field, help, type, required, choices }) => ({ name: field, help, type, required, choices: [...choices] })),
});
