import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Grades } from './measures.ts';

const collectionSchema = z.object({
  docs: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })).min(1),
  queries: z.array(z.object({ id: z.string(), text: z.string() })),
  qrels: z.array(z.tuple([z.string(), z.string(), z.number()])),
});

/** Passages, questions, and which passages answer which question: `[query id, document id, grade]`. */
export type CollectionFile = z.output<typeof collectionSchema>;
export type Doc = CollectionFile['docs'][number];

export interface Collection extends CollectionFile {
  readonly name: string;
  /** What `ask` of the program answers from, so that the program itself can be measured on it. */
  readonly isKnowledgeBase: boolean;
}

export async function readCollection(file: string): Promise<Collection> {
  const read = collectionSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is not a collection of docs, queries and qrels:\n${z.prettifyError(read.error)}`);
  return { name: basename(file, '.json'), isKnowledgeBase: false, ...read.data };
}

/** Every collection in a folder, by name. */
export async function readCollections(folder: string): Promise<Collection[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readCollection(join(folder, name))));
}

/** For each query id the graded documents. */
export function gradesOf(collection: Collection): Map<string, Grades> {
  const grades = new Map<string, Map<string, number>>();
  for (const [query, doc, grade] of collection.qrels) {
    const here = grades.get(query) ?? new Map<string, number>();
    grades.set(query, here.set(doc, grade));
  }
  return grades;
}

/** Letters in all passages: what an engine without an index reads for each question. */
export const lettersIn = (docs: readonly Doc[]): number => docs.reduce((sum, doc) => sum + doc.title.length + doc.text.length, 0);
