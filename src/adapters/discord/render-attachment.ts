import { ComponentType } from 'discord.js';
import type { Attachment, Block } from '../../core/reply.ts';
import { type Piece, textPiece } from './components.ts';
import { escapeText } from './escape.ts';
import { MESSAGE } from './limits.ts';
import { shortened } from './render-buttons.ts';
import { FILE_NAME } from './render-file.ts';
import { spoken } from './render-text.ts';

/** A file to keep: what it is, and the file itself to take away. One that Discord refuses is said so, with what to do. */
export function drawAttachment(attachment: Attachment, name: string): Piece[] {
  const { bytes, mediaType, fileName, about } = attachment;
  if (bytes.byteLength === 0) return spoken(`${fileName} (${about}) is empty, so there is nothing to send.`, 'warning');
  if (bytes.byteLength > MESSAGE.attachmentBytes) return spoken(tooLarge(attachment), 'warning');
  const file: Piece = {
    components: [{ type: ComponentType.File, file: { url: `attachment://${name}` } }],
    files: [{ name, bytes, contentType: mediaType, description: shortened(about, MESSAGE.alt) }],
  };
  // Discord shows the name beside the file; one that had to be changed is said as it was.
  const caption = name === fileName ? about : `${fileName}: ${about}`;
  const words = escapeText(caption);
  return words.length <= CAPTION && words.trim() !== '' ? [{ ...textPiece(words), keepWithNext: true }, file] : [...spoken(caption), file];
}

/** Longer words need not stay with their file. */
const CAPTION = 1_000;

function tooLarge({ fileName, about, bytes }: Attachment): string {
  const megabytes = (size: number): string => `${(size / 1024 / 1024).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;
  return (
    `${fileName} (${about}) is ${megabytes(bytes.byteLength)}, and Discord takes at most ${megabytes(MESSAGE.attachmentBytes)}. ` +
    'Ask for less at once, or have whoever runs Steward ask for it at its terminal, which saves it as a file.'
  );
}

/** A name for each block that is a file, which no other file of the reply has: a message refers to its files by name. */
export function attachmentNames(blocks: readonly Block[]): (string | undefined)[] {
  const taken = new Set([FILE_NAME]);
  return blocks.map((block) => {
    if (block.kind !== 'file') return undefined;
    const name = unusedName(block.fileName, taken);
    taken.add(name);
    return name;
  });
}

/** The name as Discord leaves it (it drops what is not a letter, digit, dot, dash or underscore), with a number before its extension when it is taken. */
export function unusedName(wanted: string, taken: ReadonlySet<string>): string {
  const [, base = '', extension = ''] = /^(.*?)(\.[\w-]{1,16})?$/su.exec(wanted.replace(/[^\w.-]+/gu, '-').slice(-80)) ?? [];
  // Pictures are named by a number and a dash: their names are kept for them.
  const plain = base.replace(/^[.-]+/u, '').replace(/^(?=\d+-)/u, extension === '.png' ? 'file-' : '') || 'file';
  for (let nth = 1; ; nth += 1) {
    const name = `${plain}${nth === 1 ? '' : `-${nth}`}${extension}`;
    if (!taken.has(name)) return name;
  }
}
