import { type Dirent, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { inFull } from './given-files.ts';

const MOST = 50;

/** Files and folders that begin as is typed; a folder ends in a stroke. None where a folder cannot be read. */
export function completePath(typed: string): string[] {
  const folder = /^.*\//u.exec(typed)?.[0] ?? '';
  const begun = typed.slice(folder.length);
  return entriesOf(folder === '' ? '.' : dirname(`${inFull(folder)}x`))
    .filter(({ name }) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')))
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .sort()
    .slice(0, MOST);
}

/** Readline waits for no promise. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
