import type { Collection, Doc } from './collections.ts';
import { below, sample, seeded } from './random.ts';

const WORDS = 75;
const QUESTIONS = 200;
const SEED = 20_260;

/** `count` passages of 75 words put together from sentences of the collections, to time a search on more than we have. Nothing is relevant to anything. */
export function synthesise(collections: readonly Collection[], count: number): Collection {
  const random = seeded(SEED);
  // A collection gives as many sentences as any other, or the largest would drown the rest.
  const pools = collections
    .map(({ docs }) => docs.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/)).filter((sentence) => sentence.trim() !== ''))
    .filter((pool) => pool.length > 0);
  const docs = Array.from({ length: count }, (_, nth): Doc => {
    const words: string[] = [];
    while (words.length < WORDS) {
      const pool = pools[below(random, pools.length)] ?? [];
      words.push(...(pool[below(random, pool.length)] ?? 'nothing').trim().split(/\s+/));
    }
    return { id: String(nth), title: words.slice(0, 6).join(' '), text: words.slice(0, WORDS).join(' ') };
  });
  const each = Math.ceil(QUESTIONS / collections.length);
  const queries = collections.flatMap(({ name, queries: asked }) => sample(asked, each, random).map(({ id, text }) => ({ id: `${name} ${id}`, text })));
  return { name: `${count} synthetic passages`, isKnowledgeBase: false, docs, queries, qrels: [] };
}
