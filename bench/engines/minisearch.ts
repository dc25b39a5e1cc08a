import MiniSearch from 'minisearch';
import { type Engine, merged, stems } from './engine.ts';

export const miniSearchDefaults: Engine = (docs) => {
  const search = new MiniSearch({ fields: ['title', 'text'] });
  search.addAll(docs);
  return (question, limit) =>
    search
      .search(question)
      .slice(0, limit)
      .map(({ id }) => String(id));
};

/** Stems, no stop words, and fuzzy only for words that no passage has: fuzzy on every word is worse. */
export const miniSearchTuned: Engine = (docs) => {
  const known = new Set(docs.flatMap((doc) => stems(merged(doc))));
  const search = new MiniSearch({
    fields: ['whole'],
    tokenize: stems,
    processTerm: (term) => term,
    searchOptions: { fuzzy: (term) => (known.has(term) ? false : 0.25) },
  });
  search.addAll(docs.map((doc) => ({ id: doc.id, whole: merged(doc) })));
  return (question, limit) =>
    search
      .search(question)
      .slice(0, limit)
      .map(({ id }) => String(id));
};
