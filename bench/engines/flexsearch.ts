import { Index } from 'flexsearch';
import { type Engine, idsAt, stems } from './engine.ts';

/** FlexSearch ranks by the place of a word in the text, so the title goes first; a finer `resolution` than its 9 finds a little better. `suggest` lets a passage lack words of the question. */
export const flexSearch: Engine = (docs) => {
  const index = new Index({ tokenize: 'strict', encode: stems, resolution: 20 });
  docs.forEach(({ title, text }, at) => {
    index.add(at, `${title} ${text}`);
  });
  return (question, limit) => idsAt(docs, index.search(question, { limit, suggest: true }).map(Number));
};
