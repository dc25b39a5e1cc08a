import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { UserError } from '../core/user-error.ts';
import { codeOf } from '../store/store-error.ts';
import { anyHeaderSchema, endSchema, FORMAT, type Header, type HeldTable, headerSchema, PAGE, type Page, type Row, rowSchema } from './format.ts';
import { linesOf } from './lines.ts';

/** No row of ours is longer; a file that is no backup may be one endless line. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Reads what a backup says of itself, and its rows to the end. @throws {UserError} when the file cannot be read, is no backup, or is not whole */
export async function checkBackup(file: string): Promise<Header> {
  const pages = readBackup(file);
  for (;;) {
    const { done, value } = await pages.next();
    if (done) return value;
  }
}

/** @throws {UserError} when the file cannot be read, or is no backup of this format */
export async function readHeader(file: string): Promise<Header> {
  const lines = linesOf(unzipped(file), LONGEST_LINE);
  try {
    return parseHeader(await nextLine(lines, 'nothing'));
  } finally {
    await lines.return(undefined);
  }
}

/**
 * Yields the rows a page at a time, in the order of the header, and returns the header. Whoever keeps them must undo that when this throws:
 * only at the end is it known that the file is whole.
 * @throws {UserError}
 */
export async function* readBackup(file: string): AsyncGenerator<Page, Header> {
  const hash = createHash('sha256');
  const lines = linesOf(unzipped(file), LONGEST_LINE);
  try {
    const first = await nextLine(lines, 'nothing');
    const header = parseHeader(first);
    hash.update(first ?? '');
    const take = async (): Promise<Row> => {
      const line = await nextLine(lines, 'part');
      hash.update(line ?? '');
      return parseLine(line, rowSchema);
    };
    for (const table of header.tables) yield* pagesOf(table, take);
    const { sha256 } = parseLine(await nextLine(lines, 'part'), endSchema);
    if (sha256 !== hash.digest('hex') || (await nextLine(lines, 'part')) !== undefined) throw damaged();
    return header;
  } finally {
    await lines.return(undefined);
  }
}

/** @param read how much of the file made sense before */
async function nextLine(lines: AsyncGenerator<Buffer>, read: 'nothing' | 'part'): Promise<Buffer | undefined> {
  try {
    return (await lines.next()).value;
  } catch (error) {
    return unreadable(error, read);
  }
}

async function* pagesOf(table: HeldTable, take: () => Promise<Row>): AsyncGenerator<Page> {
  for (let left = table.rows; left > 0; left -= PAGE) {
    const rows: Row[] = [];
    while (rows.length < Math.min(left, PAGE)) {
      const row = await take();
      if (row.length !== table.columns.length) throw damaged();
      rows.push(row);
    }
    yield { table, rows };
  }
}

function unzipped(file: string): AsyncIterable<Buffer> {
  const gunzip = createGunzip();
  // What goes wrong comes out of the last stream, where it is read.
  pipeline(createReadStream(file), gunzip, () => {});
  return gunzip;
}

/** @returns nothing for a text that is no JSON */
function jsonOf(line: Buffer | undefined): unknown {
  try {
    return JSON.parse(line?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

function parseLine<T>(line: Buffer | undefined, schema: z.ZodType<T>): T {
  const { data } = schema.safeParse(jsonOf(line));
  if (data === undefined) throw damaged();
  return data;
}

function parseHeader(line: Buffer | undefined): Header {
  const said = jsonOf(line);
  const { data: readable } = anyHeaderSchema.safeParse(said);
  if (readable === undefined) throw notOurs();
  if (readable.format !== FORMAT) {
    throw new UserError('That backup is from a newer Steward than this one, which cannot read it.', 'Install the newer Steward, and restore it with that.');
  }
  const { data: header } = headerSchema.safeParse(said);
  if (header === undefined) throw damaged();
  return header;
}

const notOurs = (): UserError => new UserError('That file is no backup of Steward’s.', 'Give the name of a file that `steward backup` made.');

const damaged = (): UserError =>
  new UserError(
    'That backup is damaged or not whole: its checksum does not fit. Nothing was changed.',
    'Copy it again from where it was kept, or take an earlier one.',
  );

function unreadable(error: unknown, read: 'nothing' | 'part'): never {
  const code = codeOf(error);
  if (code === 'ENOENT') throw new UserError('There is no such file.', 'Check its name, and the folder you are in.');
  if (code === 'EISDIR') throw new UserError('That is a folder.', 'Give the name of a file that `steward backup` made.');
  if (code === 'EACCES' || code === 'EPERM') throw new UserError('That file may not be read.', 'Let the user that runs this command read it.');
  if (code.startsWith('Z_') || error instanceof RangeError) throw read === 'nothing' ? notOurs() : damaged();
  throw new UserError(`That file cannot be read (${code || 'unknown'}).`, 'Check the disk it is on.');
}
