import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { createLog } from '../src/core/log.ts';
import { openKnowledge } from '../src/knowledge/live-knowledge.ts';
import { type Burst, burst, burstLine, burstRow } from './roundtrip-burst.ts';
import { growth, growthLine, growthRow } from './roundtrip-growth.ts';
import { latencies, latencyRow, ratioLine, SEARCH } from './roundtrip-latency.ts';
import { setStage } from './roundtrip-stage.ts';
import { type Column, decimal, table } from './table.ts';

/** Of a bare bot and the search together. */
const MOST_RATIO = 1.3;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const columns = (first: string, ...others: string[]): Column[] => [
  { label: first, align: 'left' },
  ...others.map((label): Column => ({ label, align: 'right' })),
];

interface Sizes {
  readonly rounds: number;
  readonly atOnce: number;
  readonly requests: number;
}

export async function compare({ rounds, atOnce, requests }: Sizes): Promise<void> {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  const knowledge = openKnowledge(resolve('knowledge'), resolve('dist/knowledge.json'), createLog('warn'));
  const questions = z.array(z.object({ question: z.string() })).parse(JSON.parse(readFileSync(resolve('test/eval/questions.json'), 'utf8')));
  const asked = questions.map(({ question }) => question);
  const { steward, bare, stop } = await setStage();
  const all = [steward.slack, bare.slack, steward.discord, bare.discord, bare.discordAtOnce];
  try {
    say(
      'The fake platforms run in this process, and so does the search alone; each bot has its own.\nSteward is the real program, on both platforms at once.\n',
    );
    const times = await latencies(all, asked, rounds, (question) => void knowledge.current().ask(question));
    say(
      table(
        columns('command in to reply out, one at a time', 'requests', 'p50 ms', 'p95 ms', 'most ms'),
        [...all.map(({ name }) => name), SEARCH].map((name) => latencyRow(name, times)),
      ),
    );
    say(`\n${availableParallelism()} cores, load ${decimal(loadavg()[0] ?? 0, 1)}: a p95 on a busy machine is the machine’s.\n`);
    say(ratioLine(steward.slack.name, bare.slack.name, times, MOST_RATIO));
    say(ratioLine(steward.discord.name, bare.discord.name, times, MOST_RATIO));
    say(
      `For the record, against a bot that never says first that an answer is coming:\n${ratioLine(steward.discord.name, bare.discordAtOnce.name, times, MOST_RATIO)}\n`,
    );

    const bursts: Burst[] = [];
    for (const subject of all) bursts.push(await burst(subject, asked, atOnce));
    say(table(columns('all at once', 'asked', 'answered', 'twice', 'refused', 'seconds'), bursts.map(burstRow)));
    say(`\n${burstLine(bursts)}\n`);

    const steps = await growth(steward.child, [steward.slack, steward.discord], asked, requests);
    say(table(columns('memory of Steward: requests so far', 'resident MiB', 'heap MiB'), steps.map(growthRow)));
    say(`\n${growthLine(steps)}`);
  } finally {
    await stop();
  }
}
