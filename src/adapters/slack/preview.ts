import type { types } from '@slack/bolt';
import type { Reply } from '../../core/reply.ts';
import type { SlackBlock } from './blocks.ts';
import { unescaped } from './escape.ts';
import { render } from './render.ts';

/** What a reader would see of each message that a reply is sent as; each file is a message after the one that names it. */
export const preview = (reply: Reply): readonly string[] =>
  render(reply).flatMap(({ blocks, files }) => [blocks.map(read).join('\n'), ...files.map(({ fileName }) => `[File: ${fileName}]`)]);

function read(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'rich_text':
      return readRichText(block);
    case 'context':
      return block.elements.map((element) => ('text' in element ? readText(element) : '')).join(' ');
    case 'table':
      return block.rows.map((row) => row.map(readCell).join(' | ')).join('\n');
    case 'image':
      return `[Picture: ${block.alt_text}]`;
    case 'actions':
      return block.elements.map((element) => ('text' in element ? `[${element.text.text}]` : '')).join(' ');
    default:
      return '';
  }
}

/** Of small print only: the label of a link stands before its address. */
const readText = ({ type, text }: types.PlainTextElement | types.MrkdwnElement): string =>
  type === 'mrkdwn' ? unescaped(text.replace(/<(https?:[^|>]*)\|([^>]*)>/gu, '$2 ($1)').replaceAll('`', '')) : text;

const readCell = (cell: types.TableBlock['rows'][number][number]): string => ('elements' in cell ? readRichText(cell) : 'text' in cell ? cell.text : '');

const readRichText = ({ elements }: types.RichTextBlock): string => elements.map(readPart).join('\n');

function readPart(part: types.RichTextBlock['elements'][number]): string {
  if (part.type === 'rich_text_list') {
    const before = 'offset' in part ? Number(part.offset) : 0;
    const lead = (nth: number): string => (part.border === 1 ? '│ ' : '') + (part.style === 'ordered' ? `${nth + 1 + before}. ` : '• ');
    return part.elements.map((item, nth) => lead(nth) + readLeaves(item.elements)).join('\n');
  }
  const words = readLeaves(part.elements);
  return part.type === 'rich_text_quote' ? words.replace(/^/gmu, '│ ') : words;
}

const readLeaves = (leaves: types.RichTextSection['elements']): string => leaves.map(readLeaf).join('');

function readLeaf(leaf: types.RichTextSection['elements'][number]): string {
  if (leaf.type === 'text') return leaf.text;
  if (leaf.type === 'channel') return `<#${leaf.channel_id}>`;
  return leaf.type === 'emoji' && leaf.name === 'warning' ? '⚠️' : '';
}
