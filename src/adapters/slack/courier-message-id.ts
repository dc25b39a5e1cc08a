/** Where the messages of one delivery are: what `replace` needs, in one text that nobody else reads. */
export interface Place {
  /** The conversation; for a person the one with them, which has an id of its own. */
  readonly channel: string;
  /** The message's ids, in their order. */
  readonly stamps: readonly [string, ...string[]];
  /** Ids of the files that were shared with them. */
  readonly files: readonly string[];
}

const ID = /^([CDG][A-Z0-9]+)\/(\d+\.\d+)((?:,\d+\.\d+)*)(?:;([A-Z0-9]+(?:,[A-Z0-9]+)*))?$/;

interface Sent {
  readonly channel: string;
  readonly stamps: readonly string[];
  readonly files: readonly string[];
}

export const encodeMessageId = ({ channel, stamps, files }: Sent): string => `${channel}/${stamps.join(',')}${files.length === 0 ? '' : `;${files.join(',')}`}`;

/** @returns undefined for what is no id of ours */
export function decodeMessageId(id: string): Place | undefined {
  const [, channel, first, rest = '', files = ''] = ID.exec(id) ?? [];
  if (channel === undefined || first === undefined) return undefined;
  return { channel, stamps: [first, ...named(rest)], files: named(files) };
}

const named = (ids: string): string[] => ids.split(',').filter((id) => id !== '');
