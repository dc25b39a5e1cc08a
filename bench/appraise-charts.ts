import { drawChart } from '../src/charts/draw.ts';
import { examples } from '../test/charts/examples.ts';

/** How long one kind of chart takes from data to PNG, warm, in milliseconds. */
export interface ChartTimes {
  readonly kind: string;
  readonly median: number;
  /** 95 of 100 are faster. */
  readonly slow: number;
  readonly kilobytes: number;
}

/** The first picture, which loads what draws, in milliseconds; then each kind `rounds` times. */
export async function measureCharts(rounds = 30): Promise<{ first: number; kinds: ChartTimes[] }> {
  const first = (await time(() => drawChart(examples.signed))).took;
  const kinds: ChartTimes[] = [];
  for (const [kind, chart] of Object.entries(examples)) {
    const draws = [];
    for (let round = 0; round < rounds + 3; round += 1) draws.push(await time(() => drawChart(chart)));
    // The first few of a kind still warm up.
    const times = draws
      .slice(3)
      .map(({ took }) => took)
      .sort((a, b) => a - b);
    const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
    kinds.push({ kind, median: at(0.5), slow: at(0.95), kilobytes: (draws[0]?.result.png.length ?? 0) / 1000 });
  }
  return { first, kinds };
}

async function time<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
  const from = performance.now();
  const result = await work();
  return { result, took: performance.now() - from };
}
