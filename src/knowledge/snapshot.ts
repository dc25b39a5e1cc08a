import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { KnowledgeFiles, Library } from './load.ts';

// Parsing and checking a few hundred files takes longer than all the rest of a start. The build keeps what they parse to beside the program,
// under a digest of their contents: a file that has changed since makes the snapshot void, and everything is parsed as usual.

/** The library that was made of just these files, or undefined when the snapshot is missing, damaged or of other files. */
export function readSnapshot(snapshotFile: string, files: KnowledgeFiles): Library | undefined {
  if (!existsSync(snapshotFile)) return undefined;
  const [made, bodyDigest, body = ''] = readFileSync(snapshotFile, 'utf8').split('\n', 3);
  if (made !== digestOf(files) || bodyDigest !== digest(body)) return undefined;
  const { entries, sources, ...lists } = JSON.parse(body);
  return { ...lists, entries: new Map(entries), sources: new Map(sources) };
}

export function writeSnapshot(snapshotFile: string, files: KnowledgeFiles, library: Library): void {
  const body = JSON.stringify({ ...library, entries: [...library.entries], sources: [...library.sources] });
  writeFileSync(snapshotFile, `${digestOf(files)}\n${digest(body)}\n${body}`);
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function digestOf(files: KnowledgeFiles): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(typeof text === 'string' ? `${path}\n${text.length}\n${text}\n` : `${path}\nunreadable\n${text.unreadable}\n`);
  return hash.digest('hex');
}
