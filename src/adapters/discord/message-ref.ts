import { isSnowflake } from './snowflakes.ts';

/** The messages that one reply was delivered as, in their order. */
export interface MessageRef {
  readonly channel: string;
  readonly ids: readonly string[];
}

/** As others keep it: `channel/first/second`. */
export const writeMessageRef = ({ channel, ids }: MessageRef): string => [channel, ...ids].join('/');

/** Undefined for what is no reference of ours. */
export function readMessageRef(text: string): MessageRef | undefined {
  const [channel = '', ...ids] = text.split('/');
  return ids.length > 0 && [channel, ...ids].every(isSnowflake) ? { channel, ids } : undefined;
}
