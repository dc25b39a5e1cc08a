import type { Collection } from './collections.ts';
import type { Listed } from './engines/index.ts';
import type { Measured } from './measure-engine.ts';
import { mean } from './measures.ts';
import { type Column, decimal, table } from './table.ts';

export interface Row {
  readonly engine: Listed;
  readonly measured: Measured;
}

const FIGURES = [
  { of: 'ndcg', label: 'nDCG@10' },
  { of: 'success', label: 'success@1' },
  { of: 'ndcgMistyped', label: 'nDCG@10, typed errors' },
] as const;

const COLUMNS: readonly Column[] = [
  { label: 'engine', align: 'left' },
  ...FIGURES.map(({ label }): Column => ({ label, align: 'right' })),
  ...['p50 ms', 'p95 ms', 'build ms', 'memory MB'].map((label): Column => ({ label, align: 'right' })),
  { label: '', align: 'left' },
];

const isSteward = ({ engine }: Row): boolean => engine.id.startsWith('steward');

/** One collection: a line for each engine, and where Steward stands. */
export function collectionReport(collection: Collection, rows: readonly Row[]): string {
  const asked = `${collection.docs.length} passages, ${collection.queries.length} questions`;
  const lines = rows.map(({ engine, measured }) => [
    engine.label,
    ...FIGURES.map(({ of }) => decimal(measured[of], 3)),
    decimal(measured.p50, 2),
    decimal(measured.p95, 2),
    decimal(measured.buildMs, 0),
    decimal(measured.memoryMb, 1),
    remarks(collection, measured),
  ]);
  return [`${collection.name}: ${asked}`, '', table(COLUMNS, lines), '', ...verdicts(rows)].join('\n');
}

function remarks({ queries }: Collection, measured: Measured): string {
  const sampled = measured.queries < queries.length ? [`sample of ${measured.queries} questions`] : [];
  const silent = measured.unanswered > 0 ? [`${measured.unanswered} not answered`] : [];
  return [...sampled, ...silent].join(', ');
}

/** The engines that were measured on every collection, each collection counted alike. */
export function meanReport(perCollection: readonly (readonly Row[])[]): string {
  const [first = [], ...others] = perCollection;
  const rows = first.flatMap(({ engine, measured }) => {
    const same = others.flatMap((each) => each.filter((row) => row.engine.id === engine.id));
    if (same.length < others.length) return [];
    const all = [measured, ...same.map((row) => row.measured)];
    const over = (of: (typeof FIGURES)[number]['of']): number => mean(all.map((each) => each[of] ?? Number.NaN));
    return [{ engine, measured: { ...measured, ndcg: over('ndcg'), success: over('success'), ndcgMistyped: over('ndcgMistyped') } }];
  });
  const lines = rows.map(({ engine, measured }) => [engine.label, ...FIGURES.map(({ of }) => decimal(measured[of], 3))]);
  return [`mean of ${perCollection.length} collections`, '', table(COLUMNS.slice(0, 1 + FIGURES.length), lines), '', ...verdicts(rows)].join('\n');
}

/** Steward's place among the other engines for each figure, and its distance from the first, or from the next when it is first. */
function verdicts(rows: readonly Row[]): string[] {
  const rivals = rows.filter((row) => !isSteward(row));
  return rows.filter(isSteward).flatMap((own) =>
    FIGURES.flatMap(({ of, label }) => {
      const score = own.measured[of];
      const [best] = [...rivals].sort((a, b) => (b.measured[of] ?? 0) - (a.measured[of] ?? 0));
      const top = best?.measured[of];
      if (score === null || top === null || top === undefined || best === undefined) return [];
      const place = 1 + rivals.filter(({ measured }) => (measured[of] ?? 0) > score).length;
      const apart = score === top ? 'level with' : `${decimal(Math.abs(score / top - 1) * 100, 1)} % ${score < top ? 'behind' : 'ahead of'}`;
      return [
        `${label}: ${own.engine.label} is number ${place} of ${rivals.length + 1} with ${decimal(score, 3)}, ${apart} ${best.engine.label} (${decimal(top, 3)})`,
      ];
    }),
  );
}

/** How much slower Fuse.js is with many passages. */
export function latencyVerdict(rows: readonly Row[]): string {
  const p95 = (id: string): number | undefined => rows.find(({ engine }) => engine.id === id)?.measured.p95;
  const [own, fuse] = [p95('steward'), p95('fuse')];
  if (own === undefined || fuse === undefined) return 'Fuse.js p95 / Steward p95: one of the two was not measured';
  return `Fuse.js p95 / Steward p95: ${decimal(fuse, 1)} ms / ${decimal(own, 2)} ms = ${decimal(fuse / own, 0)}`;
}
