import { create, insertMultiple, search } from '@orama/orama';
import { STOP_WORDS } from '../../src/knowledge/search/stop-words.ts';
import type { Engine } from './engine.ts';

/** Its own stemmer; a title that counts more makes it worse. */
export const orama: Engine = async (docs) => {
  const database = create({
    schema: { title: 'string', text: 'string' },
    components: { tokenizer: { language: 'english', stemming: true, stopWords: [...STOP_WORDS] } },
  });
  await insertMultiple(database, [...docs]);
  return async (question, limit) => {
    const { hits } = await search(database, { term: question, limit });
    return hits.map(({ id }) => id);
  };
};
