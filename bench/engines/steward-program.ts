import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { locate } from '../knowledge-collection.ts';
import type { Engine } from './engine.ts';

/**
 * Steward as the program runs it: with `Asked as:`, tags, lexicon and the threshold below which it does not answer.
 * It reads the knowledge folder itself, and shows as few passages as the program does.
 */
export const stewardProgram =
  (folder: string): Engine =>
  async () => {
    const library = await loadLibrary(folder);
    const ids = new Map(locate(library).map(({ id, passage }) => [passage, id]));
    const knowledge = createKnowledgeBase(library);
    return (question, limit) =>
      knowledge
        .ask(question)
        .passages.slice(0, limit)
        .flatMap(({ passage }) => ids.get(passage) ?? []);
  };
