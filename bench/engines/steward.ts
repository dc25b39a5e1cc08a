import { createRanker } from '../../src/knowledge/search/ranker.ts';
import { type Engine, idsAt, TITLE_WEIGHT } from './engine.ts';

/** Steward's search over the passages alone, without what the knowledge base adds. */
export const steward: Engine = (docs) => {
  const ranker = createRanker(
    docs.map(({ title, text }) => ({
      fields: [
        { text: title, weight: TITLE_WEIGHT },
        { text, weight: 1 },
      ],
    })),
  );
  return (question, limit) =>
    idsAt(
      docs,
      ranker.rank(question, limit).hits.map(({ document }) => document),
    );
};
