import { render } from '../../src/adapters/terminal/render.ts';
import type { Address, Courier, Unreachable } from '../../src/core/courier.ts';
import type { Reply } from '../../src/core/reply.ts';

export interface Message {
  readonly to: Address;
  readonly key: string;
  /** What stands there now, on one line. */
  shown: string;
  edits: number;
}

/** Takes everything, and remembers what stands where. Channels in `trouble` take nothing, those that are `busy` not now. */
export function recordingCourier() {
  const messages: Message[] = [];
  const trouble = new Map<string, Unreachable>();
  const busy = new Set<string>();
  const words = (reply: Reply): string => render(reply, { colour: false }).replace(/\s+/g, ' ');
  const troubleOf = (to: Address): Unreachable | undefined => ('channel' in to ? trouble.get(to.channel) : undefined);

  const courier: Courier = {
    async deliver(to, reply, { key }) {
      const why = troubleOf(to);
      if (why !== undefined) return { status: 'unreachable', why };
      if ('channel' in to && busy.has(to.channel)) return { status: 'later', mayHaveArrived: false };
      messages.push({ to, key, shown: words(reply), edits: 0 });
      return { status: 'sent', message: String(messages.length - 1) };
    },
    async replace(to, message, reply) {
      const why = troubleOf(to);
      const found = messages[Number(message)];
      if (why !== undefined || found === undefined) return { status: 'unreachable', why: why ?? 'gone' };
      found.shown = words(reply);
      found.edits += 1;
      return { status: 'sent', message };
    },
    canReach: async (to) => troubleOf(to) ?? 'yes',
    find: async (_, { key }) => {
      const at = messages.findIndex((message) => message.key === key);
      return at < 0 ? undefined : String(at);
    },
    preview: (reply) => [words(reply)],
  };
  return {
    courier,
    messages,
    trouble,
    busy,
    in: (channel: string): readonly Message[] => messages.filter(({ to }) => 'channel' in to && to.channel === channel),
    toPerson: (person: string): readonly Message[] => messages.filter(({ to }) => 'person' in to && to.person === person),
  };
}
