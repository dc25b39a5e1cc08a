import type { types } from '@slack/bolt';
import type { Table } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { leaves, richText, type SlackBlock, section } from './blocks.ts';
import { TABLE_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS } from './limits.ts';
import { drawFixed, partsOf } from './render-text.ts';

type Row = readonly string[];

/** A real table; one that is too long or too wide becomes several, each with its head, and with the first column when it was cut by columns. */
export function drawTable({ columns, rows }: Table): SlackBlock[] {
  return sideBySide(columns.length).flatMap((picked) => {
    const labels = picked.map((at) => columns[at]?.label ?? '');
    const settings = picked.map((at) => ({ align: columns[at]?.align ?? ('left' as const), is_wrapped: true }));
    const longest = Math.floor(TABLE_CHARACTERS / 3 / picked.length);
    const [head = [], ...moreHead] = tall(labels, longest);
    const body = [
      ...moreHead,
      ...rows.flatMap((row) =>
        tall(
          picked.map((at) => row[at] ?? ''),
          longest,
        ),
      ),
    ];
    const headCost = rowCost(head);
    // A row costs at least its share of the rows there may be, so that one measure keeps both limits.
    const share = (TABLE_CHARACTERS - headCost) / (TABLE_ROWS - 1);
    const pages = body.length === 0 ? [[]] : group(body, TABLE_CHARACTERS - headCost, (row) => Math.max(rowCost(row), share));
    return pages.map((page): SlackBlock => ({ type: 'table', column_settings: settings, rows: [head.map(headCell), ...page.map((row) => row.map(cell))] }));
  });
}

/** Which columns stand in which table. */
function sideBySide(count: number): number[][] {
  const all = Array.from({ length: count }, (_, at) => at);
  if (count === 0) return [];
  if (count <= TABLE_COLUMNS) return [all];
  return group(all.slice(1), TABLE_COLUMNS - 1, () => 1).map((some) => [0, ...some]);
}

/** A row whose cells are too long goes on in the rows below it. */
function tall(row: Row, longest: number): string[][] {
  const parts = row.map((text) => partsOf(text, longest));
  const height = Math.max(1, ...parts.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => parts.map((cellParts) => cellParts[line] ?? ''));
}

const rowCost = (row: Row): number => row.reduce((sum, text) => sum + Math.max(1, text.length), 0);

const cellOf = (text: string, style: { bold?: true } = {}): types.RichTextBlock =>
  richText([section(text === '' ? [{ type: 'text', text: ' ' }] : leaves(text, style))]);
const cell = (text: string): types.RichTextBlock => cellOf(text);
const headCell = (text: string): types.RichTextBlock => cellOf(text, { bold: true });

/** The table in fixed pitch, for a Home tab or a modal, where Slack has no tables: one line for each cell, under the row's first. */
export function drawTablePlainly({ columns, rows }: Table): SlackBlock[] {
  const lines = rows.map((row) => columns.map(({ label }, at) => `${at === 0 ? '' : '  '}${label}: ${row[at] ?? ''}`).join('\n'));
  return drawFixed(lines.length === 0 ? columns.map(({ label }) => label).join('\n') : lines.join('\n\n'));
}
