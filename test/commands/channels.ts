import { render } from '../../src/adapters/terminal/render.ts';
import type { Address, Courier, Delivered } from '../../src/core/courier.ts';
import type { Reply } from '../../src/core/reply.ts';

interface Shown {
  readonly to: Address;
  readonly message: string;
  /** What it says now, on one line. */
  page: string;
}

const onOneLine = (reply: Reply): string => render(reply, { colour: false }).replace(/\s+/g, ' ');

/** Channels that take what is brought to them, unless told otherwise, and can be read. */
export function channels() {
  const shown: Shown[] = [];
  let refusing: Delivered | undefined;
  const courier: Courier = {
    async deliver(to, reply) {
      if (refusing !== undefined && 'channel' in to) return refusing;
      const message = `M${shown.length + 1}`;
      shown.push({ to, message, page: onOneLine(reply) });
      return { status: 'sent', message };
    },
    async replace(_to, message, reply) {
      const there = shown.find((one) => one.message === message);
      if (there === undefined) return { status: 'unreachable', why: 'gone' };
      there.page = onOneLine(reply);
      return { status: 'sent', message };
    },
    canReach: async () => 'yes',
    find: async () => 'unknown',
    preview: () => [],
  };
  return {
    courier,
    pages: () => shown.map(({ page }) => page),
    /** From now on nothing can be shown there. */
    close: () => {
      refusing = { status: 'unreachable', why: 'forbidden' };
    },
    open: () => {
      refusing = undefined;
    },
  };
}
