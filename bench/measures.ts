/** Grade of each relevant document of one query, by its id. */
export type Grades = ReadonlyMap<string, number>;

const DEPTH = 10;

/** Normalised discounted cumulative gain of the first ten: 1 when the best ten come first, in order of grade. */
export function ndcg(ranked: readonly string[], grades: Grades): number {
  const gain = (gains: readonly number[]): number => gains.slice(0, DEPTH).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  // A document named twice must not count twice.
  return ideal === 0 ? 0 : gain([...new Set(ranked)].map((id) => grades.get(id) ?? 0)) / ideal;
}

/** 1 when the first document is relevant. */
export function success(ranked: readonly string[], grades: Grades): number {
  const [first] = ranked;
  return first !== undefined && (grades.get(first) ?? 0) > 0 ? 1 : 0;
}

export const mean = (values: readonly number[]): number => (values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length);

/** The smallest value that `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
