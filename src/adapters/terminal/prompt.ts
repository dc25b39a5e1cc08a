import { createInterface } from 'node:readline/promises';
import { nearestLabels } from '../../core/spelling.ts';
import type { Steward } from '../../core/steward.ts';
import type { CommandLine } from './command-line.ts';
import { render } from './render.ts';

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const COMPLETIONS = 12;

const WELCOME = `Steward answers questions about outsourcing, partnerships and shared services,
from a curated knowledge base, with the source.
Ask in your own words. \`help\` shows the commands; Ctrl-C leaves.`;

/** A prompt with history and tab completion; resolves when the person leaves. */
export async function runPrompt(line: CommandLine, { input, output }: Streams): Promise<void> {
  const completer = (typed: string): [string[], string] => complete(typed, line.steward);
  const prompt = createInterface({ input, output, terminal: true, historySize: 200, removeHistoryDuplicates: true, completer, prompt: '› ' });
  line.out(`${WELCOME}\n`);
  prompt.on('SIGINT', () => prompt.close());
  prompt.prompt();
  for await (const typed of prompt) {
    if (/^\s*(exit|quit|bye)\s*$/i.test(typed)) break;
    if (typed.trim() !== '') line.out(`\n${await answer(typed, line)}\n`);
    prompt.prompt();
  }
  prompt.close();
  line.out('');
}

/** Answers each line of input that is not a terminal, and ends with it. */
export async function runLines(line: CommandLine, lines: AsyncIterable<string>): Promise<void> {
  let first = true;
  for await (const typed of lines) {
    if (typed.trim() === '') continue;
    line.out(first ? await answer(typed, line) : `\n${'─'.repeat(20)}\n\n${await answer(typed, line)}`);
    first = false;
  }
}

async function answer(typed: string, { steward, requestFor, look }: CommandLine): Promise<string> {
  const { reply } = await steward.handle(requestFor({ kind: 'line', text: typed }));
  return render(reply, look);
}

/** The candidates for what is typed, and the part of the line that they replace. */
function complete(typed: string, { commands, suggest }: Steward): [string[], string] {
  const [, name, rest = ''] = /^(\S+)\s+(.*)$/u.exec(typed) ?? [];
  if (name === undefined) {
    const names = commands.map((command) => command.name);
    const starting = names.filter((candidate) => candidate.startsWith(typed.toLowerCase()));
    return [(starting.length > 0 ? starting : nearestLabels(typed, names)).map((candidate) => `${candidate} `), typed];
  }
  const { fields } = commands.find((command) => command.name === name) ?? { fields: [] };
  const [, option, value] = /--([a-z]+)[ =]"?([^"]*)$/.exec(rest) ?? [];
  const field = fields.find((candidate) => (option === undefined ? candidate.rest : candidate.name === option));
  if (field === undefined) return [[], rest];
  const part = value ?? rest;
  const found =
    field.suggest === undefined ? field.choices.filter((choice) => choice.startsWith(part)) : suggest(field.suggest, part, COMPLETIONS).map((one) => one.value);
  return [found.map((one) => (option !== undefined && one.includes(' ') ? `"${one}"` : one)), part];
}
