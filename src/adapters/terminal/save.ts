import { type FileHandle, open, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { UserError } from '../../core/user-error.ts';

/**
 * Writes a file for the person at the terminal, never over another.
 * @returns the name it has now
 * @throws {UserError} that says why it could not be written and what to do
 */
export type Save = (fileName: string, bytes: Uint8Array) => Promise<string>;

/** More files of one name than this are a mistake somewhere. */
const MOST = 1_000;

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOENT: 'the folder is no longer there',
};

/** Saves into a folder: `plan.ics`, or `plan-2.ics` where there is one already. */
export function saveIn(folder: string): Save {
  return async (fileName, bytes) => {
    const { name, ext } = parse(safe(fileName));
    for (let nth = 1; nth <= MOST; nth += 1) {
      const candidate = `${name}${nth === 1 ? '' : `-${nth}`}${ext}`;
      if (await isWritten(join(folder, candidate), bytes).catch((error: unknown) => unsaved(fileName, folder, error))) return candidate;
    }
    return unsaved(fileName, folder, new Error(`there are ${MOST} files of that name`));
  };
}

/** One name in this folder and in no other: no path, and not hidden. */
const safe = (fileName: string): string => fileName.replace(/[^\w.-]+/gu, '-').replace(/^[.-]+/u, '') || 'file';

/** False when there is a file of that name. A file that cannot be written whole is not left behind. */
async function isWritten(path: string, bytes: Uint8Array): Promise<boolean> {
  const file = await newFile(path);
  if (file === undefined) return false;
  try {
    await file.writeFile(bytes);
    return true;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function newFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

function unsaved(fileName: string, folder: string, error: unknown): never {
  const why = WHY[codeOf(error)] ?? (error instanceof Error ? error.message : 'the system refused it');
  throw new UserError(`${fileName} could not be saved in ${folder}: ${why}.`, 'Go to a folder that you may write to, and ask again.');
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
