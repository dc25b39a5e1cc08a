import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBranches } from '../../src/directory/read-branches.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
/** Latin-1: what Windows-1252 and it have in common. */
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const ENCODINGS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': utf8,
  'UTF-8 with a byte order mark': (text) => utf8(`\uFEFF${text}`),
  'UTF-16 little-endian': (text) => utf16(text, false),
  'UTF-16 big-endian': (text) => utf16(text, true),
  'Latin-1': latin1,
};
const DELIMITERS = [',', ';', '\t'] as const;

describe('readBranches', () => {
  describe.each(Object.entries(ENCODINGS))('in %s', (_, encode) => {
    it.each(DELIMITERS)('reads back every row, with %j between cells', (delimiter) => {
      // Letters that Latin-1 has too, and all that has a meaning in CSV.
      const cell = fc.string({ unit: fc.constantFrom(...'abcÉéôñß £&/-\'",;\t|()12'), maxLength: 12 }).map((text) => text.replace(/\s+/gu, ' ').trim());
      const row = fc.record({ name: cell.filter((text) => text !== ''), code: cell, region: cell, serviceGroups: cell, tags: cell });
      const quoted = (text: string): string => (/[",;\t\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      fc.assert(
        fc.property(fc.array(row, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
          const lines = [
            ['Branch', 'Code', 'Region', 'Service groups', 'Tags'],
            ...rows.map((one) => [one.name, one.code, one.region, one.serviceGroups, one.tags]),
          ];
          const file = lines.map((cells) => cells.map(quoted).join(delimiter) + end).join('');
          const read = readBranches(encode(file));
          expect(read.faults).toEqual([]);
          expect(read.rows.map(({ channel: _channel, ...rest }) => rest)).toEqual(rows.map((one, nth) => ({ row: nth + 2, ...one })));
        }),
        { numRuns: 40 },
      );
    });
  });

  it('reads what Windows writes: Latin-1 letters, semicolons, and a pound sign', () => {
    const { rows } = readBranches(latin1('Branch name;Branch No.;REGION\r\nYnys Môn;W 12;Cymru/Wales\r\n'));
    expect(rows).toEqual([expect.objectContaining({ row: 2, name: 'Ynys Môn', code: 'W 12', region: 'Cymru/Wales' })]);
    const marked = readBranches(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), latin1('Branch;Region\r\nMôn;Wales\r\n')]));
    expect(marked.rows[0]?.name).toBe('Môn');
  });

  it.each([
    ['Name,Branch Code,Service Group,Labels', { name: 'A', code: 'B', serviceGroups: 'C', tags: 'D' }],
    ['code;BRANCH_NAME;tag;Region Name', { code: 'A', name: 'B', tags: 'C', region: 'D' }],
    ['sep=;\nregion;branch;ref;sector', { region: 'A', name: 'B', code: 'C', serviceGroups: 'D' }],
  ])('knows the columns of %j', (header, expected) => {
    const delimiter = header.includes(';') ? ';' : ',';
    expect(readBranches(utf8(`${header}\n${['A', 'B', 'C', 'D'].join(delimiter)}\n`)).rows[0]).toMatchObject(expected);
  });

  it('keeps nothing of other columns, and names them', () => {
    const { rows, ignored } = readBranches(utf8('Branch,Secretary,Region,E-mail\nBolton,Jo Bloggs,NW,jo@example.org\n'));
    expect(ignored).toEqual(['Secretary', 'E-mail']);
    expect(JSON.stringify(rows)).not.toMatch(/Bloggs|example/);
  });

  it('numbers rows as a spreadsheet does, empty ones too', () => {
    expect(readBranches(utf8('\nBranch,Region\n\n,,\nBolton,NW\n"Two\nlines",NW\nWigan,NW\n')).rows.map(({ row, name }) => [row, name])).toEqual([
      [5, 'Bolton'],
      [6, 'Two lines'],
      [7, 'Wigan'],
    ]);
  });

  it('reads channels', () => {
    const { rows, faults } = readBranches(utf8('Branch,Platform,Workspace,Channel\nA,Slack,T1,C1\nB,,,\nC,discord,,9\n'));
    expect(rows.map(({ channel }) => channel)).toEqual([{ platform: 'slack', workspace: 'T1', channel: 'C1' }, undefined]);
    expect(faults).toEqual([{ row: 4, why: 'a channel needs its platform, workspace and channel' }]);
  });

  it.each([
    ['', 1, 'nothing in it'],
    ['\n\n', 1, 'nothing in it'],
    ['Region,Code\nNW,1\n', 1, 'no column is called Branch. It has: Region, Code'],
    ['Branch,Name\nA,B\n', 1, 'two columns are both the name'],
    ['Branch,Region\nBolton,NW\n"Wigan,NW\nBury,NW\n', 3, 'a quotation mark is opened and never closed'],
    ['PK\u0003\u0004 a spreadsheet', 1, 'not a text file'],
    [`Branch\n${'x\n'.repeat(20_001)}`, 20_000, 'at most 20,000'],
  ])('says what is wrong with %j', (text, row, why) => {
    const { rows, faults } = readBranches(utf8(text));
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toEqual({ row: expect.any(Number), why: expect.stringContaining(why) });
    expect(faults[0]?.row).toBeGreaterThanOrEqual(Math.min(row, 3));
  });

  it('refuses a row, and goes on', () => {
    const { rows, faults } = readBranches(utf8(`Branch,Region\nLeigh, Atherton,NW\nBolton,NW\n${'x'.repeat(121)},NW\n`));
    expect(rows.map(({ name }) => name)).toEqual(['Bolton']);
    expect(faults.map(({ row }) => row)).toEqual([2, 4]);
    expect(faults[0]?.why).toContain('it has 3 cells, and there are 2 columns');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, text) => void [readBranches(bytes), readBranches(utf8(`Branch,Region\n${text}`))]),
    );
  });
});
