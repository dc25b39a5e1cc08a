import { columns, folded, padEnd, padStart } from './columns.ts';
import { drawn } from './scale.ts';

/** A terminal's usual width. */
export const COLUMNS = 80;

/** A stretch of a bar, in the amounts of the chart, and what it is drawn with. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly with: string;
}

export interface PlainRow {
  readonly label: string;
  readonly stretches: readonly Stretch[];
  readonly amount: string;
}

const WIDEST_LABEL = 26;

/**
 * Bars under each other: label, bar, amount. A label that is too long goes on below.
 * @param all the rows of all blocks of a chart, so that the blocks have one scale
 * @param ends amounts that the scale must reach
 */
export function plainBars(rows: readonly PlainRow[], all: readonly PlainRow[] = rows, ends: readonly number[] = []): string[] {
  const lines = (row: PlainRow): string[] => folded(row.label, WIDEST_LABEL);
  const labelWidth = Math.max(0, ...all.flatMap(lines).map(columns));
  const amountWidth = Math.max(0, ...all.map(({ amount }) => columns(amount)));
  const width = COLUMNS - labelWidth - amountWidth - 4;
  const amounts = [0, ...ends, ...all.flatMap(({ stretches }) => stretches.flatMap(({ from, to }) => [from, to]))].map(drawn);
  const scale = { min: Math.min(...amounts), max: Math.max(...amounts) };
  return rows.flatMap((row) => {
    const { stretches, amount } = row;
    const [first = '', ...more] = lines(row);
    return [`${padEnd(first, labelWidth)}  ${bar(stretches, scale, width)}  ${padStart(amount, amountWidth)}`, ...more];
  });
}

/** Nought is marked where there are amounts on both sides of it. */
function bar(stretches: readonly Stretch[], { min, max }: { min: number; max: number }, width: number): string {
  const cells = Array.from({ length: width }, () => ' ');
  const at = (amount: number): number => (max === min ? 0 : Math.round(((drawn(amount) - min) / (max - min)) * (width - 1)));
  for (const { from, to, with: mark } of stretches) {
    const [start, end] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
    for (let cell = start; cell <= end && from !== to; cell += 1) cells[cell] = mark;
  }
  if (min < 0) cells[at(0)] = '│';
  return cells.join('');
}
