import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Fault } from '../core/fault.ts';
import { readYaml, readYamlList } from '../core/yaml.ts';
import type { Entry } from './entry.ts';
import { parseEntry } from './parse-entry.ts';
import { KINDS, type LexiconFile, lexiconSchema, type NotCovered, notCoveredSchema, type Source, sourcesSchema } from './schema.ts';
import { readSnapshot } from './snapshot.ts';

/** All that the knowledge folder holds. What is faulty is left out and named in `faults`. */
export interface Library {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly lexicon: LexiconFile;
  readonly notCovered: readonly NotCovered[];
  readonly faults: readonly Fault[];
  /** There is no knowledge folder, or nothing of one in it: the only fault says so. */
  readonly isMissing?: true;
}

/** A file that is there and cannot be read: the code says why, such as EACCES. */
interface Unreadable {
  readonly unreadable: string;
}

/** Contents by path below the knowledge folder, in a fixed order, so that the same files give the same answers. */
export type KnowledgeFiles = ReadonlyMap<string, string | Unreadable>;

const LISTS = ['sources.yml', 'lexicon.yml', 'not-covered.yml'] as const;
const NO_LEXICON: LexiconFile = { abbreviations: {}, sayings: {} };

/**
 * Reads the knowledge folder. Never throws for what is in a file, or for one that cannot be read: a bad file is named and the others still load.
 * A missing folder gives an empty library and says so.
 * Reads synchronously: a few hundred small files are read several times faster so, and a first answer waits for them all.
 * @param snapshotFile what `npm run build` made of these files, used when it is of just these contents
 */
export function loadLibrary(folder: string, snapshotFile?: string): Library {
  const files = readFiles(folder);
  return (snapshotFile === undefined ? undefined : readSnapshot(snapshotFile, files)) ?? parseLibrary(files, folder);
}

/** What cannot be read is in the map too, with the reason; the map is empty when there is no folder. */
export function readFiles(folder: string): KnowledgeFiles {
  const names = attempt(() => readdirSync(folder));
  if ('unreadable' in names) return new Map();
  const files = new Map<string, string | Unreadable>();
  for (const path of LISTS.filter((list) => names.includes(list))) files.set(path, readText(join(folder, path)));
  for (const kind of KINDS.filter((one) => names.includes(one))) {
    const entries = attempt(() => readdirSync(join(folder, kind)));
    if ('unreadable' in entries) files.set(kind, entries);
    else for (const name of entries.filter(isEntryFile).sort()) files.set(`${kind}/${name}`, readText(join(folder, kind, name)));
  }
  return files;
}

const isEntryFile = (path: string): boolean => path.endsWith('.md');

function readText(path: string): string | Unreadable {
  const read = attempt(() => [readFileSync(path, 'utf8')] as const);
  return 'unreadable' in read ? read : read[0].replace(/^\uFEFF/, '');
}

/** @returns what was read, or the code of what the file system said against it */
function attempt<T extends object>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { unreadable: String(error.code) };
    throw error;
  }
}

/** @param folder only for the message when files are missing */
export function parseLibrary(files: KnowledgeFiles, folder: string): Library {
  if (files.size === 0) return missingLibrary(folder);
  const absent = LISTS.filter((list) => !files.has(list));
  const faults: Fault[] = absent.map((file) => ({ file, line: 1, message: `is missing from ${folder}: put it back` }));
  const texts = readableTexts(files, faults);
  const sources = new Map(parseList(texts, 'sources.yml', sourcesSchema, faults).map((source) => [source.id, source]));
  const lexicon = parseLexicon(texts, faults);
  const notCovered = parseList(texts, 'not-covered.yml', notCoveredSchema, faults);
  const entries = parseEntries(texts, sources, faults);
  return { entries, sources, lexicon, notCovered, faults };
}

function missingLibrary(folder: string): Library {
  const message = `is there a knowledge folder at ${folder}? Nothing of one could be read there`;
  return { entries: new Map(), sources: new Map(), lexicon: NO_LEXICON, notCovered: [], faults: [{ file: '', line: 1, message }], isMissing: true };
}

type Texts = ReadonlyMap<string, string>;

function readableTexts(files: KnowledgeFiles, faults: Fault[]): Texts {
  const texts = new Map<string, string>();
  for (const [file, text] of files) {
    if (typeof text === 'string') texts.set(file, text);
    else faults.push({ file, line: 1, message: `cannot be read: ${text.unreadable}` });
  }
  return texts;
}

function parseList<T>(texts: Texts, file: (typeof LISTS)[number], schema: z.ZodArray<z.ZodType<T>>, faults: Fault[]): readonly T[] {
  const text = texts.get(file);
  if (text === undefined) return [];
  const read = readYamlList(text, schema, file);
  faults.push(...read.faults);
  return read.items;
}

function parseLexicon(texts: Texts, faults: Fault[]): LexiconFile {
  const text = texts.get('lexicon.yml');
  if (text === undefined) return NO_LEXICON;
  const read = readYaml(text, lexiconSchema, 'lexicon.yml');
  if ('value' in read) return read.value;
  faults.push(...read.faults);
  return NO_LEXICON;
}

function parseEntries(texts: Texts, sources: ReadonlyMap<string, Source>, faults: Fault[]): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [file, text] of texts) {
    if (!isEntryFile(file)) continue;
    const parsed = parseEntry(file, text, sources);
    if ('faults' in parsed) faults.push(...parsed.faults);
    else if (entries.has(parsed.entry.id))
      faults.push({ file, line: 2, message: `id: "${parsed.entry.id}" is already used by ${entries.get(parsed.entry.id)?.file}` });
    else entries.set(parsed.entry.id, parsed.entry);
  }
  return entries;
}
