/** Advance widths of DejaVu Sans in parts of its size, by the characters that have them. The rest are as wide as a digit. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [0.29, "'ijlIJ’"],
  [0.34, ' ,./:;\\|f'],
  [0.39, '-()[]t!r'],
  [0.5, '"*_`sz?–“”'],
  [0.57, 'cLFk'],
  [0.61, 'vxyPTYaoe'],
  [0.69, 'KAVBRXZC'],
  [0.76, 'UHNDG&OQ'],
  [0.84, 'w#+<=>^~M×÷−★'],
  [0.98, '%mW@…—'],
];
const WIDTH_OF = new Map(WIDTHS.flatMap(([width, characters]) => [...characters].map((character): [string, number] => [character, width])));

/** The condensed cut that is drawn with, and how much wider its bold is. */
const CONDENSED = 0.9;
const BOLD = 1.1;

/** How wide a text is drawn, to a few parts in a hundred. */
export function textWidth(text: string, size: number, isBold = false): number {
  let width = 0;
  for (const character of text) width += WIDTH_OF.get(character) ?? (character > '\u2E7F' ? 1.1 : 0.635);
  return width * size * CONDENSED * (isBold ? BOLD : 1);
}

/** Without what XML cannot hold, and with white space made plain. */
export const drawable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\uFFFE\uFFFF\p{Cf}]/gu, '')
    .trim();

/** Cuts a text into lines that fit; what is more than `most` lines ends with an ellipsis. */
export function wrapped(text: string, width: number, size: number, most: number, isBold = false): string[] {
  const fits = (line: string): boolean => textWidth(line, size, isBold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of drawable(text)
    .split(' ')
    .flatMap((long) => pieces(long, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), fits)];
  return kept.map(harmless);
}

/** What draws keeps the widths of texts in an object, by text: the name of something that every object has would break it. */
const harmless = (line: string): string => (line in {} ? `${line} ` : line);

/** A word that is wider than a line, in pieces that are not. */
function pieces(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && !fits(part + character)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function cut(text: string, fits: (text: string) => boolean): string {
  let kept = [...text].slice(0, 200);
  while (kept.length > 0 && !fits(`${kept.join('')}…`)) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}
