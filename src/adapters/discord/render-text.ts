import { type Block, type Citation, citationLine, citationParts, type Fact, type Quote, type Table, type Tone } from '../../core/reply.ts';
import { group, splitText } from '../../core/split.ts';
import { type Piece, ROOM, SEPARATOR, textPiece } from './components.ts';
import { escapeText, isVisible } from './escape.ts';
import { tableAsCode } from './render-table.ts';

type TextBlock = Exclude<Block, { kind: 'picture' | 'file' | 'buttons' | 'form' }>;

/** A block that is words as pieces of a message. */
export function wordPieces(block: TextBlock): Piece[] {
  const pieces = drawText(block, ROOM.text).map(textPiece);
  if (block.kind === 'heading') return pieces.map((piece) => ({ ...piece, components: [SEPARATOR, ...piece.components], keepWithNext: true }));
  return block.kind === 'quote' ? pieces.map((piece, at) => ({ ...piece, keepWithNext: at < pieces.length - 1 })) : pieces;
}

/** Plain words as pieces of a message. */
export const spoken = (words: string, tone: Tone = 'normal'): Piece[] => wordPieces({ kind: 'text', text: words, tone });

/** Draws a block that is words as Discord Markdown: texts of at most `limit` characters, cut at the borders of rows, lines and sentences. */
function drawText(block: TextBlock, limit: number): string[] {
  return draw(block, limit).filter(isVisible);
}

function draw(block: TextBlock, limit: number): string[] {
  switch (block.kind) {
    case 'heading':
      return within(block.text, limit, (text) => `### ${escapeText(oneLine(text))}`);
    case 'text':
      return within(block.text, limit, TONES[block.tone]);
    case 'facts':
      return gathered(
        block.facts.flatMap((fact) => factLines(fact, limit)),
        limit,
      );
    case 'list':
      return gathered(
        block.items.flatMap((item, nth) => within(item, limit, (text) => `${block.ordered ? `${nth + 1}.` : '-'} ${escapeText(oneLine(text))}`)),
        limit,
      );
    case 'table':
      return tableAsCode(block, limit) ?? gathered(records(block, limit), limit);
    case 'quote':
      return drawQuote(block, limit);
  }
}

/** https://support.discord.com/hc/en-us/articles/210298617: `-#` is small print, and holds for one line. */
const TONES: Readonly<Record<'normal' | 'muted' | 'warning', (text: string) => string>> = {
  normal: paragraphs,
  muted: (text) => eachLine(paragraphs(text), (line) => `-# ${line}`),
  warning: (text) => `⚠️ ${paragraphs(text)}`,
};

function drawQuote({ text, sources }: Quote, limit: number): string[] {
  const body = within(text, limit, (part) => eachLine(paragraphs(part), (line) => `> ${line}`, '> '));
  return [
    ...body,
    ...gathered(
      sources.flatMap((source) => sourceLines(source, limit)),
      limit,
    ),
  ];
}

/** The title is the link, in angle brackets so that it does not unfurl. An address with brackets of its own stands as it is, after the citation. */
function sourceLines(source: Citation, limit: number): string[] {
  const { url = '' } = source;
  const isLink = /^https?:\/\/[^\s<>()[\]\\]+$/u.test(url);
  const titled = isLink && canBeLabel(source.title) ? titleAsLink(source, url) : undefined;
  if (titled !== undefined && titled.length <= limit) return [titled];
  const link = isLink ? `[open](<${url}>)` : escapeText(oneLine(url));
  const lines = within(citationLine(source), limit, (text) => `-# Source: ${escapeText(oneLine(text))}`);
  const last = lines.at(-1) ?? '';
  if (link === '' || link.length > limit) return [...lines, ...within(url, limit, (text) => `-# ${escapeText(oneLine(text))}`)];
  return last.length + link.length + 3 <= limit ? [...lines.slice(0, -1), `${last} · ${link}`] : [...lines, `-# ${link}`];
}

function titleAsLink(source: Citation, url: string): string {
  const { before, title, after } = citationParts(source);
  return `-# Source: ${escapeText(before.replace(/\s+/gu, ' '))}[${escapeText(oneLine(title))}](<${url}>)${escapeText(after.replace(/\s+/gu, ' '))}`;
}

/** Brackets and code would end a link early; one whose words look like an address is not made a link, because it could lead elsewhere. */
const canBeLabel = (title: string): boolean => isVisible(title) && !/[[\]`\\]|<#|:\/\/|\w\.[a-z]{2}/iu.test(title);

function factLines({ label, value }: Fact, limit: number): string[] {
  const name = `**${escapeText(oneLine(label)) || '–'}:**`;
  const whole = `${name} ${paragraphs(value)}`;
  if (whole.length <= limit) return [whole];
  return [...within(label, limit, (text) => `**${escapeText(oneLine(text))}:**`), ...within(value, limit, paragraphs)];
}

/** A wide table row by row: the first cell in bold, the others as a list under it, each after its column's label. */
function records({ columns, rows }: Table, limit: number): string[] {
  // One without rows still shows what it is about.
  if (rows.length === 0) return columns.flatMap(({ label }) => within(oneLine(label), limit, (text) => `- ${escapeText(text)}`));
  return rows.flatMap((row) =>
    columns.flatMap(({ label }, at) => {
      const cell = `${oneLine(label) || '–'}: ${oneLine(row[at] ?? '')}`;
      return within(cell, limit, (text) => (at === 0 ? `**${escapeText(text)}**` : `- ${escapeText(text)}`));
    }),
  );
}

/** Lines that begin with `- ` are list items; all else shows as written. */
function paragraphs(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('- ') ? `- ${escapeText(line.slice(2))}` : escapeText(line)))
    .join('\n');
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Empty lines stay empty, because a mark with nothing after it shows as a mark. */
const eachLine = (text: string, mark: (line: string) => string, empty = ''): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? empty : mark(line)))
    .join('\n');

/** Parts of a text that are each within the limit when drawn: marks and escapes make a text longer, by how much shows only in the drawing. */
function within(text: string, limit: number, drawn: (part: string) => string): string[] {
  if (!isVisible(text)) return [];
  let parts = [drawn(text)];
  for (let room = limit; room >= 2 && parts.some((part) => part.length > limit); room = Math.floor(room / 2)) parts = splitText(text, room).map(drawn);
  return parts;
}

/** Gathers lines into texts within the limit. */
const gathered = (lines: readonly string[], limit: number): string[] => group(lines, limit + 1, (line) => line.length + 1).map((part) => part.join('\n'));
