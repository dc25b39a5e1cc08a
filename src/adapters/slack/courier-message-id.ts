/** Where the messages of one delivery are: what `replace` needs, in one text that nobody else reads. */
interface Place {
  /** The conversation; for a person the one with them, which has an id of its own. */
  readonly channel: string;
  /** The message's ids, in their order. */
  readonly stamps: readonly [string, ...string[]];
}

const ID = /^([CDG][A-Z0-9]+)\/(\d+\.\d+)((?:,\d+\.\d+)*)$/;

export const encodeMessageId = ({ channel, stamps }: { channel: string; stamps: readonly string[] }): string => `${channel}/${stamps.join(',')}`;

/** @returns undefined for what is no id of ours */
export function decodeMessageId(id: string): Place | undefined {
  const [, channel, first, rest = ''] = ID.exec(id) ?? [];
  if (channel === undefined || first === undefined) return undefined;
  return { channel, stamps: [first, ...rest.split(',').filter((stamp) => stamp !== '')] };
}
