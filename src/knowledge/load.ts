import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Entry, Fault } from './entry.ts';
import { parseEntry } from './parse-entry.ts';
import { KINDS, type LexiconFile, lexiconSchema, type NotCovered, notCoveredSchema, type Source, sourcesSchema } from './schema.ts';
import { readSnapshot } from './snapshot.ts';
import { readYaml } from './yaml.ts';

/** All that the knowledge folder holds. What is faulty is left out and named in `faults`. */
export interface Library {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly lexicon: LexiconFile;
  readonly notCovered: readonly NotCovered[];
  readonly faults: readonly Fault[];
}

/** Contents by path below the knowledge folder, in a fixed order, so that the same files give the same answers. */
export type KnowledgeFiles = ReadonlyMap<string, string>;

const NO_LEXICON: LexiconFile = { abbreviations: {}, sayings: {} };

/**
 * Reads the knowledge folder. Never throws for what is in a file: a bad file is named and the others still load. A missing folder gives an empty library and says so.
 * Reads synchronously: a few hundred small files are read several times faster so, and a first answer waits for them all.
 * @param snapshotFile what `npm run build` made of these files, used when it is of just these contents
 */
export function loadLibrary(folder: string, snapshotFile?: string): Library {
  const files = readFiles(folder);
  return (snapshotFile === undefined ? undefined : readSnapshot(snapshotFile, files)) ?? parseLibrary(files, folder);
}

export function readFiles(folder: string): KnowledgeFiles {
  const entries = KINDS.filter((kind) => existsSync(join(folder, kind))).flatMap((kind) => {
    const names = readdirSync(join(folder, kind)).filter((name) => name.endsWith('.md'));
    return names.sort().map((name) => `${kind}/${name}`);
  });
  const paths = ['sources.yml', 'lexicon.yml', 'not-covered.yml', ...entries].filter((path) => existsSync(join(folder, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '')]));
}

/** @param folder only for the message when files are missing */
export function parseLibrary(files: KnowledgeFiles, folder: string): Library {
  const faults: Fault[] = [];
  const list = <T>(file: string, schema: z.ZodType<T>, empty: T): T => {
    const text = files.get(file);
    const read =
      text === undefined ? { faults: [{ file, line: 1, message: `is missing: is there a knowledge folder at ${folder}?` }] } : readYaml(text, schema, file);
    if ('value' in read) return read.value;
    faults.push(...read.faults);
    return empty;
  };
  const sources = new Map(list('sources.yml', sourcesSchema, []).map((source) => [source.id, source]));
  const lexicon = list('lexicon.yml', lexiconSchema, NO_LEXICON);
  const notCovered = list('not-covered.yml', notCoveredSchema, []);
  const entries = new Map<string, Entry>();
  for (const [file, text] of files) {
    if (!file.endsWith('.md')) continue;
    const parsed = parseEntry(file, text, sources);
    if ('faults' in parsed) faults.push(...parsed.faults);
    else if (entries.has(parsed.entry.id))
      faults.push({ file, line: 2, message: `id: "${parsed.entry.id}" is already used by ${entries.get(parsed.entry.id)?.file}` });
    else entries.set(parsed.entry.id, parsed.entry);
  }
  return { entries, sources, lexicon, notCovered, faults };
}
