import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { type Block, heading, list, quote, text } from '../core/reply.ts';
import { createInline, type Inline } from './markdown-inline.ts';
import { PlainTokenizer } from './plain-tokenizer.ts';

/**
 * What somebody wrote in Markdown, as blocks of a reply: headings, paragraphs, lists, quotes and tables; code stands as written.
 * Nothing in it is active: links are words with their address, pictures their description, HTML is shown as it was typed. Never throws, loses no word.
 */
export function blocksOf(markdown: string): Block[] {
  const lexer = new Lexer({ gfm: true, tokenizer: new PlainTokenizer() });
  const inline = createInline(lexer);
  const tokens = lexer.blockTokens(shallow(markdown.toWellFormed().replace(/\r\n?/gu, '\n')));
  return tokens.flatMap((token) => drawn(known(token), inline));
}

const OF_ALL_KINDS = ['# x', '**x** *x* `x` <x> [x](a.b)', '- x\n1. x', '> x', '| x |\n|---|\n| x |'].join('\n\n');

/**
 * The first text takes a hundred times as long as the next, for its patterns are compiled then: that is done here, while nobody waits.
 * Twice, as they are compiled anew for letters beyond Latin-1.
 */
export function warmUp(): void {
  for (const letter of ['e', '–']) blocksOf(OF_ALL_KINDS.replaceAll('x', letter));
}

/** The lexer calls itself for each quote or list within another in one line: more of them than this are words. */
const DEEPEST = 12;
const MARKERS = new RegExp(`^((?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${DEEPEST}}[ \\t]*\\d*)(?=[>*+.)-])`, 'gmu');

const shallow = (markdown: string): string => markdown.replace(MARKERS, '$1\\');

/** Only extensions make other kinds, and there are none here. */
const known = (token: Token): MarkedToken => token as MarkedToken;

/** Whatever the drawing would leave out, such as a cell too many in a row: then it stands as it was typed. */
function drawn(token: MarkedToken, inline: Inline): Block[] {
  const blocks = draw(token, inline).filter((block) => textsOf(block).some((said) => /[^\s\p{Cc}\p{Cf}]/u.test(said)));
  const shown = new Set(blocks.flatMap(textsOf).flatMap(words));
  return words(inline.asTyped(token.raw).replaceAll(/mailto:/giu, ' ')).every((word) => shown.has(word)) ? blocks : [text(inline.asTyped(token.raw.trim()))];
}

function draw(token: MarkedToken, inline: Inline): Block[] {
  switch (token.type) {
    case 'heading':
      return [heading(inline(token.text))];
    case 'list':
      return drawList(token, inline);
    case 'blockquote':
      return [quote(linesOf(token.tokens, inline, '\n\n'), [])];
    case 'table':
      return [drawTable(token, inline)];
    case 'space':
    case 'hr':
      return [];
    default:
      return [text(wordsIn(token, inline))];
  }
}

/** Numbers that do not count from one stand as they were written. */
function drawList({ items, ordered, start }: Tokens.List, inline: Inline): Block[] {
  const isFlat = !items.some(({ tokens }) => tokens.some(({ type }) => type === 'list'));
  const isCounted = ordered && (!isFlat || start !== 1);
  const lines = itemLines({ items, ordered: isCounted, start }, inline, 0);
  return [isCounted ? text(lines.join('\n')) : list(lines, ordered)];
}

/** One line for each item, those of lists within it after it, with a dash for each list that they are in. */
function itemLines({ items, ordered, start }: Pick<Tokens.List, 'items' | 'ordered' | 'start'>, inline: Inline, depth: number): string[] {
  return items.flatMap(({ tokens }, nth) => {
    const lead = '– '.repeat(depth) + (ordered ? `${Number(start) + nth}. ` : '');
    const box = tokens.flatMap(({ type, raw }) => (type === 'checkbox' ? [raw] : [])).join('');
    const own = tokens.filter(({ type }) => type !== 'list' && type !== 'checkbox');
    const within = tokens.map(known).flatMap((token) => (token.type === 'list' ? itemLines(token, inline, depth + 1) : []));
    return [lead + box + linesOf(own, inline, '\n'), ...within];
  });
}

/** What stands in a quote or an item, as lines. */
const linesOf = (tokens: readonly Token[], inline: Inline, between: string): string =>
  tokens
    .map((token) => wordsIn(known(token), inline))
    .filter((part) => part !== '')
    .join(between);

function wordsIn(token: MarkedToken, inline: Inline): string {
  switch (token.type) {
    case 'list':
      return itemLines(token, inline, 0)
        .map((line) => (token.ordered ? line : `- ${line}`))
        .join('\n');
    case 'blockquote':
      return linesOf(token.tokens, inline, '\n\n');
    case 'paragraph':
    case 'heading':
    case 'text':
      return inline(token.text);
    case 'code':
      return [token.lang ?? '', token.text].filter((part) => part !== '').join('\n');
    case 'space':
      return '';
    default:
      return inline.asTyped(token.raw.trim());
  }
}

function drawTable({ header, rows }: Tokens.Table, inline: Inline): Block {
  return {
    kind: 'table',
    columns: header.map((cell) => ({ label: inline(cell.text), align: cell.align === 'right' ? 'right' : 'left' })),
    rows: rows.map((row) => header.map((_, at) => inline(row[at]?.text ?? ''))),
  };
}

const words = (said: string): readonly string[] => said.match(/[\p{L}\p{N}]+/gu) ?? [];

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'quote':
      return [block.text];
    case 'list':
      return block.items.flatMap((item, nth) => [item, block.ordered ? String(nth + 1) : '']);
    case 'table':
      return [...block.columns.map(({ label }) => label), ...block.rows.flat()];
    default:
      return [];
  }
}
