import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder that only its owner may read, with those above it, where it is not there.
 * One at a time: asked for all at once, Node.js never returns below a folder in which none can be made, such as /proc (seen with 20.20).
 * @throws {Error} with Node's code, such as `EACCES`
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in between.
    if (!existsSync(folder)) throw error;
  }
}
