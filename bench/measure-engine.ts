import { z } from 'zod';
import { type Collection, gradesOf, lettersIn } from './collections.ts';
import type { Search } from './engines/engine.ts';
import type { Listed } from './engines/index.ts';
import { mean, ndcg, percentile, success } from './measures.ts';
import { sample, seeded } from './random.ts';
import { mistype } from './typing-errors.ts';

/** NaN does not survive JSON, and a collection without relevant passages has no quality to measure. */
const figure = z.number().nullable();

export const measuredSchema = z.object({
  queries: z.number(),
  /** Questions typed right that it found nothing for, or would not answer. */
  unanswered: z.number(),
  ndcg: figure,
  success: figure,
  ndcgMistyped: figure,
  p50: z.number(),
  p95: z.number(),
  buildMs: z.number(),
  memoryMb: z.number(),
});
export type Measured = z.output<typeof measuredSchema>;

const SHOWN = 10;
const SEED = 2_005;
const WARM_UP = 5;
/** Letters that an engine without an index may read for all questions typed right: about half a minute. */
const LETTERS_SCANNED = 60e6;
const FEWEST_QUERIES = 10;

/** Measures one engine in this process, which must have loaded no other. Latency is over the questions both typed right and typed wrong. */
export async function measureEngine(listed: Listed, collection: Collection): Promise<Measured> {
  const before = residentBytes();
  const engine = await listed.load();
  const start = performance.now();
  const search = await engine(collection.docs);
  const buildMs = performance.now() - start;

  const grades = gradesOf(collection);
  const numbered = collection.queries.map((query, nth) => ({ ...query, mistyped: mistype(query.text, seeded(SEED + nth)) }));
  const queries = sample(numbered, queriesFor(listed, collection), seeded(SEED));
  // A first search is slower than all that follow, and that should not fall on whichever question is first.
  for (const doc of collection.docs.slice(0, WARM_UP)) await search(doc.text.split(/\s+/).slice(0, 8).join(' '), SHOWN);

  const times: number[] = [];
  const right = await timed(
    search,
    queries.map(({ text }) => text),
    times,
  );
  const wrong = await timed(
    search,
    queries.map(({ mistyped }) => mistyped),
    times,
  );
  const score = (measure: typeof ndcg, ranked: readonly (readonly string[])[]): number | null =>
    collection.qrels.length === 0 ? null : mean(queries.map(({ id }, nth) => measure(ranked[nth] ?? [], grades.get(id) ?? new Map())));
  return {
    queries: queries.length,
    unanswered: right.filter((ranked) => ranked.length === 0).length,
    ndcg: score(ndcg, right),
    success: score(success, right),
    ndcgMistyped: score(ndcg, wrong),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    buildMs,
    // After the questions, so that what an engine builds or remembers on the way is counted.
    memoryMb: (residentBytes() - before) / 2 ** 20,
  };
}

async function timed(search: Search, questions: readonly string[], times: number[]): Promise<(readonly string[])[]> {
  const ranked: (readonly string[])[] = [];
  for (const question of questions) {
    const start = performance.now();
    ranked.push(await search(question, SHOWN));
    times.push(performance.now() - start);
  }
  return ranked;
}

function queriesFor(listed: Listed, { docs, queries }: Collection): number {
  return listed.scans ? Math.min(queries.length, Math.max(FEWEST_QUERIES, Math.floor(LETTERS_SCANNED / lettersIn(docs)))) : queries.length;
}

/** Memory in use, garbage gone as far as Node.js lets it. */
function residentBytes(): number {
  for (let nth = 0; nth < 3; nth += 1) globalThis.gc?.();
  return process.memoryUsage.rss();
}
