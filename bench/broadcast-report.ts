import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Sent, sendBroadcast } from '../test/chaos/broadcast-population.ts';
import { type Node, startNode } from '../test/chaos/node.ts';
import { bounds } from './broadcast-bound.ts';
import { type Answer, answerSchema, limitsOf, type Order, readySchema } from './broadcast-platforms.ts';
import { percentile } from './measures.ts';
import { type Column, decimal, table } from './table.ts';

const QUESTION = 'how many jobs went in Middlesbrough';
const ASK_EVERY_MS = 150;
/** Questions on either side of a broadcast, for comparison. */
const QUIET_MS = 10_000;
/** A small broadcast is over before many have asked, and a handful would decide a 95th percentile: it is sent anew until so many have. */
const ENOUGH_QUESTIONS = 300;
const MOST_ROUNDS = 6;
/** What the platforms have to collect holds up the questions that they measure: little at a time. https://nodejs.org/docs/latest-v20.x/api/cli.html#--max-semi-space-sizesize-in-megabytes */
const OF_PLATFORMS = ['--max-semi-space-size=2'];
const WATCH_MS = 250;
/** So many times longer than it has to take, and a broadcast is given up. */
const PATIENCE = 5;
const PATIENCE_MS = 60_000;
const AIMS = { time: 1.05, memory: 1.2, latency: 1.5 } as const;

