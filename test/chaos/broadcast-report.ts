import { type Column, decimal, table } from '../../bench/table.ts';
import type { BroadcastOutcome } from './broadcast-run.ts';
import { part } from './report.ts';

const FIGURES = 'seed,started,ready,channels,sent,shown,edits,lost,doubled,amiss,counted,ready ms,first ms,settled s,CPU s,MB';
const COLUMNS: readonly Column[] = [{ label: 'scenario', align: 'left' }, ...FIGURES.split(',').map((label): Column => ({ label, align: 'right' }))];

/** As for reminders; `counted`: how often the counts were read and added up. */
export function reportBroadcasts(outcomes: readonly BroadcastOutcome[]): string {
  const rows = outcomes.map(({ scenario, verdict, nodes, attempts, shown, edits, counted, firstShownMs, settledMs, cpuSeconds, memoryMb }) => {
    const ready = nodes.flatMap(({ readyAfterMs }) => readyAfterMs ?? []);
    return [
      ...[scenario.name, String(scenario.seed), String(nodes.length), String(ready.length), String(scenario.channels), ...[attempts, shown, edits].map(String)],
      ...[verdict.lost, verdict.doubled, verdict.amiss].map(({ length }) => String(length)),
      ...[`${counted.times - counted.wrong.length} of ${counted.times}`, decimal(part(ready, 0.5), 0), decimal(part(firstShownMs, 0.5), 0)],
      ...[decimal((settledMs ?? Number.NaN) / 1_000, 1), decimal(cpuSeconds, 0)],
      ...[memoryMb === undefined ? '-' : memoryMb.map((mb) => decimal(mb, 0)).join(' to ')],
    ];
  });
  return table(COLUMNS, rows);
}
