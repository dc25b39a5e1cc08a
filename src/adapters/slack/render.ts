import type { types } from '@slack/bolt';
import type { Attachment, Block, Picture, Reply } from '../../core/reply.ts';
import type { Said } from '../../core/request.ts';
import { group, splitText } from '../../core/split.ts';
import { costOf, type SlackBlock } from './blocks.ts';
import { escaped, unescaped, withoutChannels } from './escape.ts';
import { BLOCKS_PER_MESSAGE, FALLBACK_TEXT, IMAGE_ALT, MESSAGE_CHARACTERS } from './limits.ts';
import { drawButtons, drawForm, NOTHING, shareButton } from './render-buttons.ts';
import { canBeSent, drawFile, type FilesGo } from './render-file.ts';
import { drawQuote } from './render-quote.ts';
import { drawTable, drawTablePlainly } from './render-table.ts';
import { drawFacts, drawHeading, drawList, drawText, partsOf } from './render-text.ts';

/** One message: what its blocks show, and the same in words for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** To be uploaded before it is sent: `pictureId(nth)` stands in an image block where the file's id belongs. */
  readonly pictures: readonly Picture[];
  /** To be sent after it. */
  readonly files: readonly Attachment[];
}

interface Drawing {
  /** Offers to show the answer to the channel: what to ask again. */
  readonly share?: Said | undefined;
  /** A message has tables and pictures; a Home tab or modal has neither. */
  readonly surface?: 'message' | 'view';
  readonly filesGo?: FilesGo;
}

/** What is sent beside the blocks of a reply. */
interface Beside {
  readonly pictures: Picture[];
  /** Each with the block that names it. */
  readonly files: { readonly file: Attachment; readonly named: SlackBlock }[];
}

/** Draws a reply as messages, each within every limit. Nothing is lost: what does not fit goes into the next. */
export function render(reply: Reply, { share, surface = 'message', filesGo = surface === 'message' ? 'here' : 'nowhere' }: Drawing = {}): Message[] {
  const beside: Beside = { pictures: [], files: [] };
  const drawn = reply.blocks.flatMap((block, nth) => wholesOf(draw(block, nth === 0, { surface, filesGo }, beside), block.kind));
  const { pictures } = beside;
  const rest = [...(drawn.length === 0 ? [NOTHING] : []), ...(share === undefined ? [] : shareButton(share))];
  return group(joined([...drawn, ...wholesOf(rest, 'buttons')]), MESSAGE_CHARACTERS, roomOfAll).map((wholes) => {
    const all = wholes.flatMap(({ blocks }) => blocks);
    // The line above a heading parts it from what came before: nothing does at the beginning of a message.
    const some = all[0]?.type === 'divider' ? all.slice(1) : all;
    const shown = pictures.filter((_, nth) => some.some((block) => isPicture(block, pictureId(nth))));
    const numbered = some.map((block) => renumber(block, pictures, shown));
    const files = beside.files.filter(({ named }) => some.includes(named)).map(({ file }) => file);
    return { text: fallback(numbered), blocks: numbered, pictures: shown, files };
  });
}

/** A part of a reply that goes into one message whole. */
interface Whole {
  readonly blocks: readonly SlackBlock[];
  /** A heading, or a quote before its source: it should not end a message. */
  readonly keepWithNext: boolean;
}

/** Joins what belongs together, while a message has room for both. */
function joined(wholes: readonly Whole[]): Whole[] {
  const parts: Whole[] = [];
  for (const whole of wholes) {
    const last = parts.at(-1);
    const both = last?.keepWithNext ? { ...whole, blocks: [...last.blocks, ...whole.blocks] } : undefined;
    if (both !== undefined && roomOfAll(both) <= MESSAGE_CHARACTERS) parts[parts.length - 1] = both;
    else parts.push(whole);
  }
  return parts;
}

/** A heading is one whole, with the line above it, and a quote stays with its sources; of anything else each block may go into the next message. */
function wholesOf(blocks: readonly SlackBlock[], kind: Block['kind']): Whole[] {
  const heading: Whole = { blocks, keepWithNext: true };
  if (kind === 'heading' && blocks.length > 0 && roomOfAll(heading) <= MESSAGE_CHARACTERS) return [heading];
  return blocks.map((block, nth) => ({ blocks: [block], keepWithNext: kind === 'quote' && nth < blocks.length - 1 }));
}

