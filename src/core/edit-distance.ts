/** Optimal string alignment distance (insert, delete, replace, swap neighbours), or `limit + 1` as soon as it must exceed `limit`. */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let rows: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const next = nextRow(from, to, row, rows);
    if (Math.min(...next) > limit) return limit + 1;
    rows = [rows[1], next];
  }
  return rows[1][to.length] ?? limit + 1;
}

function nextRow(from: string, to: string, row: number, [beforeLast, last]: readonly [number[], number[]]): number[] {
  const next = [row];
  for (let column = 1; column <= to.length; column += 1) {
    const replace = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
    const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    const swap = swapped ? (beforeLast[column - 2] ?? 0) + 1 : replace;
    next.push(Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, replace, swap));
  }
  return next;
}
