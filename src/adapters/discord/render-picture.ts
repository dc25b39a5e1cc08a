import { ComponentType } from 'discord.js';
import type { Picture } from '../../core/reply.ts';
import { type Piece, ROOM, textPiece } from './components.ts';
import { clean, escapeCode } from './escape.ts';
import { MESSAGE } from './limits.ts';
import { shortened } from './render-buttons.ts';
import { spoken } from './render-text.ts';

/** A picture as an attachment with its alt text; alt text that is too long, and a picture too large to send, are written out. */
export function drawPicture(picture: Picture, nth: number): Piece[] {
  if (picture.png.byteLength === 0 || picture.png.byteLength > MESSAGE.attachmentBytes) return [...plain(picture), ...caption(picture)];
  const name = fileName(picture.fileName, nth);
  const description = shortened(picture.alt, MESSAGE.alt);
  const gallery: Piece = {
    components: [{ type: ComponentType.MediaGallery, items: [{ media: { url: `attachment://${name}` }, description }] }],
    files: [{ name, bytes: picture.png, contentType: 'image/png', description }],
  };
  return [gallery, ...(clean(picture.alt).length > MESSAGE.alt ? caption(picture) : [])];
}

const plain = (picture: Picture): Piece[] =>
  picture.plain.length + 8 <= ROOM.text && picture.plain !== '' ? [textPiece(`\`\`\`\n${escapeCode(picture.plain)}\n\`\`\``)] : spoken(picture.plain);

const caption = (picture: Picture): Piece[] => spoken(picture.alt, 'muted');

/** A name Discord leaves as it is (it drops what is not a letter, digit, dot, dash or underscore), unlike any other in the reply. */
function fileName(name: string, nth: number): string {
  const base = name
    .replace(/\.png$/iu, '')
    .replace(/[^\w-]+/gu, '-')
    .slice(0, 60);
  return `${nth}-${base === '' ? 'picture' : base}.png`;
}
