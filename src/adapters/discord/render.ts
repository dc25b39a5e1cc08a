import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Block, Reply } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { encode } from './actions.ts';
import { costOf, joined, type Message, type Piece, ROOM, rowOf, textDisplay, textPiece } from './components.ts';
import { clean } from './escape.ts';
import { formValues, openPages } from './forms.ts';
import { MOST_MESSAGES } from './limits.ts';
import { attachmentNames, drawAttachment } from './render-attachment.ts';
import { drawButtons, type Press } from './render-buttons.ts';
import { drawFile, FILE_NAME } from './render-file.ts';
import { drawPicture } from './render-picture.ts';
import { wordPieces } from './render-text.ts';

/** How a reply is drawn: with a button that shares it where only the asker sees it, and with buttons of ours after its own. */
export interface Look {
  readonly share?: boolean;
  readonly extra?: readonly Press[];
}

/** Discord draws the accent as a bar down the side of the message. */
const ACCENT = { normal: 0x6b_2c_91, warning: 0xd9_8e_04 } as const;

/** Draws a reply as messages that Discord accepts, in order: at least one, cut between blocks, rows and sentences, or with a file when there would be too many. */
export function render(reply: Reply, { share = false, extra = [] }: Look = {}): Message[] {
  const accent = reply.blocks[0]?.kind === 'text' && reply.blocks[0].tone === 'warning' ? ACCENT.warning : ACCENT.normal;
  const pieces = [...piecesOf(reply.blocks), ...drawButtons(extra, reply.blocks.length * NUMBERS_PER_BLOCK)];
  const groups = grouped(pieces.length > 0 ? pieces : [textPiece('Done.')]);
  const parts = groups.length <= MOST_MESSAGES ? groups : withFile(pieces, reply.blocks);
  return parts.map((part, at) => assemble(part, { accent, share, note: parts.length === 1 ? '' : `-# Part ${at + 1} of ${parts.length}` }));
}

/** Each block has its own numbers for buttons and files, so that none is used twice in a reply. */
const NUMBERS_PER_BLOCK = 1_000;

function piecesOf(blocks: readonly Block[]): Piece[] {
  const names = attachmentNames(blocks);
  return blocks.flatMap((block, at) => piecesOfBlock(block, at * NUMBERS_PER_BLOCK, names[at]));
}

function piecesOfBlock(block: Block, first: number, fileName: string | undefined): Piece[] {
  switch (block.kind) {
    case 'picture':
      return drawPicture(block, first);
    case 'file':
      return drawAttachment(block, fileName ?? block.fileName);
    case 'buttons':
      return drawButtons(
        block.buttons.map(({ label, request, style }) => ({ label, style, action: { kind: 'run', line: request } })),
        first,
      );
    case 'form': {
      const { title, command, fields, isOffered } = block.form;
      const values = formValues(fields);
      const pages = openPages(fields).map(({ page, fields: asked }): Press => {
        const label = page === 0 ? title : `${title}: ${asked.map(({ name }) => name).join(', ')}`;
        return { label, style: page === 0 && !isOffered ? 'primary' : 'normal', action: { kind: 'form', form: { command, page, values } } };
      });
      return drawButtons(
        pages.length === 0 ? [{ label: title, style: 'primary', action: { kind: 'form', form: { command, page: 0, values } } }] : pages,
        first,
      );
    }
    default:
      return wordPieces(block);
  }
}

const grouped = (pieces: readonly Piece[]): Piece[][] => group(joined(pieces), ROOM.text, costOf);

/** The beginning of the words, all of them in a file, then the pictures and buttons, which no file can hold. */
function withFile(pieces: readonly Piece[], blocks: readonly Block[]): Piece[][] {
  const isWords = ({ components }: Piece): boolean => components.every(({ type }) => type === ComponentType.TextDisplay || type === ComponentType.Separator);
  const file = drawFile(blocks);
  const note = textPiece(
    `-# The whole answer is ${clean(new TextDecoder().decode(file.bytes)).length.toLocaleString('en-GB')} characters long: it is in this file.`,
  );
  const attached: Piece = { components: [{ type: ComponentType.File, file: { url: `attachment://${FILE_NAME}` } }], files: [file] };
  const [beginning = []] = group(pieces.filter(isWords), ROOM.text - costOf(note) - costOf(attached), costOf);
  return grouped([...beginning, note, attached, ...pieces.filter((piece) => !isWords(piece))]);
}

function assemble(pieces: readonly Piece[], { accent, share, note }: { accent: number; share: boolean; note: string }): Message {
  const all = pieces.flatMap((piece) => piece.components);
  const components = all[0]?.type === ComponentType.Separator ? all.slice(1) : all;
  const numbered = note === '' ? components : [...components, textDisplay(note)];
  const container: APIMessageTopLevelComponent = { type: ComponentType.Container, accent_color: accent, components: numbered };
  return { components: [container, ...(share ? [shareRow(note !== '')] : [])], files: pieces.flatMap((piece) => piece.files) };
}

const shareRow = (isPart: boolean) =>
  rowOf({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: isPart ? 'Share this part with the channel' : 'Share with the channel',
    emoji: { name: '📣' },
    custom_id: encode({ kind: 'share' }, 0)?.customId ?? '',
  });
