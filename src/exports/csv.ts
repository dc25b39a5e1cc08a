/** Excel reads a CSV file as UTF-8 only with this mark before it. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** A table as RFC 4180 has it. Numbers stay numbers; text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csv(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(cell).join(','));
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join('')}`);
}

/** https://owasp.org/www-community/attacks/CSV_Injection: also after white space, which a spreadsheet drops. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/u;
/** A plain number is none, whatever its sign. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
