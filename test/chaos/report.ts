import { type Column, decimal, table } from '../../bench/table.ts';
import type { Outcome } from './run.ts';

const FIGURES = 'seed,started,ready,reminders,sent,shown,lost,doubled,amiss,ready ms,first ms,late p50 s,p99 s,settled s,CPU s,MB';
const COLUMNS: readonly Column[] = [{ label: 'scenario', align: 'left' }, ...FIGURES.split(',').map((label): Column => ({ label, align: 'right' }))];

/**
 * `started`: nodes, `ready`: those of them that lived until they answered. `sent`: messages that reached a platform, `shown`: those that stand there.
 * `ready ms` and `first ms` (the first message) are medians from a start on. `settled`: from the last disturbance until nothing was left to do.
 */
export function report(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ scenario, verdict, nodes, attempts, shown, firstShownMs, lateMs, settledMs, cpuSeconds, memoryMb }) => {
    const ready = nodes.flatMap(({ readyAfterMs }) => readyAfterMs ?? []);
    return [
      ...[scenario.name, String(scenario.seed), String(nodes.length), String(ready.length), String(scenario.reminders), String(attempts), String(shown)],
      ...[verdict.lost, verdict.doubled, verdict.amiss].map(({ length }) => String(length)),
      ...[decimal(part(ready, 0.5), 0), decimal(part(firstShownMs, 0.5), 0)],
      ...[part(lateMs, 0.5), part(lateMs, 0.99), settledMs ?? Number.NaN].map((ms) => decimal(ms / 1_000, 1)),
      ...[decimal(cpuSeconds, 0), memoryMb === undefined ? '-' : memoryMb.map((mb) => decimal(mb, 0)).join(' to ')],
    ];
  });
  return table(COLUMNS, rows);
}

/** The value that so large a part of them does not exceed. */
export function part(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
