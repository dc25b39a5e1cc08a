// npm run bench -- start: time and memory to answer one question from nothing, against Node.js that does nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from './measures.ts';
import { decimal, table } from './table.ts';

const RUNS = 15;
const QUESTION = 'how many jobs went in Middlesbrough';
const MOST = { seconds: 0.5, megabytes: 150 } as const;

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

function run(args: readonly string[], data: string): Run {
  const start = performance.now();
  const ran = spawnSync(process.execPath, ['--require', resolve('bench/peak-memory.cjs'), ...args], {
    encoding: 'utf8',
    // Nothing that a measurement asks may end up among what the branch asked.
    env: { ...process.env, STEWARD_DATA: data },
  });
  const seconds = (performance.now() - start) / 1000;
  const peak = /peak-memory-kb=(\d+)/.exec(ran.stderr)?.[1];
  if (ran.status !== 0 || peak === undefined) throw new Error(`node ${args.join(' ')} failed with status ${ran.status}:\n${ran.stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}

/** Within the bound or not, in words. */
const judge = (value: number, most: number, unit: string): string => `${value < most ? 'under' : 'NOT under'} ${most} ${unit}`;

execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
const data = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const steward: Run[] = [];
const bare: Run[] = [];
try {
  // In turn, so that whatever else the machine does falls on both.
  for (let nth = 0; nth < RUNS; nth += 1) {
    steward.push(run(['dist/main.js', 'ask', QUESTION], data));
    bare.push(run(['-e', '0'], data));
  }
} finally {
  rmSync(data, { recursive: true });
}
const figures = (runs: readonly Run[]): Run => ({ seconds: median(runs.map((each) => each.seconds)), megabytes: median(runs.map((each) => each.megabytes)) });
const [own, node] = [figures(steward), figures(bare)];
const row = (label: string, { seconds, megabytes }: Run, digits: number): string[] => [label, decimal(seconds, digits), decimal(megabytes, 1)];
const lines = [
  row('steward ask', own, 3),
  row('node -e 0', node, 3),
  row('ratio', { seconds: own.seconds / node.seconds, megabytes: own.megabytes / node.megabytes }, 2),
];
process.stdout.write(`median of ${RUNS} runs each, in turn\n\n`);
process.stdout.write(
  `${table(
    [
      { label: '', align: 'left' },
      { label: 'wall time s', align: 'right' },
      { label: 'peak memory MB', align: 'right' },
    ],
    lines,
  )}\n\n`,
);
process.stdout.write(`time: ${judge(own.seconds, MOST.seconds, 's')}; memory: ${judge(own.megabytes, MOST.megabytes, 'MB')}\n`);
