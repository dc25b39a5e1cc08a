import { inflateSync } from 'node:zlib';

export const raw = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

export const pagesOf = (pdf: Uint8Array): number => raw(pdf).match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

/** The words of a file that pdfkit made. Glyphs are numbered in the order they first occur: each font's own table says which letters they are. */
export function wordsOf(pdf: Uint8Array): string {
  const file = raw(pdf);
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]));
  const fonts = new Map<string, string[]>();
  for (const [, name = '', id = ''] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const [, unicode = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '') ?? [];
    fonts.set(name, lettersIn(streamOf(objects.get(unicode) ?? '')));
  }
  const contents = [...objects.values()].filter((body) => body.includes('stream')).map(streamOf);
  return contents
    .flatMap((content) => spoken(content, fonts))
    .join(' ')
    .replace(/\s+/g, ' ');
}

function streamOf(body: string): string {
  const [, data = ''] = /stream\n([\s\S]*?)\nendstream/.exec(body) ?? [];
  return body.includes('/FlateDecode') ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data;
}

/** The letters of a font's glyphs in their order: `[<0041> <00660069>]`. */
function lettersIn(table: string): string[] {
  const [, ...lists] = table.split('[');
  const codes = lists.flatMap((list) => [...(list.split(']')[0] ?? '').matchAll(/<([0-9a-f ]+)>/gi)].map(([, hex = '']) => hex.replace(/ /g, '')));
  return codes.map((hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le'));
}

/** What a page shows, run by run: `/F2 10 Tf` chooses a font, `[<0001> 5 <0002>] TJ` shows glyphs. */
function spoken(content: string, fonts: ReadonlyMap<string, readonly string[]>): string[] {
  let font: readonly string[] = [];
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].map(([, name, glyphs = '']) => {
    if (name !== undefined) font = fonts.get(name) ?? [];
    const hex = [...glyphs.matchAll(/<([0-9a-f]+)>/gi)].map(([, run = '']) => run).join('');
    return (hex.match(/.{4}/g) ?? []).map((glyph) => font[Number.parseInt(glyph, 16)] ?? '?').join('');
  });
}
