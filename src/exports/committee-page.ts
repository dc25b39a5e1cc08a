import { type Citation, citationLine } from '../core/reply.ts';
import { COLUMN, FLOOR, finish, INK, openPaper, PAPER, type Paper, write, writeHeading } from './pdf-paper.ts';
import { drawTable } from './pdf-table.ts';
import type { Report } from './report.ts';

/** A page to hand to a committee, as PDF: A4, black and white, its fonts within, tagged for screen readers. */
export async function committeePage(report: Report, made: Date): Promise<Uint8Array> {
  const paper = openPaper(report.title, made);
  write(paper, report.title, { font: 'bold', size: 19, after: 2, tag: 'H1' });
  write(paper, report.date, { font: 'plain', size: 10, colour: INK.muted, after: 10 });
  if (report.words !== undefined) write(paper, report.words, { font: 'plain', size: 10.5, after: 10 });
  drawHeadline(paper, report.headline);
  const first = report.results.length > MOST_RESULTS ? FIRST_RESULTS : MOST_RESULTS;
  drawResults(paper, report.results.slice(0, first));
  if (report.chart !== undefined) drawPicture(paper, report.chart);
  drawResults(paper, report.results.slice(first));
  drawJudgement(paper, report);
  drawWorking(paper, report);
  drawEvidence(paper, report);
  return finish(paper, `${report.title}, ${report.date}`);
}

/** Of more results than this only the first stand before the picture, which belongs on the first page. */
const MOST_RESULTS = 12;
const FIRST_RESULTS = 6;

function drawResults(paper: Paper, results: Report['results']): void {
  if (results.length === 0) return;
  drawTable(
    paper,
    [
      { label: 'Result', part: 0.5 },
      { label: 'Value', part: 0.5, font: 'bold' },
    ],
    results.map(({ label, value }) => [label, value]),
  );
}

function drawHeadline(paper: Paper, headline: string): void {
  const { doc } = paper;
  const [inset, size] = [12, 12];
  const height =
    doc
      .font('bold')
      .fontSize(size)
      .heightOfString(headline, { width: COLUMN - 2 * inset, lineGap: 2.4 }) +
    2 * inset -
    2;
  paper.need(Math.min(height, FLOOR - PAPER.top));
  const top = doc.y;
  if (top + height <= FLOOR) {
    doc.markContent('Artifact', { type: 'Layout' });
    doc.rect(PAPER.left, top, COLUMN, height).fill(INK.shade);
    doc.rect(PAPER.left, top, 4, height).fill(INK.text);
    doc.endMarkedContent();
  }
  doc.y = top + inset;
  write(paper, headline, { font: 'bold', size, indent: inset, after: inset + 4 });
}

/** At most this high, so that words stay beside it on the page. */
const PICTURE = { width: 380, height: 300 } as const;

function drawPicture(paper: Paper, { png, alt }: NonNullable<Report['chart']>): void {
  const { doc } = paper;
  const { width, height } = sizeOf(png);
  const scale = Math.min(PICTURE.width / width, PICTURE.height / height);
  paper.need(height * scale + 16);
  const top = doc.y;
  paper.tagged('Figure', () => doc.image(Buffer.from(png), PAPER.left + (COLUMN - width * scale) / 2, top, { width: width * scale, height: height * scale }), {
    alt,
  });
  doc.x = PAPER.left;
  doc.y = top + height * scale + 10;
}

/** A PNG says its size in its first chunk: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function drawJudgement(paper: Paper, { certainty, warnings, question }: Report): void {
  writeHeading(paper, 'How sure this is');
  write(paper, `${certainty.level.charAt(0).toUpperCase()}${certainty.level.slice(1)}. ${certainty.why}`, { font: 'plain', size: 10 });
  for (const warning of warnings) write(paper, warning, { font: 'plain', size: 10, indent: 14, bullet: '•', after: 4 });
  writeHeading(paper, 'The question to ask next');
  write(paper, question, { font: 'bold', size: 11 });
}

function drawWorking(paper: Paper, { working }: Report): void {
  writeHeading(paper, 'How it was worked out');
  drawTable(
    paper,
    [
      { label: 'What', part: 0.2, font: 'bold' },
      { label: 'How', part: 0.27 },
      { label: 'Figures', part: 0.27 },
      { label: 'Value', part: 0.15, font: 'bold' },
      { label: 'From', part: 0.11 },
    ],
    working.map(({ label, formula, figures, value, from }) => [label, formula, figures, value, from]),
  );
}

/** Each source stands once, in a list that the statements point to. */
function drawEvidence(paper: Paper, { evidence }: Report): void {
  if (evidence.length === 0) return;
  const lines = [...new Set(evidence.flatMap(({ sources }) => sources).map(sourceLine))];
  writeHeading(paper, 'What it rests on, and how weak that is');
  for (const { statement, weakness, sources } of evidence) {
    const numbers = sources.map((source) => `[${lines.indexOf(sourceLine(source)) + 1}]`).join(' ');
    paper.need(60);
    write(paper, `${statement} ${numbers}`, { font: 'plain', size: 10, after: 2 });
    write(paper, `Weakness: ${weakness}`, { font: 'slanted', size: 9.5, indent: 12, after: 8 });
  }
  writeHeading(paper, 'Sources');
  for (const [nth, line] of lines.entries()) write(paper, `[${nth + 1}]  ${line}`, { font: 'plain', size: 8.5, after: 2 });
  const grades =
    'The grade of a source says who speaks, not whether they are right: A official (law, court, government, council), B press, trade press, law firm or think tank, C union, campaign, party, company or blog.';
  write(paper, grades, { font: 'plain', size: 8.5, colour: INK.muted });
}

const sourceLine = (source: Citation): string => `${citationLine(source)}${source.url === undefined ? '' : `. ${source.url}`}`;
