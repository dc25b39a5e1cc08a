import type { WantedFile } from './given-file.ts';

/** A form is made from a command's input schema: a modal on Slack and Discord, prompts in a terminal, a form on a page. */
export interface Form {
  readonly title: string;
  /** The command that the filled-in form runs. */
  readonly command: string;
  readonly fields: readonly Field[];
  /** The reply answers without it: a terminal does not ask it of its own accord. */
  readonly isOffered?: boolean | undefined;
  readonly oneByOne?: OneByOne | undefined;
}

/** What is asked where fields come one after the other, as at a prompt: only what has no usual value. */
export interface OneByOne {
  /** Names of fields; the others keep what is known of them. */
  readonly fields: readonly string[];
  /** A sentence on the others: how they are changed afterwards. */
  readonly others: string;
}

/** One input of a command, in words and types that every platform can draw. */
export interface Field {
  readonly name: string;
  readonly help: string;
  /** A `person` is text that names somebody or a group as the platform writes it: `<@U0123>`. */
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'file' | 'person';
  readonly required: boolean;
  /** Takes the free words of a command line. */
  readonly rest: boolean;
  readonly choices: readonly string[];
  /** Where type-ahead finds values; absent when there is nothing to suggest. */
  readonly suggest?: Suggestion | undefined;
  /** Takes several, parted by semicolons: a form lets several be picked. */
  readonly many?: boolean | undefined;
  readonly default?: string | undefined;
  /** A form does not ask for it, and hands on what it knows of it: a short name, or a whole line in words. */
  readonly hidden?: boolean | undefined;
  /** Set when it takes a file: arguments then hold a GivenFile, or an UnreadFile that says what was wrong with it. */
  readonly file?: WantedFile | undefined;
}

/** What was picked of several, as a person writes it, and back. */
export const written = (picked: readonly string[]): string => picked.join('; ');
export const partsIn = (words: string): string[] =>
  words
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What a form asks for. */
export const askedIn = (fields: readonly Field[]): Field[] => fields.filter(({ hidden }) => hidden !== true);

/** The fields with what is known already. A file cannot be filled in: it is asked for again. */
export const filledIn = (fields: readonly Field[], known: Readonly<Record<string, unknown>>): Field[] =>
  fields.map((field) => ({ ...field, default: known[field.name] === undefined || field.type === 'file' ? field.default : String(known[field.name]) }));

export type Suggestion =
  | 'entry'
  | 'authority'
  | 'contractor'
  | 'date'
  | 'deadline-rule'
  | 'branch'
  | 'region'
  | 'region-or-branch'
  | 'regions'
  | 'service-group'
  | 'topic';
