import lunr from 'lunr';
import { words } from '../../src/knowledge/search/tokens.ts';
import { type Engine, merged } from './engine.ts';

/** Lunr brings its own stemmer. It is given bare words, because to its query language the signs in a question mean something. */
export const lunrSearch: Engine = (docs) => {
  const index = lunr(function () {
    this.ref('id');
    this.field('whole');
    for (const doc of docs) this.add({ id: doc.id, whole: merged(doc) });
  });
  return (question, limit) =>
    index
      .query((query) => {
        for (const word of words(question)) query.term(word, {});
      })
      .slice(0, limit)
      .map(({ ref }) => ref);
};
