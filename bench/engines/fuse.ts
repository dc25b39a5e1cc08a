import Fuse from 'fuse.js';
import { type Engine, withoutStopWords } from './engine.ts';

export const fuseDefaults: Engine = (docs) => {
  const fuse = new Fuse(docs, { keys: ['title', 'text'] });
  return (question, limit) => fuse.search(question, { limit }).map(({ item }) => item.id);
};

/** Fuse.js word by word: the best setting of it that was found for prose; a title that counts more makes it worse. */
export const fuseTokens: Engine = (docs) => {
  const fuse = new Fuse(docs, {
    keys: ['title', 'text'],
    useTokenSearch: true,
    threshold: 0.2,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  });
  return (question, limit) => fuse.search(withoutStopWords(question), { limit }).map(({ item }) => item.id);
};
