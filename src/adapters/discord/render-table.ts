import type { Table } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { escapeCode, hasChannel } from './escape.ts';
import { PHONE_COLUMNS } from './limits.ts';

const GAP = '  ';
const FENCE = '```';

/**
 * A table as fixed-width text in code blocks of at most `limit` characters, cut between rows, each with its heads again.
 * Undefined for one too wide for a phone: Discord wraps code there, and a wrapped table cannot be read. Undefined too for one that names
 * channels, which code would show as numbers.
 */
export function tableAsCode(table: Table, limit: number): string[] | undefined {
  const widths = widthsOf(table);
  if (widths === undefined || table.rows.flat().some(hasChannel)) return undefined;
  const labels = table.columns.map(({ label }) => label);
  const head = [...rowLines(labels, table, widths), widths.map((columns) => '─'.repeat(columns)).join(GAP)];
  const lines = table.rows.map((row) => rowLines(row, table, widths));
  // Where cells wrap, an empty line shows which of them are one row.
  const end = lines.some(({ length }) => length > 1) ? '\n' : '';
  const rows = lines.map((row) => row.join('\n') + end);
  const room = limit - [FENCE, ...head, FENCE].join('\n').length - 1;
  if (room < 0 || rows.some((row) => row.length > room)) return undefined;
  const parts = rows.length === 0 ? [[]] : group(rows, room, (row) => row.length + 1);
  return parts.map((part) => [FENCE, ...head, ...(part.length === 0 ? [] : [part.join('\n').trimEnd()]), FENCE].join('\n'));
}

/** As wide as the widest cell while the table fits; else the widest columns give way, down to their longest word. */
function widthsOf({ columns, rows }: Table): number[] | undefined {
  const cells = columns.map(({ label }, at) => [label, ...rows.map((row) => row[at] ?? '')].map(printed));
  const least = cells.map((column) => Math.max(1, ...column.flatMap((cell) => cell.split(' ').map(width))));
  const room = PHONE_COLUMNS - GAP.length * (columns.length - 1);
  if (columns.length === 0 || sum(least) > room) return undefined;
  const widths = cells.map((column) => Math.max(1, ...column.map(width)));
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const canGive = widths.map((one, at) => (one > (least[at] ?? one) ? one : 0));
    const widest = canGive.indexOf(Math.max(...canGive));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A row as lines of text: cells wrap between words and stand in their columns. */
function rowLines(row: readonly string[], { columns }: Table, widths: readonly number[]): string[] {
  const cells = columns.map((_, at) => wrap(printed(row[at] ?? ''), widths[at] ?? 1));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, nth) =>
    columns
      .map(({ align }, at) => pad(cells[at]?.[nth] ?? '', widths[at] ?? 1, align))
      .join(GAP)
      .trimEnd(),
  );
}

const wrap = (cell: string, columns: number): string[] => group(cell.split(' '), columns + 1, (word) => width(word) + 1).map((words) => words.join(' '));

const printed = (cell: string): string => escapeCode(cell).replace(/\s+/gu, ' ').trim();

const width = (text: string): number => [...text].length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function pad(text: string, columns: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'right' ? space + text : text + space;
}
