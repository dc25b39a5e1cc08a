import type { Lexer, MarkedToken, Token, Tokens } from 'marked';

/** Marks within a line, as plain words. */
export interface Inline {
  (markdown: string): string;
  /** What is not read as Markdown. */
  asTyped(raw: string): string;
}

/** Marks are looked for in so many characters at a time, so that the time it takes grows as the text does. */
const AT_ONCE = 5_000;

export function createInline(lexer: Lexer): Inline {
  const inline = (markdown: string): string =>
    piecesOf(markdown)
      .map((piece) => wordsOf(lexer.inlineTokens(piece)))
      .join('');
  return Object.assign(inline, { asTyped });
}

/** Cut at white space, where there is some. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const most = text.slice(at, at + AT_ONCE);
    const whole = at + AT_ONCE < text.length ? (/^[\s\S]*\s/u.exec(most)?.[0] ?? most) : most;
    pieces.push(whole);
    at += whole.length;
  }
  return pieces;
}

const wordsOf = (tokens: readonly Token[]): string => tokens.map((token) => wordsIn(token as MarkedToken)).join('');

function wordsIn(token: MarkedToken): string {
  switch (token.type) {
    case 'strong':
    case 'em':
      return wordsOf(token.tokens);
    case 'del':
      // Without its marks it would say the opposite.
      return `~~${wordsOf(token.tokens)}~~`;
    case 'br':
      return '\n';
    case 'escape':
      return token.text;
    case 'link':
      return linked(wordsOf(token.tokens), token);
    case 'image':
      return linked(wordsOf(token.tokens) || 'Picture', token);
    case 'text':
      return decoded(token.text);
    default:
      return asTyped(token.raw);
  }
}

/** Words and the address that they lead to; with any other address than of a page or a mailbox, as it was typed. */
function linked(words: string, { href, title, raw }: Pick<Tokens.Link, 'href' | 'title' | 'raw'>): string {
  const address = decoded(href).replace(/^mailto:/iu, '');
  if (!/^(?:https?:\/\/|mailto:)[^\s<>]+$/iu.test(decoded(href))) return asTyped(raw);
  const named = title ? `${address}, “${decoded(title)}”` : address;
  return words === '' || words === address ? named : `${words} (${named})`;
}

/** Tags that only say how words look. Others stay, so that `<your name>` does, and nothing in a script is hidden. */
const LOOKS = /<\/?(?:b|i|u|em|strong|s|p|div|span|small|sup|sub|center)\s*\/?>/giu;

const asTyped = (raw: string): string => decoded(raw.replace(/<br\s*\/?>/giu, '\n').replace(LOOKS, ''));

/** The characters that people write by name: https://html.spec.whatwg.org/multipage/named-characters.html */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  pound: '£',
  euro: '€',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** With the characters that are written by name or number. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal?: string, hex?: string, name?: string) =>
    name === undefined ? character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal), whole) : (NAMED[name] ?? whole),
  );

/** Numbers that stand for no character stay as they are. */
const character = (code: number, whole: string): string =>
  code >= 0x20 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : whole;
