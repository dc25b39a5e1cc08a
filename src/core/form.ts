/** A form is made from a command's input schema: a modal on Slack and Discord, prompts in a terminal, a form on a page. */
export interface Form {
  readonly title: string;
  /** The command that the filled-in form runs. */
  readonly command: string;
  readonly fields: readonly Field[];
  /** The reply answers without it: a terminal does not ask it of its own accord. */
  readonly isOffered?: boolean | undefined;
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

/** The fields with what is known already. */
export const filledIn = (fields: readonly Field[], known: Readonly<Record<string, unknown>>): Field[] =>
  fields.map((field) => ({ ...field, default: known[field.name] === undefined ? field.default : String(known[field.name]) }));

export type Suggestion = 'entry' | 'authority' | 'contractor' | 'date' | 'deadline-rule';
