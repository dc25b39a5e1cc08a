import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import type { Completion } from './complete.ts';

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

type Completer = (typed: string) => Completion | Promise<Completion>;

/** What a person types at a prompt, line by line. */
export interface Typing {
  /** @returns the line, or undefined when the person pressed Ctrl-C or the input has ended */
  read(question: string, complete: Completer): Promise<string | undefined>;
  /** No more can be read: the input has ended. */
  readonly isOver: boolean;
  /** Prints above the line that is being typed, which stays as it is. */
  printAbove(text: string): void;
  close(): void;
}

/** Lines are read from one queue, so that several pasted at once answer one question after another. */
export function openTyping({ input, output }: Streams): Typing {
  let completer: Completer = (typed) => [[], typed];
  const line = createInterface({
    input,
    output,
    terminal: true,
    historySize: 200,
    removeHistoryDuplicates: true,
    completer: (typed: string) => completer(typed),
  });
  const lines = line[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<string>> | undefined;
  let interrupt: (() => void) | undefined;
  let isOver = false;
  line.on('close', () => {
    isOver = true;
  });
  // Nobody is asked anything while a command runs: then Ctrl-C leaves.
  line.on('SIGINT', () => (interrupt === undefined ? line.close() : interrupt()));

  return {
    get isOver() {
      return isOver;
    },
    async read(question, complete) {
      if (isOver && next === undefined) return undefined;
      completer = complete;
      line.setPrompt(question);
      line.prompt();
      // A line that was waited for when Ctrl-C was pressed is still to come.
      next ??= lines.next();
      const interrupted = new Promise<'interrupted'>((resolve) => {
        interrupt = () => resolve('interrupted');
      });
      const got = await Promise.race([next, interrupted]);
      interrupt = undefined;
      if (got === 'interrupted') {
        // Takes away what was typed, and leaves its line.
        line.write(null, { ctrl: true, name: 'e' });
        line.write(null, { ctrl: true, name: 'u' });
        output.write('\n');
        return undefined;
      }
      next = undefined;
      return got.done === true ? undefined : got.value;
    },
    printAbove(text) {
      if (interrupt === undefined) {
        output.write(`${text}\n\n`);
        return;
      }
      const { rows } = line.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write(`${text}\n\n`);
      // The library would go up by the rows that the line had when it last drew it; the line begins here now.
      Reflect.set(line, 'prevRows', 0);
      line.prompt(true);
    },
    close: () => line.close(),
  };
}