/** One broadcast, in a database of its own, with the real program and the platforms as processes of their own. */
interface Round {
  readonly channels: number;
  /** The shortest time that it has to take on the slower platform, and the longest that it took on either. */
  readonly boundMs: number;
  readonly tookMs: number;
  /** Each platform's time over its own bound, and how many of its answers were that there were too many requests. */
  readonly by: readonly { readonly platform: string; readonly ratio: number; readonly limited: number }[];
  /** From the confirmation to the first message. */
  readonly beganMs: number;
  readonly isComplete: boolean;
  readonly peakMb: number;
  /** Of Steward, questions included. */
  readonly cpuSeconds: number;
  readonly quiet: readonly number[];
  readonly busy: readonly number[];
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Each size as often as its questions need. */
export async function compare(sizes: readonly number[], slower: number): Promise<void> {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  const measured: Measured[] = [];
  for (const size of sizes) {
    const rounds: Round[] = [];
    while (rounds.length < MOST_ROUNDS && rounds.flatMap(({ busy }) => busy).length < ENOUGH_QUESTIONS) rounds.push(await measure(size, slower));
    measured.push(together(rounds));
  }
  report(measured);
}

interface Measured extends Round {
  readonly rounds: number;
}

/** The round that took longest stands for all; of what is used the most, and of questions all. */
function together(rounds: readonly Round[]): Measured {
  const [slowest] = rounds.toSorted((one, other) => other.tookMs / other.boundMs - one.tookMs / one.boundMs);
  if (slowest === undefined) throw new Error('nothing was measured');
  const most = (of: (round: Round) => number): number => Math.max(...rounds.map(of));
  return {
    ...{ ...slowest, rounds: rounds.length, isComplete: rounds.every(({ isComplete }) => isComplete) },
    ...{ beganMs: most(({ beganMs }) => beganMs), peakMb: most(({ peakMb }) => peakMb), cpuSeconds: most(({ cpuSeconds }) => cpuSeconds) },
    ...{ quiet: rounds.flatMap(({ quiet }) => quiet), busy: rounds.flatMap(({ busy }) => busy) },
  };
}

async function measure(channels: number, slower: number): Promise<Round> {
  const data = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const platforms = fork(process.argv[1] ?? '', ['--platforms', String(channels), '--slower', String(slower)], {
    execArgv: [...process.execArgv, ...OF_PLATFORMS],
  });
  let node: Node | undefined;
  try {
    const { settings, places } = readySchema.parse(await told(platforms));
    const url = `http://127.0.0.1:${await freePort()}`;
    const port = new URL(url).port;
    node = startNode({ ...settings, STEWARD_DATA: data, STEWARD_PORT: port, STEWARD_PUBLIC_URL: url, STEWARD_WEB_PORT: '0' });
    await node.ready();
    if (!node.isRunning) throw new Error(`Steward did not start: ${node.said}`);
    await order(platforms, { do: 'install', url });
    await asked(platforms, QUIET_MS / 3);
    const quiet = await asked(platforms, QUIET_MS);
    const sent = await sendBroadcast({ file: join(data, 'steward.db') }, places, () => 'sent');
    const confirmedAt = Date.now();
    const reached = new Set(sent.addressees.map(({ place }) => place.channel));
    const least = bounds(
      places.filter(({ channel }) => reached.has(channel)),
      limitsOf(slower),
    );
    const boundMs = Math.max(...Object.values(least));
    const cpuBefore = cpuOf(node);
    await order(platforms, { do: 'ask', question: QUESTION, everyMs: ASK_EVERY_MS });
    const { last, peakMb } = await finished(platforms, node, sent, PATIENCE * boundMs + PATIENCE_MS);
    const cpuSeconds = cpuOf(node) - cpuBefore;
    const { latencies } = await order(platforms, { do: 'end asking' });
    const afterwards = await asked(platforms, QUIET_MS);
    await node.stop();
    const isComplete = last.channels === reached.size && last.taken === reached.size;
    const began = Math.min(...Object.values(last.by).map(({ firstAt }) => firstAt));
    const tookMs = Math.max(...Object.values(last.by).map(({ lastAt }) => lastAt)) - began;
    const by = Object.entries(last.by).map(([platform, { firstAt, lastAt, limited }]) => ({
      platform,
      ratio: (lastAt - firstAt) / (least[platform] ?? 0),
      limited,
    }));
    return {
      ...{ channels: reached.size, boundMs, tookMs, by, beganMs: began - confirmedAt, isComplete, peakMb, cpuSeconds },
      ...{ quiet: [...quiet, ...afterwards], busy: latencies },
    };
  } finally {
    node?.kill();
    if (platforms.connected) platforms.disconnect();
    rmSync(data, { recursive: true, force: true });
  }
}

const cpuOf = (node: Node): number => node.usage()?.cpuSeconds ?? Number.NaN;

async function asked(platforms: ChildProcess, ms: number): Promise<number[]> {
  await order(platforms, { do: 'ask', question: QUESTION, everyMs: ASK_EVERY_MS });
  await pause(ms);
  return (await order(platforms, { do: 'end asking' })).latencies;
}

async function order(platforms: ChildProcess, what: Order): Promise<Answer> {
  const answer = told(platforms);
  platforms.send(what);
  return answerSchema.parse(await answer);
}

/** @throws {Error} when it ends instead */
async function told(platforms: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = (): void => ended.abort(new Error('the platforms ended: why is above'));
  platforms.once('exit', end);
  const [message] = await once(platforms, 'message', { signal: ended.signal }).finally(() => platforms.off('exit', end));
  return message;
}

/** Waits until every channel has it. */
async function finished(platforms: ChildProcess, node: Node, { addressees }: Sent, withinMs: number): Promise<{ last: Answer; peakMb: number }> {
  const until = performance.now() + withinMs;
  let peakMb = 0;
  for (;;) {
    const last = await order(platforms, { do: 'look' });
    peakMb = Math.max(peakMb, node.usage()?.memoryMb ?? 0);
    if (last.channels === addressees.length || performance.now() > until) return { last, peakMb };
    await pause(WATCH_MS);
  }
}

const FIGURES = 'rounds,bound s,took s,took / bound,on each,first after s,over a limit,CPU s,peak MB,quiet p95 ms,meanwhile p95 ms,ratio,questions';

function report(measured: readonly Measured[]): void {
  const columns = ['channels', ...FIGURES.split(',')].map((label): Column => ({ label, align: 'right' }));
  const rows = measured.map(({ channels, rounds, boundMs, tookMs, beganMs, isComplete, by, cpuSeconds, peakMb, quiet, busy }) => {
    const [before, meanwhile] = [percentile(quiet, 0.95), percentile(busy, 0.95)];
    return [
      ...[
        `${channels}${isComplete ? '' : ' (not all)'}`,
        String(rounds),
        decimal(boundMs / 1_000, 1),
        decimal(tookMs / 1_000, 1),
        decimal(tookMs / boundMs, 3),
      ],
      // A few go at once, and have no bound.
      by.map(({ platform, ratio }) => `${platform} ${Number.isFinite(ratio) ? decimal(ratio, 2) : '–'}`).join(', '),
      ...[
        decimal(beganMs / 1_000, 1),
        by.map(({ limited }) => limited).join(' and '),
        decimal(cpuSeconds, 1),
        decimal(peakMb, 0),
        decimal(before, 1),
        decimal(meanwhile, 1),
        decimal(meanwhile / before, 2),
      ],
      `${quiet.length} and ${busy.length}`,
    ];
  });
  say(`${table(columns, rows)}\n`);
  for (const line of verdicts(measured)) say(line);
  say(`${availableParallelism()} cores, load ${decimal(loadavg()[0] ?? 0, 1)}; Steward on SQLite, the platforms and the measuring share them.`);
}

function verdicts(measured: readonly Measured[]): string[] {
  const verdict = (what: string, value: number, most: number): string => `${what}: ${decimal(value, 2)}, ${value <= most ? 'within' : 'NOT within'} ${most}`;
  const [largest, before] = [measured.at(-1), measured.at(-2)];
  return [
    verdict('Time over the bound, at worst', Math.max(...measured.map(({ tookMs, boundMs }) => tookMs / boundMs)), AIMS.time),
    ...(largest === undefined || before === undefined
      ? []
      : [verdict(`Memory, ${largest.channels} channels over ${before.channels}`, largest.peakMb / before.peakMb, AIMS.memory)]),
    ...measured.map(({ channels, busy, quiet }) =>
      verdict(`p95 of a question over quiet, ${channels} channels`, percentile(busy, 0.95) / percentile(quiet, 0.95), AIMS.latency),
    ),
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
