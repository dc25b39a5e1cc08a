import type { types } from '@slack/bolt';
import { inert } from './escape.ts';
import { CHARACTERS_PER_BLOCK, CHARACTERS_PER_ELEMENT } from './limits.ts';

export type SlackBlock = types.KnownBlock;
export type RichText = types.RichTextBlock;
export type Leaf = types.RichTextSection['elements'][number];

/** Plain text without emoji names being turned into pictures. */
export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text: inert(text), emoji: false });

/** Text shown as written, but for words in `backticks`, which are set as code. Empty text makes nothing: Slack refuses an empty element. */
export function leaves(text: string, style: { bold?: true; italic?: true } = {}): Leaf[] {
  const isStyled = Object.keys(style).length > 0;
  return inert(text)
    .split(/(`[^`\n]+`)/u)
    .filter((part) => part !== '')
    .map((part): Leaf => {
      const isCode = /^`[^`\n]+`$/u.test(part);
      if (isCode) return { type: 'text', text: part.slice(1, -1), style: { ...style, code: true } };
      return { type: 'text', text: part, ...(isStyled ? { style } : {}) };
    });
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