function draw(block: Block, isFirst: boolean, { surface, filesGo }: Required<Pick<Drawing, 'surface' | 'filesGo'>>, beside: Beside): SlackBlock[] {
  switch (block.kind) {
    case 'heading':
      return drawHeading(block.text, isFirst);
    case 'text':
      return drawText(block.text, block.tone);
    case 'facts':
      return drawFacts(block.facts);
    case 'list':
      return drawList(block.items, block.ordered);
    case 'table':
      return surface === 'message' ? drawTable(block) : drawTablePlainly(block);
    case 'quote':
      return drawQuote(block);
    case 'picture':
      return surface === 'message' ? drawPicture(block, beside.pictures) : drawText(block.alt, 'muted');
    case 'file':
      return drawSent(block, filesGo, beside);
    case 'buttons':
      return drawButtons(block.buttons);
    case 'form':
      return drawForm(block.form);
  }
}

function drawSent(file: Attachment, go: FilesGo, beside: Beside): SlackBlock[] {
  const drawn = drawFile(file, go);
  const [named] = drawn;
  if (named !== undefined && go !== 'nowhere' && canBeSent(file)) beside.files.push({ file, named });
  return drawn;
}

/** Stands for the file of the `nth` picture of a message until it is uploaded. */
export const pictureId = (nth: number): string => `picture-${nth}`;

function drawPicture(picture: Picture, pictures: Picture[]): SlackBlock[] {
  const [alt = picture.fileName, ...rest] = partsOf(withoutChannels(picture.alt), IMAGE_ALT);
  const image: types.ImageBlock = { type: 'image', alt_text: alt, slack_file: { id: pictureId(pictures.length) } };
  pictures.push(picture);
  return [image, ...rest.flatMap((part) => drawText(part, 'muted'))];
}

export const isPicture = (block: SlackBlock, id: string): block is types.ImageBlock =>
  block.type === 'image' && 'slack_file' in block && 'id' in block.slack_file && block.slack_file.id === id;

/** Numbers the pictures of one message from 0, now that it is known which are in it. */
function renumber(block: SlackBlock, all: readonly Picture[], shown: readonly Picture[]): SlackBlock {
  const nth = all.findIndex((_, at) => isPicture(block, pictureId(at)));
  const picture = all[nth];
  if (block.type !== 'image' || picture === undefined) return block;
  return { type: 'image', alt_text: block.alt_text, slack_file: { id: pictureId(shown.indexOf(picture)) } };
}

/** A message holds one table: a table takes more than half of the room. Counting a block as its share of fifty keeps that limit too. */
function roomOf(block: SlackBlock): number {
  const least = block.type === 'table' ? MESSAGE_CHARACTERS / 2 + 1 : MESSAGE_CHARACTERS / BLOCKS_PER_MESSAGE;
  return Math.max(costOf(block), least);
}

const roomOfAll = ({ blocks }: Whole): number => blocks.reduce((sum, block) => sum + roomOf(block), 0);

/** The words of the blocks, without the buttons: the beginning of them where they are many. */
function fallback(blocks: readonly SlackBlock[]): string {
  const words = blocks.filter(({ type }) => type !== 'actions').map((block) => wordsOf(block).join(' '));
  const [first = ''] = splitText(escaped(words.join('\n')), FALLBACK_TEXT);
  // A word longer than all of it may have been cut inside a channel or an escape.
  const whole = first.replace(/<[^>]*$|&[a-z]*$/u, '');
  return whole === '' ? 'Steward' : whole;
}

/** In a run of text the pieces stand together; of a link only its label is read. */
function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('channel_id' in value) return [`<#${String(value.channel_id)}>`];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' ? (key === 'text' || key === 'alt_text' ? [item] : []) : wordsOf(item),
  );
  const type = 'type' in value ? value.type : undefined;
  if (type === 'mrkdwn') return inner.map((text) => unescaped(text));
  return type === 'rich_text_section' || type === 'rich_text_quote' ? [inner.join('').trim()] : inner;
}
