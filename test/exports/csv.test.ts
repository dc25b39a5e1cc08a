import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/exports/csv.ts';

const text = (rows: readonly (readonly (string | number)[])[]): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv(rows));

/** RFC 4180, read by its grammar. */
function parsed(file: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of file.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('a spreadsheet', () => {
  it('is read as UTF-8 by Excel, and ends every line', () => {
    expect([...csv([['£']])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    expect(text([['a', 'b'], ['c']])).toBe('\uFEFFa,b\r\nc\r\n');
  });

  it.each(['=1+1', '+SUM(A1)', '-2+3', '@import', ' =cmd|calc', '\t=x', '|x', '＝1', '-', '-2 counters close'])('`%s` is never a formula', (words) => {
    expect(parsed(text([[words]]))).toEqual([[`'${words}`]]);
  });

  it.each([
    [-5, '-5'],
    [0.421606, '0.421606'],
    [1e6, '1000000'],
    ['-5', '-5'],
    ['1.5', '1.5'],
    ['−5', '−5'],
  ])('%s stays a number', (value, shown) => {
    expect(parsed(text([[value]]))).toEqual([[shown]]);
  });

  it('comes back as it was written, whatever was written', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a,b', 'say "yes"', 'two\r\nlines', '"', ',', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const whole = rows.map((row) => row.map((one) => one.toWellFormed()));
        const back = parsed(text(whole));
        expect(back.map((row) => row.map((one) => one.replace(/^'/, '')))).toEqual(whole.map((row) => row.map((one) => one.replace(/^'/, ''))));
      }),
    );
  });
});
