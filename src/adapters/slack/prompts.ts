import type { CommandInfo } from '../../core/command.ts';
import { PROMPTS } from './limits.ts';

export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** A question is asked in plain words; any other example is shown as it is typed. */
const ASK = 'ask ';

const promptFor = (example: string): Prompt => {
  const words = example.startsWith(ASK) ? sentenceOf(example.slice(ASK.length)) : example;
  return { title: words, message: words };
};

const sentenceOf = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What the agent pane suggests: the first example of each command, the commands in the order of help. */
export const suggestedPrompts = (commands: readonly CommandInfo[]): Prompt[] => commands.slice(0, PROMPTS).map(({ examples: [example] }) => promptFor(example));

/** A button's label for an example. */
export const exampleLabel = (example: string): string => promptFor(example).title;
