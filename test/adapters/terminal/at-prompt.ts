import { PassThrough } from 'node:stream';
import { createTerminalCourier, type TerminalCourier } from '../../../src/adapters/terminal/courier.ts';
import { runPrompt } from '../../../src/adapters/terminal/prompt.ts';
import { terminalRequest } from '../../../src/adapters/terminal/requests.ts';
import type { Steward } from '../../../src/core/steward.ts';
import { type Screen, screenOf } from './screen.ts';

/** Somebody at the prompt. */
export interface AtPrompt {
  readonly screen: Screen;
  readonly courier: TerminalCourier;
  /** Presses keys, one after another; resolves when what they led to is on the screen. */
  type(...keys: readonly string[]): Promise<void>;
  /** Puts in all of it at once. */
  paste(text: string): Promise<void>;
  /** Leaves with Ctrl-C: a form first, then the prompt. */
  leave(): Promise<void>;
}

export function sitDown(steward: Steward, columns = 80): AtPrompt {
  const input = new PassThrough();
  const screen = screenOf(columns);
  const courier = createTerminalCourier({ colour: false, columns });
  const done = runPrompt(
    {
      steward,
      requestFor: (said) => terminalRequest(said, 'Europe/London'),
      out: (line) => void screen.output.write(`${line}\n`),
      err: () => {},
      look: { colour: false, columns },
      save: async (fileName) => fileName,
    },
    { input, output: screen.output },
    courier,
  );
  const paste = async (text: string): Promise<void> => {
    input.write(text);
    for (let tick = 0; tick < 5; tick += 1) await new Promise((next) => setImmediate(next));
  };
  const type = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys.flatMap((text) => text.match(/\u001b\[[A-Z]|[\s\S]/gu) ?? [''])) await paste(key);
  };
  return {
    screen,
    courier,
    type,
    paste,
    async leave() {
      await type('\u0003', '\u0003');
      await done;
    },
  };
}
