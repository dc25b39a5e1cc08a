/** A form is made from a command's input schema: a modal on Slack and Discord, prompts in a terminal, a form on a page. */
export interface Form {
  readonly title: string;
  /** The command that the filled-in form runs. */
  readonly command: string;
  readonly fields: readonly Field[];
}

/** One input of a command, in words and types that every platform can draw. */
export interface Field {
  readonly name: string;
  readonly help: string;
  readonly type: 'text' | 'number' | 'boolean' | 'choice';
  readonly required: boolean;
  /** Takes the free words of a command line. */
  readonly rest: boolean;
  readonly choices: readonly string[];
  /** Where type-ahead finds values; absent when there is nothing to suggest. */
  readonly suggest?: Suggestion | undefined;
  readonly default?: string | undefined;
}

export type Suggestion = 'entry' | 'authority' | 'contractor' | 'date' | 'deadline-rule';
