import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { citationLine } from '../src/core/reply.ts';
import type { Entry, Passage } from '../src/knowledge/entry.ts';
import type { Library } from '../src/knowledge/load.ts';
import type { Collection, Doc } from './collections.ts';

const questionsSchema = z.array(z.object({ id: z.string(), question: z.string(), expect: z.array(z.string()).optional() }));

export interface Located {
  readonly id: string;
  readonly entry: Entry;
  readonly passage: Passage;
}

/** Every passage of the knowledge base with an id that is the same in each process. */
export const locate = (library: Library): Located[] =>
  [...library.entries.values()].flatMap((entry) => entry.passages.map((passage, nth) => ({ id: `${entry.id}#${nth}`, entry, passage })));

/**
 * The knowledge base as a collection. An answer is relevant when each pattern of its question is found in its title, heading, text or source lines.
 * What `Asked as:` lists is left out: it helps Steward alone, and here all engines see the same passages.
 * @returns the collection, and the ids of the questions that no passage answers: they are left out, for no engine can place them
 */
export async function knowledgeCollection(library: Library, questionsFolder: string): Promise<{ collection: Collection; unanswerable: string[] }> {
  const located = locate(library);
  const docs: Doc[] = located.map(({ id, entry, passage }) => ({ id, title: `${entry.title} ${passage.heading}`, text: passage.text }));
  const searched = located.map(({ id, entry, passage }) => ({
    id,
    // A pattern may span a line break of the file.
    text: [entry.title, passage.heading, passage.text, ...passage.sources.map(citationLine)].join('\n').replace(/\s+/g, ' '),
  }));
  const asked = (await readQuestions(questionsFolder)).map((question) => {
    const patterns = question.expect.map((pattern) => new RegExp(pattern, 'i'));
    return { ...question, relevant: searched.filter(({ text }) => patterns.every((pattern) => pattern.test(text))).map(({ id }) => id) };
  });
  const answerable = asked.filter(({ relevant }) => relevant.length > 0);
  const collection: Collection = {
    name: 'knowledge base',
    isKnowledgeBase: true,
    docs,
    queries: answerable.map(({ id, question }) => ({ id, text: question })),
    qrels: answerable.flatMap(({ id, relevant }) => relevant.map((doc): [string, string, number] => [id, doc, 1])),
  };
  return { collection, unanswerable: asked.filter(({ relevant }) => relevant.length === 0).map(({ id }) => id) };
}

/** The questions that say what they expect; a folder that is missing has none. Two files may use the same id. */
async function readQuestions(folder: string): Promise<{ id: string; question: string; expect: string[] }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const read = questionsSchema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      if (!read.success) throw new Error(`${join(folder, name)} is not a list of questions:\n${z.prettifyError(read.error)}`);
      return read.data.flatMap(({ id, question, expect }) => (expect ? [{ id: `${name}:${id}`, question, expect }] : []));
    }),
  );
  return files.flat();
}
