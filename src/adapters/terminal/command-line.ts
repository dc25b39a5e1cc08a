import type { Json } from '../../core/json.ts';
import type { Request, Said } from '../../core/request.ts';
import type { Steward } from '../../core/steward.ts';
import { type Look, render } from './render.ts';

export interface CommandLine {
  readonly steward: Steward;
  readonly requestFor: (said: Said) => Request;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly look: Look;
}

/** Exit status of a process: 0 done, 1 our fault, 2 bad usage. */
export type ExitStatus = 0 | 1 | 2;

/** Answers one command line, drawn or, with `--json`, as one JSON object. */
export async function runOnce(words: readonly string[], { steward, requestFor, out, err, look }: CommandLine): Promise<ExitStatus> {
  const asJson = words.includes('--json');
  const line = words.filter((word) => word !== '--json').join(' ');
  const { status, reply } = await steward.handle(requestFor({ kind: 'line', text: line === '' ? 'help' : line }));
  if (asJson) out(JSON.stringify(reply.data));
  else if (status === 'answered') out(render(reply, look));
  if (status === 'answered') return 0;
  err(render({ ...reply, blocks: reply.blocks.filter((block) => block.kind !== 'buttons') }, { ...look, colour: false }));
  return status === 'refused' ? 2 : 1;
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
