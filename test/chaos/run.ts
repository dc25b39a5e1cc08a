import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, seeded } from '../../bench/random.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { type CreateDatabase, surroundings, type TestDatabase } from '../contract/stores.ts';
import { type Node, startNode } from './node.ts';
import { type Platforms, startPlatforms } from './platforms.ts';
import { populate, type Subject } from './population.ts';
import { judge, shownByWords, type Verdict } from './verdict.ts';
import { watchNodes } from './watch-nodes.ts';
import { badWeather, type Weather } from './weather.ts';

/** What a disturbance may do, and see. */
export interface World {
  readonly address: StoreAddress;
  readonly platforms: Platforms;
  readonly random: Random;
  readonly subjects: readonly Subject[];
  /** How long the program took to start here, in milliseconds. */
  readonly startMs: number;
  /** Starts one more node. */
  start(): Node;
  running(): readonly Node[];
  /** How many of the reminders are shown. */
  shown(): number;
  say(what: string): void;
}

export interface Scenario {
  readonly name: string;
  readonly seed: number;
  readonly reminders: number;
  /** On each platform. */
  readonly channels: number;
  /** The reminders fall due within so many times as long as the program takes to start. */
  readonly span: number;
  readonly create: CreateDatabase;
  /** Leaves at least one node running. */
  disturb(world: World): Promise<void>;
}

export interface Outcome {
  readonly scenario: Scenario;
  readonly verdict: Verdict;
  readonly nodes: readonly Node[];
  readonly attempts: number;
  readonly shown: number;
  /** From a start to the first message that was shown after it, in milliseconds. */
  readonly firstShownMs: readonly number[];
  /** How late each was shown first, in milliseconds. */
  readonly lateMs: readonly number[];
  /** From the end of the disturbance until nothing was left to do; undefined when that did not come. */
  readonly settledMs: number | undefined;
  readonly cpuSeconds: number;
  /** Of the node that ran longest: near its beginning, and at its end. */
  readonly memoryMb: readonly [first: number, last: number] | undefined;
  /** What the nodes that were not killed ended with. */
  readonly exits: readonly (number | null)[];
}

const SETTLES_WITHIN_MS = 150_000;
const WATCH_MS = 500;
/** What would be shown once more is so by then. */
const AFTERMATH_MS = 2_000;

/** Reminders fall due while the program is disturbed; says what became of them. */
export async function run(scenario: Scenario, say: (what: string) => void): Promise<Outcome> {
  const random = seeded(scenario.seed);
  const weather = badWeather(random);
  const platforms = await startPlatforms(scenario.channels, weather);
  const database = await scenario.create();
  const folder = mkdtempSync(join(tmpdir(), 'steward-chaos-'));
  const nodes: Node[] = [];
  try {
    return await runOn({ scenario, random, weather, platforms, database, folder, nodes, say });
  } finally {
    for (const node of nodes) if (node.isRunning) node.kill();
    await platforms.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Stage {
  readonly scenario: Scenario;
  readonly random: Random;
  readonly weather: Weather;
  readonly platforms: Platforms;
  readonly database: TestDatabase;
  /** For what the program keeps beside the database. */
  readonly folder: string;
  readonly nodes: Node[];
  readonly say: (what: string) => void;
}

async function runOn({ scenario, random, weather, platforms, database: { address }, folder, nodes, say }: Stage): Promise<Outcome> {
  const where = 'url' in address ? { STEWARD_DATA: folder, DATABASE_URL: address.url } : { STEWARD_DATA: dirname(address.file) };
  const settings = { ...platforms.settings, ...where };
  timing ??= timeStart(settings);
  const startMs = await timing;
  const due = { count: scenario.reminders, from: new Date(Date.now() + 2 * startMs), spanMs: scenario.span * startMs };
  const subjects = await populate(address, platforms.places, due, random);
  const watch = watchNodes(nodes, platforms);
  const start = (): Node => {
    const node = startNode(settings);
    nodes.push(node);
    watch.started();
    return node;
  };
  const running = (): readonly Node[] => nodes.filter(({ isRunning }) => isRunning);
  const shown = (): number => shownByWords(platforms).size;
  await scenario.disturb({ address, platforms, random, subjects, startMs, start, running, shown, say });
  weather.calm();
  const settledMs = await settle(address, subjects.length, shown);
  await pause(AFTERMATH_MS);
  const used = watch.end();
  const exits = await Promise.all(running().map((node) => node.stop()));
  const verdict = await judge(subjects, platforms, address);
  const lateMs = lateness(subjects, platforms);
  const attempts = platforms.attempts.slack + platforms.attempts.discord;
  return { scenario, verdict, nodes, attempts, shown: platforms.shown.length, lateMs, settledMs, exits, ...used };
}

/** Taken once, by whichever scenario is the first. */
let timing: Promise<number> | undefined;

async function timeStart(settings: Readonly<Record<string, string>>): Promise<number> {
  const node = startNode(settings);
  await node.ready();
  const { readyAfterMs } = node;
  await node.stop();
  if (readyAfterMs === undefined) throw new Error(`the program did not start: ${node.said}`);
  return readyAfterMs;
}

/** Waits until everything was shown and nothing is in hand or due. */
async function settle(address: StoreAddress, count: number, shown: () => number): Promise<number | undefined> {
  const store = await openStore(address, surroundings);
  const isBusy = async (): Promise<boolean> => {
    if (shown() < count) return true;
    const due = store.db.selectFrom('reminders').select('id').where('look_at', '<=', Date.now());
    const inHand = store.db.selectFrom('showings').select('key').where('state', '=', 'sending');
    return (await due.executeTakeFirst()) !== undefined || (await inHand.executeTakeFirst()) !== undefined;
  };
  try {
    const from = performance.now();
    while (performance.now() - from < SETTLES_WITHIN_MS) {
      if (!(await isBusy())) return performance.now() - from;
      await pause(WATCH_MS);
    }
    return undefined;
  } finally {
    await store.close();
  }
}

function lateness(subjects: readonly Subject[], platforms: Platforms): number[] {
  const byWords = shownByWords(platforms);
  return subjects.flatMap(({ words, kind, reminder }) => {
    const at = byWords.get(words)?.[0]?.at;
    const due = reminder.dueAt ?? reminder.again?.at;
    return at === undefined || due === undefined || kind === 'missed' ? [] : [at - due.getTime()];
  });
}
