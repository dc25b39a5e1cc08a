import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord.js';
import { MESSAGE } from './limits.ts';

/** A file that goes with a message. `description` is its alt text. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly description?: string;
}

/** One message: everything it shows is in its components (https://docs.discord.com/developers/components/overview). */
export interface Message {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly Upload[];
}

/** A part of a reply that must not be taken apart: it goes into one message whole. */
export interface Piece {
  readonly components: readonly APIComponentInContainer[];
  readonly files: readonly Upload[];
  /** A heading, or a quote before its source: it should not end a message. */
  readonly keepWithNext?: boolean;
}

/** What one message leaves for pieces, beside its container, the row with "Share" and the line that numbers the parts. */
export const ROOM = { text: MESSAGE.text - 100, components: MESSAGE.components - 4 } as const;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export const textDisplay = (content: string, id?: number): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  ...(id === undefined ? {} : { id }),
  content,
});

export const rowOf = (...components: (APIButtonComponentWithCustomId | APIStringSelectComponent)[]): Row => ({ type: ComponentType.ActionRow, components });

export const textPiece = (content: string): Piece => ({ components: [textDisplay(content)], files: [] });

/** A line across the message, above a heading. */
export const SEPARATOR: APIComponentInContainer = { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };

/** Joins pieces that belong together, while a message has room for them. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    const both: Piece | undefined = last?.keepWithNext
      ? { ...piece, components: [...last.components, ...piece.components], files: [...last.files, ...piece.files] }
      : undefined;
    if (both !== undefined && costOf(both) <= ROOM.text) whole[whole.length - 1] = both;
    else whole.push(piece);
  }
  return whole;
}

/** The share of a message's room that a piece takes, in characters: the dearest of its text, its components, its files and their bytes. */
export function costOf({ components, files }: Piece): number {
  const text = components.reduce((sum, component) => sum + (component.type === ComponentType.TextDisplay ? component.content.length : 0), 0);
  const count = components.reduce((sum, component) => sum + 1 + (component.type === ComponentType.ActionRow ? component.components.length : 0), 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  return Math.max(
    text,
    count * Math.ceil(ROOM.text / ROOM.components),
    files.length * Math.ceil(ROOM.text / MESSAGE.attachments),
    Math.ceil((bytes * ROOM.text) / MESSAGE.filesBytes),
  );
}
