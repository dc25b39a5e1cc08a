import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Entry, Fault } from './entry.ts';
import { parseEntry } from './parse-entry.ts';
import { KINDS, type LexiconFile, lexiconSchema, type Source, sourcesSchema } from './schema.ts';
import { readYaml } from './yaml.ts';

/** All that the knowledge folder holds. What is faulty is left out and named in `faults`. */
export interface Library {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly lexicon: LexiconFile;
  readonly faults: readonly Fault[];
}

const NO_LEXICON: LexiconFile = { abbreviations: {}, sayings: {} };

/**
 * Reads the knowledge folder. Never throws for what is in a file: a bad file is named and the others still load. A missing folder gives an empty library and says so.
 * Reads synchronously: a few hundred small files are read several times faster so, and a first answer waits for them all.
 */
export function loadLibrary(folder: string): Library {
  const faults: Fault[] = [];
  const sources = new Map(readList(folder, 'sources.yml', sourcesSchema, [], faults).map((source) => [source.id, source]));
  const lexicon = readList(folder, 'lexicon.yml', lexiconSchema, NO_LEXICON, faults);
  const entries = new Map<string, Entry>();
  for (const file of entryFiles(folder)) {
    const parsed = parseEntry(file, readFileSync(join(folder, file), 'utf8'), sources);
    if ('faults' in parsed) faults.push(...parsed.faults);
    else if (entries.has(parsed.entry.id))
      faults.push({ file, line: 2, message: `id: "${parsed.entry.id}" is already used by ${entries.get(parsed.entry.id)?.file}` });
    else entries.set(parsed.entry.id, parsed.entry);
  }
  return { entries, sources, lexicon, faults };
}

function readList<T>(folder: string, file: string, schema: z.ZodType<T>, empty: T, faults: Fault[]): T {
  const path = join(folder, file);
  if (!existsSync(path)) {
    faults.push({ file, line: 1, message: `is missing: is there a knowledge folder at ${folder}?` });
    return empty;
  }
  const read = readYaml(readFileSync(path, 'utf8'), schema, file);
  if ('value' in read) return read.value;
  faults.push(...read.faults);
  return empty;
}

/** Entry files as `<kind>/<id>.md`, in a fixed order, so that the same files give the same answers. */
function entryFiles(folder: string): string[] {
  return KINDS.filter((kind) => existsSync(join(folder, kind))).flatMap((kind) => {
    const names = readdirSync(join(folder, kind)).filter((name) => name.endsWith('.md'));
    return names.sort().map((name) => `${kind}/${name}`);
  });
}
