import type { Form } from '../../core/form.ts';
import type { Reply } from '../../core/reply.ts';
import { askForm } from './ask-form.ts';
import type { CommandLine } from './command-line.ts';
import { complete } from './complete.ts';
import type { TerminalCourier } from './courier.ts';
import { saidIn } from './given-files.ts';
import { render } from './render.ts';
import { withFilesSaved } from './saved-files.ts';
import { openTyping, type Streams, type Typing } from './typing.ts';

const WELCOME = `Steward answers questions about outsourcing, partnerships and shared services,
from a curated knowledge base, with the source.
Ask in your own words. \`help\` shows the commands; Ctrl-C leaves.`;

/** A prompt with history and tab completion; resolves when the person leaves. What the courier brings meanwhile is printed above it. */
export async function runPrompt(line: CommandLine, streams: Streams, courier: TerminalCourier): Promise<void> {
  line.out(`${WELCOME}\n`);
  const typing = openTyping(streams);
  const close = courier.open(typing.printAbove);
  for (;;) {
    const typed = await typing.read('› ', (part) => complete(part, line.steward));
    if (typed === undefined || /^\s*(exit|quit|bye)\s*$/i.test(typed)) break;
    if (typed.trim() !== '') await converse(typed, line, typing);
  }
  close();
  typing.close();
  line.out('');
}

/** Answers a line, and goes through the form that its answer holds, and through the one that comes of that. */
async function converse(typed: string, line: CommandLine, typing: Typing): Promise<void> {
  let reply: Reply | undefined = await replyTo(typed, line);
  while (reply !== undefined) {
    const form = formIn(reply);
    const words: Reply = { ...reply, blocks: reply.blocks.filter(({ kind }) => kind !== 'form') };
    if (words.blocks.length > 0) line.out(`\n${await drawn(words, line)}\n`);
    reply = form === undefined || typing.isOver ? undefined : await askForm(form, line, typing);
  }
}

const formIn = ({ blocks }: Reply): Form | undefined => blocks.flatMap((block) => (block.kind === 'form' && !block.form.isOffered ? [block.form] : []))[0];

/** Answers each line of input that is not a terminal, and ends with it. A form is shown as the options to type. */
export async function runLines(line: CommandLine, lines: AsyncIterable<string>): Promise<void> {
  let first = true;
  for await (const typed of lines) {
    if (typed.trim() === '') continue;
    const answer = await drawn(await replyTo(typed, line), line);
    line.out(first ? answer : `\n${'─'.repeat(20)}\n\n${answer}`);
    first = false;
  }
}

async function replyTo(typed: string, { steward, requestFor }: CommandLine): Promise<Reply> {
  const { reply } = await steward.handle(requestFor(await saidIn(typed, steward)));
  return reply;
}

async function drawn(reply: Reply, { look, save }: CommandLine): Promise<string> {
  const saved = await withFilesSaved(reply, save);
  return render(saved.reply, look);
}
