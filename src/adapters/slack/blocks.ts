import type { types } from '@slack/bolt';
import { inert, splitAtChannels, withoutChannels } from './escape.ts';
import { CHARACTERS_PER_BLOCK, CHARACTERS_PER_ELEMENT } from './limits.ts';

export type SlackBlock = types.KnownBlock;
export type RichText = types.RichTextBlock;
export type Leaf = types.RichTextSection['elements'][number];

/** Plain text without emoji names being turned into pictures; it cannot show a channel. */
export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text: withoutChannels(inert(text)), emoji: false });

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
}

/** Text shown as written, but for channels, which are links, and for words in `backticks`, which are set as code. Empty text makes nothing: Slack refuses an empty element. */
export function leaves(text: string, style: Style = {}): Leaf[] {
  return inert(text)
    .split(/(`[^`\n]+`)/u)
    .flatMap((part) => (/^`[^`\n]+`$/u.test(part) ? withChannels(part.slice(1, -1), { ...style, code: true }) : withChannels(part, style)));
}

function withChannels(text: string, style: Style): Leaf[] {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const pieces = splitAtChannels(text).map(
    (piece, nth): Leaf => (nth % 2 === 0 ? { type: 'text', text: piece, ...styled } : { type: 'channel', channel_id: piece }),
  );
  return pieces.filter((leaf) => leaf.type !== 'text' || leaf.text !== '');
}

export const section = (elements: Leaf[]): types.RichTextSection => ({ type: 'rich_text_section', elements });

export const richText = (elements: RichText['elements']): RichText => ({ type: 'rich_text', elements });

/** Small print. */
export const context = (elements: types.ContextBlockElement[]): SlackBlock => ({ type: 'context', elements });

/** How much of a message a block takes up: its characters, and what Slack adds for the block and for each element. */
export const costOf = (block: unknown): number => CHARACTERS_PER_BLOCK + measured(block);

function measured(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + measured(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (typeof item === 'string' && key !== 'type' ? item.length : measured(item)),
    CHARACTERS_PER_ELEMENT,
  );
}
