import { parseArgs } from 'node:util';
import { UserError } from '../core/user-error.ts';
import { UPKEEP, type UpkeepWord } from './words.ts';

/** The words on the command line do not make sense: exit status 2. */
export class UsageError extends UserError {}

export interface FileArguments {
  readonly file: string;
  /** Do it although something is in the way. */
  readonly isForced: boolean;
}

/** @throws {UsageError} */
export function fileArguments(word: UpkeepWord, words: readonly string[]): FileArguments {
  const { values, positionals } = parsed(word, words, { force: { type: 'boolean', default: false } });
  const [file, ...others] = positionals;
  if (file === undefined || file === '') throw misuse(word, `\`${word}\` needs the name of a file.`);
  if (others.length > 0) throw misuse(word, `\`${word}\` takes one file, and there are ${positionals.length}. Put a name with spaces in quotes.`);
  return { file, isForced: values.force === true };
}

/** @throws {UsageError} */
export function doctorArguments(words: readonly string[]): { readonly asJson: boolean } {
  const { values, positionals } = parsed('doctor', words, { json: { type: 'boolean', default: false } });
  if (positionals.length > 0) throw misuse('doctor', '`doctor` takes no words.');
  return { asJson: values.json === true };
}

function parsed(word: UpkeepWord, words: readonly string[], options: Record<string, { type: 'boolean'; default: boolean }>) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    throw misuse(word, `\`${word}\` was given an option that it does not know.`);
  }
}

const misuse = (word: UpkeepWord, what: string): UsageError =>
  new UsageError(what, `It is used so: ${UPKEEP[word].usage}. To ask a question that begins so: steward ask "${word} …".`);
