import { COLUMN, FLOOR, type Font, INK, PAPER, type Paper } from './pdf-paper.ts';

export interface PdfColumn {
  readonly label: string;
  /** Its part of the width; all together make 1. */
  readonly part: number;
  readonly font?: Font;
}

const SIZE = 8.5;
const PAD = 4;
const LINE_GAP = 1.5;

type Row = readonly string[];

/** A table that breaks between rows, with its head on every page. A row taller than a page is written out over the whole width. */
export function drawTable(paper: Paper, columns: readonly PdfColumn[], rows: readonly Row[], { hasHead = true } = {}): void {
  const { doc, tagged } = paper;
  const head = columns.map(({ label }) => label);
  const heads = columns.map((): Font => 'bold');
  const fonts = columns.map(({ font = 'plain' }) => font);
  const heightOf = (row: Row, as: readonly Font[]): number =>
    2 * PAD +
    Math.max(
      ...columns.map(({ part }, at) =>
        doc
          .font(as[at] ?? 'plain')
          .fontSize(SIZE)
          .heightOfString(row[at] ?? '', { width: part * COLUMN - 2 * PAD, lineGap: LINE_GAP }),
      ),
    );
  const headHeight = hasHead ? heightOf(head, heads) : 0;
  const room = FLOOR - PAPER.top - headHeight;

  function drawHead(): void {
    if (hasHead) drawRow(head, heads, headHeight, INK.shade, 'TH');
  }

  function drawRow(row: Row, as: readonly Font[], height: number, fill: string | undefined, cell: 'TH' | 'TD'): void {
    const top = doc.y;
    doc.markContent('Artifact', { type: 'Layout' });
    if (fill !== undefined) doc.rect(PAPER.left, top, COLUMN, height).fill(fill);
    doc
      .moveTo(PAPER.left, top + height)
      .lineTo(PAPER.left + COLUMN, top + height)
      .lineWidth(0.5)
      .stroke(INK.line);
    doc.endMarkedContent();
    let left: number = PAPER.left;
    for (const [at, { part }] of columns.entries()) {
      const x = left + PAD;
      tagged(cell, () =>
        doc
          .font(as[at] ?? 'plain')
          .fontSize(SIZE)
          .fillColor(INK.text)
          .text(row[at] ?? '', x, top + PAD, { width: part * COLUMN - 2 * PAD, lineGap: LINE_GAP }),
      );
      left += part * COLUMN;
    }
    doc.x = PAPER.left;
    doc.y = top + height;
  }

  /** Each cell as a paragraph under the label of its column. */
  function writeOut(row: Row): void {
    for (const [at, { label }] of columns.entries()) {
      doc.font('plain').fontSize(SIZE).fillColor(INK.text);
      tagged('P', () => doc.text(`${label}: ${row[at] ?? ''}`, PAPER.left, doc.y + PAD, { width: COLUMN, lineGap: LINE_GAP }));
    }
    doc.y += PAD;
  }

  paper.need(headHeight + Math.min(room, ...rows.slice(0, 1).map((row) => heightOf(row, fonts))));
  drawHead();
  for (const row of rows) {
    const height = heightOf(row, fonts);
    if (height > room) {
      writeOut(row);
      continue;
    }
    if (doc.y + height > FLOOR) {
      doc.addPage();
      drawHead();
    }
    drawRow(row, fonts, height, undefined, 'TD');
  }
  doc.y += 8;
}
