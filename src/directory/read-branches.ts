import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { decode } from './decode.ts';

/** One row of a file, as written. What the file has no column for is left out; an empty cell is empty text. */
export const branchRow = z.object({
  /** As a spreadsheet numbers it: the names of the columns are row 1. */
  row: z.number(),
  name: z.string(),
  code: z.string().optional(),
  region: z.string().optional(),
  serviceGroups: z.string().optional(),
  tags: z.string().optional(),
  channel: z.object({ platform: z.string(), workspace: z.string(), channel: z.string() }).optional(),
});
export type BranchRow = z.output<typeof branchRow>;

/** A row that cannot be used, and why: a sentence without its full stop. */
export interface RowFault {
  readonly row: number;
  readonly why: string;
}

export interface ReadBranches {
  readonly rows: readonly BranchRow[];
  readonly faults: readonly RowFault[];
  /** Names of columns that mean nothing here: they are not kept. */
  readonly ignored: readonly string[];
}

const COLUMNS = ['name', 'code', 'region', 'serviceGroups', 'tags', 'platform', 'workspace', 'channel'] as const;
type Column = (typeof COLUMNS)[number];

/** How regions call their columns, without capitals, spaces and marks. */
const CALLED: Readonly<Record<Column, RegExp>> = {
  name: /^(?:branch|branchname|branchtitle|name|nameofbranch)$/u,
  code: /^(?:code|branchcode|branchno|branchnumber|branchid|branchref|number|ref)$/u,
  region: /^(?:region|regionname|branchregion)$/u,
  serviceGroups: /^(?:servicegroups?|mainservicegroup|groups?|sectors?)$/u,
  tags: /^(?:tags?|labels?|keywords?)$/u,
  platform: /^(?:platform|app)$/u,
  workspace: /^(?:workspace|workspaceid|guild|guildid|server|serverid|team|teamid)$/u,
  channel: /^(?:channel|channelid)$/u,
};

const DELIMITERS = [',', ';', '\t'] as const;
const LONGEST = { name: 120, code: 30, other: 500 } as const;
const MOST_ROWS = 20_000;

/** Reads a region's file of branches: CSV with commas, semicolons or tabs, in any encoding that spreadsheets write. Never throws for what is in it. */
export function readBranches(bytes: Uint8Array): ReadBranches {
  const text = decode(bytes).replace(/^\uFEFF/u, '');
  if (text.includes('\0') || text.startsWith('PK')) return unread(1, 'this is not a text file: save the sheet as CSV and send that');
  const { records, fault } = recordsOf(text);
  if (fault) return unread(fault.row, fault.why);
  const at = records.findIndex((record) => !isBlank(record));
  const header = records[at];
  if (header === undefined) return unread(1, 'there is nothing in it');
  const columns = header.map(columnOf);
  const doubled = columns.find((column, nth) => column !== undefined && columns.indexOf(column) !== nth);
  if (doubled !== undefined) return unread(at + 1, `two columns are both the ${doubled === 'serviceGroups' ? 'service groups' : doubled}`);
  if (!columns.includes('name'))
    return unread(
      at + 1,
      `no column is called Branch. It has: ${header
        .map((cell) => cell.trim())
        .join(', ')
        .slice(0, 200)}`,
    );
  const body = records.slice(at + 1);
  if (body.length > MOST_ROWS)
    return unread(MOST_ROWS, `there are ${body.length.toLocaleString('en-GB')} rows, and I take at most ${MOST_ROWS.toLocaleString('en-GB')} at once`);
  const read = body.flatMap((record, nth) => (isBlank(record) ? [] : [readRow(record, columns, at + nth + 2)]));
  return {
    rows: read.flatMap((one) => ('why' in one ? [] : [one])),
    faults: read.flatMap((one) => ('why' in one ? [one] : [])),
    ignored: header.flatMap((cell, nth) => (columns[nth] === undefined && cell.trim() !== '' ? [cell.trim()] : [])),
  };
}

const unread = (row: number, why: string): ReadBranches => ({ rows: [], faults: [{ row, why }], ignored: [] });

const isBlank = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');

function columnOf(cell: string): Column | undefined {
  const called = cell.toLowerCase().replace(/[^a-z]/gu, '');
  return COLUMNS.find((column) => CALLED[column].test(called));
}

function recordsOf(text: string): { records: readonly string[][]; fault?: RowFault } {
  // Excel's own way of saying it, as a line before all others.
  const [declared = '', said] = /^sep=(.)\r?\n/iu.exec(text) ?? [];
  const delimiter = said ?? delimiterOf(text);
  try {
    const records: string[][] = parse(text.slice(declared.length), { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false });
    return { records: declared === '' ? records : [[], ...records] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.lines ?? 1);
    return { records: [], fault: { row: Number.isFinite(row) ? row : 1, why: 'a quotation mark is opened and never closed: look at the cells before it' } };
  }
}

/** The one that gives most columns with a name that means something. */
function delimiterOf(text: string): string {
  const header = text.split(/\r\n|\r|\n/u, 50).find((line) => line.replace(/[\s",;]/gu, '') !== '') ?? '';
  const scores = DELIMITERS.map((delimiter) => {
    const cells = header.split(delimiter);
    return { delimiter, known: cells.filter((cell) => columnOf(cell) !== undefined).length, cells: cells.length };
  });
  scores.sort((one, other) => other.known - one.known || other.cells - one.cells);
  return scores[0]?.delimiter ?? ',';
}

function readRow(record: readonly string[], columns: readonly (Column | undefined)[], row: number): BranchRow | RowFault {
  const extra = record.slice(columns.length).findIndex((cell) => cell.trim() !== '');
  if (extra >= 0) return { row, why: `it has ${record.length} cells, and there are ${columns.length} columns: is a comma in a name without quotation marks?` };
  const cell = (column: Column): string | undefined => {
    const at = columns.indexOf(column);
    return at < 0 ? undefined : (record[at] ?? '').replace(/\s+/gu, ' ').trim();
  };
  const name = cell('name') ?? '';
  const long = COLUMNS.find((column) => (cell(column)?.length ?? 0) > (column === 'name' ? LONGEST.name : column === 'code' ? LONGEST.code : LONGEST.other));
  if (long !== undefined) return { row, why: `its ${long === 'serviceGroups' ? 'service groups are' : `${long} is`} too long` };
  const [platform, workspace, channel] = [cell('platform'), cell('workspace'), cell('channel')];
  const isPlaced = [platform, workspace, channel].some((part) => part !== undefined && part !== '');
  if (isPlaced && !(platform && workspace && channel)) return { row, why: 'a channel needs its platform, workspace and channel' };
  return {
    ...{ row, name, code: cell('code'), region: cell('region'), serviceGroups: cell('serviceGroups'), tags: cell('tags') },
    channel: platform && workspace && channel ? { platform: platform.toLowerCase(), workspace, channel } : undefined,
  };
}
