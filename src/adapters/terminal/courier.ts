import type { Courier } from '../../core/courier.ts';
import { type Look, render } from './render.ts';

/** Brings replies to whoever sits at the prompt. Each is shown once for as long as the process runs. */
export interface TerminalCourier extends Courier {
  /** A prompt is open, and prints what is brought above the line being typed. @returns what to call when it closes */
  open(print: (text: string) => void): () => void;
}

export function createTerminalCourier(look: Look): TerminalCourier {
  const shown = new Set<string>();
  let printed: ((text: string) => void) | undefined;
  return {
    open(print) {
      printed = print;
      return () => {
        printed = undefined;
      };
    },
    async deliver(_to, reply, { key }) {
      if (printed === undefined) return { status: 'later', mayHaveArrived: false };
      if (!shown.has(key)) printed(render(reply, look));
      shown.add(key);
      return { status: 'sent', message: key };
    },
    canReach: async () => (printed === undefined ? 'unknown' : 'yes'),
    // What has been printed cannot be taken back.
    replace: async () => ({ status: 'unreachable', why: 'gone' }),
    find: async (_to, { key }) => (shown.has(key) ? key : undefined),
    preview: (reply) => [render(reply, { colour: false })],
  };
}
