import type { Message } from './types.ts';

/** What Slack reads as a call in text that it takes for markup: https://docs.slack.dev/messaging/formatting-message-text#advanced */
const CALL = /<(?:[@!]|subteam)[^>]*>/gu;

/** Parts of rich text that call somebody: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const CALLING: ReadonlySet<unknown> = new Set(['broadcast', 'user', 'usergroup', 'team']);

/** Whom a message would notify. */
export const pingsIn = ({ text, blocks }: Pick<Message, 'text' | 'blocks'>): string[] => [...callsIn(text ?? ''), ...inBlocks(blocks)];

const callsIn = (markup: string): string[] => markup.match(CALL) ?? [];

function inBlocks(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inBlocks);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && CALLING.has(value.type) ? [JSON.stringify(value)] : [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return callsIn(String(value.text));
  return [...own, ...Object.values(value).flatMap(inBlocks)];
}
