import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const { resolve } = createRequire(import.meta.url);

/** Embedded, so that it prints alike everywhere and has every letter that people write. */
const FONTS = { plain: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf', slanted: 'DejaVuSansCondensed-Oblique.ttf' } as const;

/** A4, in points. */
export const PAPER = { left: 54, right: 54, top: 46, bottom: 56, width: 595.28, height: 841.89 } as const;
export const COLUMN = PAPER.width - PAPER.left - PAPER.right;
export const FLOOR = PAPER.height - PAPER.bottom;

/** Black and greys only: committees print in black and white. */
export const INK = { text: '#000000', muted: '#444444', line: '#888888', shade: '#eeeeee' } as const;

export type Font = keyof typeof FONTS;

export interface Style {
  readonly font: Font;
  readonly size: number;
  readonly colour?: string | undefined;
  /** Space after it. */
  readonly after?: number;
  readonly indent?: number;
  /** Stands before its first line, in the indent. */
  readonly bullet?: string;
  /** What a screen reader takes it for. */
  readonly tag?: 'H1' | 'H2' | 'P';
}

/** A page to write on from top to bottom, tagged for screen readers. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  /** Runs `draw`, whose content a screen reader takes for `tag`. */
  tagged(tag: string, draw: () => void, options?: { alt?: string }): void;
  /** A new page unless this much room is left. */
  need(height: number): void;
}

/** @param made when the file says that it was made */
export function openPaper(title: string, made: Date): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left: PAPER.left, right: PAPER.right, top: PAPER.top, bottom: PAPER.bottom },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    font: resolve(`dejavu-fonts-ttf/ttf/${FONTS.plain}`),
    info: { Title: title, Creator: 'Steward', CreationDate: made, ModDate: made },
  });
  for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, resolve(`dejavu-fonts-ttf/ttf/${file}`));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    tagged: (tag, draw, options = {}) => void root.add(doc.struct(tag, options, draw)),
    need(height) {
      if (doc.y + height > FLOOR && doc.y > PAPER.top) doc.addPage();
    },
  };
}

/** A paragraph over the whole width, going on on the next page where it must. */
export function write(paper: Paper, words: string, { font, size, colour = INK.text, after = 6, indent = 0, bullet, tag = 'P' }: Style): void {
  const { doc } = paper;
  paper.need(size * 1.5);
  paper.tagged(tag, () => {
    const top = doc.y;
    doc.font(font).fontSize(size).fillColor(colour);
    if (bullet !== undefined) doc.text(bullet, PAPER.left + 2, top, { lineBreak: false });
    doc.text(words, PAPER.left + indent, top, { width: COLUMN - indent, lineGap: size * 0.2 });
  });
  doc.y += after;
}

/** A heading stays with what follows it. */
export function writeHeading(paper: Paper, words: string): void {
  paper.need(90);
  paper.doc.y += 8;
  write(paper, words, { font: 'bold', size: 12.5, after: 5, tag: 'H2' });
}

/** Numbers every page at its foot, and closes the document. */
export async function finish({ doc }: Paper, foot: string): Promise<Uint8Array> {
  const { start, count } = doc.bufferedPageRange();
  for (let nth = 0; nth < count; nth += 1) {
    doc.switchToPage(start + nth);
    // What stands in the margin must not begin another page.
    doc.page.margins.bottom = 0;
    const y = PAPER.height - 36;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('plain').fontSize(8).fillColor(INK.muted);
    doc.text(foot, PAPER.left, y, { width: COLUMN - 90, height: 10, ellipsis: true, lineBreak: false });
    doc.text(`Page ${nth + 1} of ${count}`, PAPER.left + COLUMN - 80, y, { width: 80, align: 'right', lineBreak: false });
    doc.endMarkedContent();
  }
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((done, failed) => doc.on('end', done).on('error', failed));
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
