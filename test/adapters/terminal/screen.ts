import { PassThrough, type Writable } from 'node:stream';

/** A terminal as a program and a person see it: what is written to it, as lines. */
export interface Screen {
  /** For a program to write to: a stream that has columns. */
  readonly output: Writable;
  /** All lines, without spaces at their ends. */
  lines(): string[];
  readonly bells: number;
}

/** A control sequence, a line break, or any other character. */
const PIECE = /\u001b\[(?<count>\d*)(?:;\d*)*(?<final>[A-Za-z])|(?<other>[\s\S])/gu;

/** Enough of a terminal for readline: moving about, clearing to the end, wrapping. */
export function screenOf(columns: number): Screen {
  const rows: string[][] = [[]];
  const at = { row: 0, column: 0 };
  let bells = 0;
  const newRow = (): void => {
    at.row += 1;
    at.column = 0;
    rows[at.row] ??= [];
  };
  const moves: Readonly<Record<string, (count: number) => void>> = {
    A: (count) => {
      at.row = Math.max(0, at.row - Math.max(1, count));
    },
    B: (count) => {
      at.row = Math.min(rows.length - 1, at.row + Math.max(1, count));
    },
    C: (count) => {
      at.column = Math.min(columns - 1, at.column + Math.max(1, count));
    },
    D: (count) => {
      at.column = Math.max(0, at.column - Math.max(1, count));
    },
    G: (count) => {
      at.column = Math.max(1, count) - 1;
    },
    J: () => {
      rows.splice(at.row + 1);
      rows[at.row]?.splice(at.column);
    },
    K: () => void rows[at.row]?.splice(at.column),
  };
  const controls: Readonly<Record<string, () => void>> = {
    '\n': newRow,
    '\r': () => {
      at.column = 0;
    },
    '\u0007': () => {
      bells += 1;
    },
  };
  const draw = (character: string): void => {
    if (at.column >= columns) newRow();
    const row = rows[at.row] ?? [];
    while (row.length < at.column) row.push(' ');
    row[at.column] = character;
    at.column += 1;
  };
  const output = Object.assign(new PassThrough(), { columns });
  output.on('data', (chunk: Buffer) => {
    for (const { groups } of chunk.toString().matchAll(PIECE)) {
      const { count, final, other = '' } = groups ?? {};
      if (final !== undefined) moves[final]?.(Number(count));
      else (controls[other] ?? (() => draw(other)))();
    }
  });
  return {
    output,
    lines: () => rows.map((row) => row.join('').trimEnd()),
    get bells() {
      return bells;
    },
  };
}
