import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UserError } from '../core/user-error.ts';
import { codeOf } from '../store/store-error.ts';

/**
 * Writes a file, zipped, that is either whole or not there under its name: it is written under another (`….unfinished-1a2b3c4d`), brought to the
 * disk, and then renamed. Only its owner may read it. A process that is killed leaves the unfinished one, which may be deleted.
 * @param signal stops the writing
 * @returns its size in bytes
 * @throws {UserError} when it cannot be written; what `text` throws
 */
export async function writeWholeFile(file: string, text: AsyncIterable<string>, signal: AbortSignal): Promise<number> {
  const unfinished = `${file}.unfinished-${randomBytes(4).toString('hex')}`;
  try {
    await pipeline(Readable.from(text, { highWaterMark: 1 }), createGzip(), createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }), {
      signal,
    });
    await rename(unfinished, file);
    await syncFolder(dirname(file));
    return (await stat(file)).size;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(error);
  }
}

/** So that the new name survives a power cut too. Some systems have no way to do it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** EFBIG is a limit on the size of files, EDQUOT a quota: to whoever stands before it the disk is full. */
const FULL = ['ENOSPC', 'EFBIG', 'EDQUOT'];

function unwritable(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.includes(code)) return new UserError('The disk is full, so no backup was made.', 'Free some space there, or give a file on another disk.');
  if (code === 'ENOENT') return new UserError('There is no such folder, so no backup was made.', 'Make the folder first, or give a file in another.');
  if (code === 'ENOTDIR') return new UserError('Part of that name is a file and no folder, so no backup was made.', 'Give a file in a folder.');
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new UserError(
      'That folder may not be written, so no backup was made.',
      'Let the user that runs this command write there, or give a file in another folder.',
    );
  }
  if (code === 'ABORT_ERR') return new UserError('Stopped, so no backup was made.', 'Nothing was left behind.');
  return error;
}
