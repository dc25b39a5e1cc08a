import type { Address, Courier, Delivered, Unreachable } from '../../src/core/courier.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import type { Server } from './servers.ts';

interface Message {
  readonly to: Address;
  readonly key: string;
  readonly at: number;
  /** What it showed, the latest last. */
  readonly shown: string[];
}

/** A platform that takes what it is given unless told otherwise, and shows a key in a place once. Time is that of the timers. */
export function platform({ latencyMs = () => 50 }: { latencyMs?: (to: Address) => number } = {}) {
  const messages: Message[] = [];
  const limits = new Map<string, Server>();
  const looked: string[] = [];
  /** What it answers instead, for one channel or person; `takes`: it takes the message all the same. */
  const answers = new Map<string, { readonly answer: Delivered | undefined; readonly takes?: boolean }[]>();

  const closed = new Map<string, Unreachable | 'unknown'>();

  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const placeOf = (to: Address): string => ('channel' in to ? to.channel : to.person);
  const there = (to: Address, key: string) => messages.find((one) => one.key === key && placeOf(one.to) === placeOf(to));
  const idOf = ({ key, to }: Message): string => `${placeOf(to)}/${key}`;

  function limited(to: Address): Delivered | undefined {
    const waitMs = limits.get(to.workspace)?.(Date.now());
    return waitMs === undefined ? undefined : { status: 'later', mayHaveArrived: false, afterMs: waitMs };
  }

  const courier: Courier = {
    async deliver(to, reply, { key, maybeSince }) {
      await pause(latencyMs(to) / 2);
      const told = answers.get(placeOf(to))?.shift();
      const refusal = told?.answer ?? limited(to);
      const before = there(to, key);
      if (before !== undefined && maybeSince === undefined) throw new Error(`${key} was sent twice without asking`);
      if (before === undefined && (refusal === undefined || told?.takes === true)) messages.push({ to, key, at: Date.now(), shown: [wordsOf(reply)] });
      await pause(latencyMs(to) / 2);
      return refusal ?? { status: 'sent', message: `${placeOf(to)}/${key}` };
    },
    async replace(to, id, reply) {
      await pause(latencyMs(to));
      const told = answers.get(placeOf(to))?.shift()?.answer;
      const message = messages.find((one) => idOf(one) === id);
      if (told !== undefined || message === undefined) return told ?? { status: 'unreachable', why: 'gone' };
      message.shown.push(wordsOf(reply));
      return { status: 'sent', message: id };
    },
    async find(to, { key }) {
      looked.push(key);
      if (closed.has(placeOf(to))) return 'unknown';
      const message = there(to, key);
      return message && idOf(message);
    },
    canReach: async (to) => closed.get(placeOf(to)) ?? 'yes',
    preview: () => [],
  };

  return {
    courier,
    messages,
    /** Keys that were looked for, without sending. */
    looked,
    limit: (workspace: string, server: Server) => void limits.set(workspace, server),
    /** Nothing can be seen there any more, and this is why. */
    close: (place: string, why: Unreachable | 'unknown') => void closed.set(place, why),
    answering: (place: string, ...next: { readonly answer: Delivered | undefined; readonly takes?: boolean }[]) => void answers.set(place, next),
  };
}

const wordsOf = ({ blocks }: Reply): string =>
  blocks.flatMap((block: Block) => (block.kind === 'text' || block.kind === 'heading' ? [block.text] : [])).join('\n');
