import type { Json } from '../../core/json.ts';
import type { Request, Said } from '../../core/request.ts';
import type { Steward } from '../../core/steward.ts';
import { saidIn } from './given-files.ts';
import { type Look, render } from './render.ts';
import type { Save } from './save.ts';
import { withFilesSaved } from './saved-files.ts';

export interface CommandLine {
  readonly steward: Steward;
  readonly requestFor: (said: Said) => Request;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly look: Look;
  readonly save: Save;
  /** Added to `help` in a shell: what can be said only there. */
  readonly moreHelp?: string;
}

/** Exit status of a process: 0 done, 1 our fault, 2 bad usage. */
export type ExitStatus = 0 | 1 | 2;

/** Whether the words are `ask --batch`, with `--json` or without, in whatever order. */
export const isBatchLine = (words: readonly string[]): boolean =>
  words.includes('--batch') && words.filter((word) => word !== '--batch' && word !== '--json').join(' ') === 'ask';

/** The line that the shell has parted into words: nothing, or `--help` where a shell's user looks for it, is `help`. */
function lineOf(words: readonly string[], { commands }: Pick<Steward, 'commands'>): string {
  const [first = '--help'] = words;
  if (HELP_FLAG.test(first)) return 'help';
  const before = words.slice(0, -1);
  const isName = before.length === 1 || commands.some(({ name }) => name === before.join(' ').toLowerCase());
  if (isName && HELP_FLAG.test(words.at(-1) ?? '')) return `help ${before.join(' ')}`;
  return words.map((word, nth) => quoted(word, words[nth - 1] ?? '')).join(' ');
}

const HELP_FLAG = /^(--help|-h)$/;

/** An option's value of several words gets back the quotes that the shell took off. */
function quoted(word: string, before: string): string {
  const [, option = '', value = word] = /^(--[a-z][\w-]*=)(.*)$/is.exec(word) ?? [];
  const isValue = option !== '' || /^--[a-z][\w-]*$/i.test(before);
  return isValue && /\s/.test(value) ? `${option}"${value.replaceAll('"', '')}"` : word;
}

/**
 * Answers one command line, drawn or, with `--json`, as one JSON object. Files are saved; with `--json` only if `--save` stands beside it, and then
 * where they are is said on standard error.
 */
export async function runOnce(words: readonly string[], { steward, requestFor, out, err, look, save, moreHelp }: CommandLine): Promise<ExitStatus> {
  const asJson = words.includes('--json');
  const text = lineOf(
    words.filter((word) => !asJson || (word !== '--json' && word !== '--save')),
    steward,
  );
  const { status, reply } = await steward.handle(requestFor(await saidIn(text, steward)));
  if (asJson) out(JSON.stringify(reply.data));
  if (status !== 'answered') {
    err(render({ ...reply, blocks: reply.blocks.filter((block) => block.kind !== 'buttons') }, { ...look, colour: false }));
    return status === 'refused' ? 2 : 1;
  }
  const files = asJson ? { ...reply, blocks: words.includes('--save') ? reply.blocks.filter(({ kind }) => kind === 'file') : [] } : reply;
  const saved = await withFilesSaved(files, save);
  const drawn = render(saved.reply, look);
  if (drawn !== '') (asJson ? err : out)(drawn);
  if (text === 'help' && !asJson && moreHelp !== undefined) out(`\n${moreHelp}`);
  return saved.isComplete ? 0 : 2;
}

/** Answers one question a line with one JSON object a line, in order. A line that cannot be asked is an object with `answered: false` and why. */
export async function runBatch(lines: AsyncIterable<string>, { steward, requestFor, out }: CommandLine): Promise<ExitStatus> {
  for await (const question of lines) {
    const { status, reply } = await steward.handle(requestFor({ kind: 'command', name: 'ask', args: { question } }));
    out(JSON.stringify(status === 'answered' ? reply.data : refusedQuestion(question, reply.data)));
  }
  return 0;
}

function refusedQuestion(question: string, data: Json): Json {
  return { question, answered: false, confidence: 0, passages: [], ...(typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}) };
}
