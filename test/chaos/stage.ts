import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, seeded } from '../../bench/random.ts';
import { openStore, type Store, type StoreAddress } from '../../src/store/store.ts';
import { type CreateDatabase, surroundings } from '../contract/stores.ts';
import { type Node, startNode } from './node.ts';
import { type Extent, type Platforms, startPlatforms } from './platforms.ts';
import { watchNodes } from './watch-nodes.ts';
import { badWeather, type Weather } from './weather.ts';

/** What a disturbance may do, and see. */
export interface World {
  readonly address: StoreAddress;
  readonly platforms: Platforms;
  readonly weather: Weather;
  readonly random: Random;
  /** How much there is to be shown. */
  readonly total: number;
  /** How long the program took to start here, in milliseconds. */
  readonly startMs: number;
  /** Starts one more node. */
  start(): Node;
  running(): readonly Node[];
  /** How much of it is shown. */
  shown(): number;
  say(what: string): void;
}

export interface Setting {
  readonly seed: number;
  readonly extent: Extent;
  readonly create: CreateDatabase;
}

/** The platforms in bad weather, an empty database, and the program that can be started on both. */
export interface Stage {
  readonly random: Random;
  readonly platforms: Platforms;
  readonly address: StoreAddress;
  readonly startMs: number;
  /** Disturbs the program while something is shown, and then leaves it in peace until nothing is left to do. */
  play(piece: Piece, say: (what: string) => void): Promise<Played>;
}

export interface Piece {
  readonly total: number;
  shown(): number;
  /** Goes up as long as something is done: what is shown, when left out. */
  moved?(): number;
  /** Leaves at least one node running. */
  disturb(world: World): Promise<void>;
  /** Whether something is still to be done when all of it is shown. */
  isBusy(store: Store): Promise<boolean>;
}

export interface Played {
  readonly nodes: readonly Node[];
  /** From a start to the first message that was shown after it, in milliseconds. */
  readonly firstShownMs: readonly number[];
  /** From the end of the disturbance until nothing was left to do; undefined when that did not come. */
  readonly settledMs: number | undefined;
  readonly cpuSeconds: number;
  /** Of the node that ran longest: near its beginning, and at its end. */
  readonly memoryMb: readonly [first: number, last: number] | undefined;
  /** What the nodes that were not killed ended with. */
  readonly exits: readonly (number | null)[];
}

/** So long nothing may be done before it is given up. What is in doubt in a slow workspace is looked for one by one. */
const PATIENCE_MS = 180_000;
const WATCH_MS = 500;
/** What would be shown once more is so by then. */
const AFTERMATH_MS = 2_000;

/** Everything on it is gone when `perform` is done. */
export async function onStage<T>({ seed, extent, create }: Setting, perform: (stage: Stage) => Promise<T>): Promise<T> {
  const random = seeded(seed);
  const weather = badWeather(random);
  const platforms = await startPlatforms(extent, weather);
  const database = await create();
  const { address } = database;
  // For what the program keeps beside the database.
  const folder = mkdtempSync(join(tmpdir(), 'steward-chaos-'));
  const nodes: Node[] = [];
  const where = 'url' in address ? { STEWARD_DATA: folder, DATABASE_URL: address.url } : { STEWARD_DATA: dirname(address.file) };
  const settings = { ...platforms.settings, ...where, STEWARD_WEB_PORT: '0' };

  async function play({ total, shown, moved = shown, disturb, isBusy }: Piece, say: (what: string) => void): Promise<Played> {
    const watch = watchNodes(nodes, platforms);
    const start = (): Node => {
      const node = startNode(settings);
      nodes.push(node);
      watch.started();
      return node;
    };
    const running = (): readonly Node[] => nodes.filter(({ isRunning }) => isRunning);
    await disturb({ address, platforms, weather, random, total, startMs, start, running, shown, say });
    weather.calm();
    const settledMs = await settle(address, moved, async (store) => shown() < total || isBusy(store));
    await pause(AFTERMATH_MS);
    const used = watch.end();
    const exits = await Promise.all(running().map((node) => node.stop()));
    return { nodes, settledMs, exits, ...used };
  }

  let startMs = 0;
  try {
    startMs = await timeStart(settings, extent.workspaces === undefined ? undefined : platforms);
    return await perform({ random, platforms, address, startMs, play });
  } finally {
    for (const node of nodes) if (node.isRunning) node.kill();
    await platforms.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts the program and stops it; meanwhile every workspace of `toInstall` installs it, as its people would. @returns how long the start took */
async function timeStart(settings: Readonly<Record<string, string>>, toInstall: Platforms | undefined): Promise<number> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const node = startNode({ ...settings, ...(toInstall && { STEWARD_PORT: String(port), STEWARD_PUBLIC_URL: url }) });
  await node.ready();
  const { readyAfterMs } = node;
  if (readyAfterMs === undefined) throw new Error(`the program did not start: ${node.said}`);
  const teams = new Set(toInstall?.places.flatMap(({ platform, workspace }) => (platform === 'slack' ? [workspace] : [])));
  for (const team of teams) await toInstall?.slack.install(`${url}/slack/install`, { team });
  await node.stop();
  return readyAfterMs;
}

/** @returns how long it took until nothing was left to do */
async function settle(address: StoreAddress, moved: () => number, isBusy: (store: Store) => Promise<boolean>): Promise<number | undefined> {
  const store = await openStore(address, surroundings);
  try {
    const from = performance.now();
    for (let [before, since] = [moved(), from]; performance.now() - since < PATIENCE_MS; await pause(WATCH_MS)) {
      if (!(await isBusy(store))) return performance.now() - from;
      if (moved() === before) continue;
      before = moved();
      since = performance.now();
    }
    return undefined;
  } finally {
    await store.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
