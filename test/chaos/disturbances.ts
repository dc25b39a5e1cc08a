import { setTimeout as pause } from 'node:timers/promises';
import { below, type Random } from '../../bench/random.ts';
import { runOn } from '../contract/stores.ts';
import type { Node } from './node.ts';
import type { Officer } from './officer.ts';
import type { Platforms } from './platforms.ts';
import type { World } from './stage.ts';

/** Kills the one node so many times, each time at another moment, and starts it again at once. It may run already. */
export const kills = (times: number) => async (world: World) => {
  let node = world.running().at(-1) ?? world.start();
  let { startMs } = world;
  for (let nth = 1; nth <= times; nth++) {
    await momentIn(world.platforms, node, startMs, drawMoment(world.random));
    node.kill();
    await node.ended();
    // A machine that has become slower gives a node no more time to start than before unless this is noticed.
    startMs = node.readyAfterMs ?? startMs * GROWTH;
    node = world.start();
    if (nth % 10 === 0) world.say(`${nth} of ${times} kills, ${world.shown()} of ${world.total} shown`);
  }
};

/** So many times as long as a start takes; or as soon as the platforms have taken so many messages, before they answer the last. */
type Moment = { readonly kind: 'time'; readonly share: number } | { readonly kind: 'taken'; readonly count: number };

const LATEST = 2;
const GROWTH = 1.1;
const MOST_TAKEN = 20;

const drawMoment = (random: Random): Moment =>
  random() < 0.6 ? { kind: 'time', share: random() * LATEST } : { kind: 'taken', count: 1 + below(random, MOST_TAKEN) };

async function momentIn(platforms: Platforms, node: Node, startMs: number, moment: Moment): Promise<void> {
  if (moment.kind === 'time') return pause(moment.share * startMs);
  await Promise.race([killWhenTaken(node, platforms, moment.count), pause(LATEST * startMs)]);
}

async function killWhenTaken(node: Node, platforms: Platforms, count: number): Promise<void> {
  let left = count;
  const stop = platforms.onTaken(() => {
    left -= 1;
    if (left === 0) node.kill();
  });
  await node.ended();
  stop();
}

/** So many nodes share the work; one is killed when a third is shown, and of more than two it comes back when half is. */
export const oneOfSeveral = (nodes: number) => async (world: World) => {
  const [first, ...others] = Array.from({ length: nodes }, () => world.start());
  await Promise.all(others.map((node) => node.ready()));
  await untilShown(world, 1 / 3);
  first?.kill();
  world.say(`one of ${nodes} nodes was killed, ${world.shown()} shown`);
  await untilShown(world, 1 / 2);
  if (nodes > 2) world.start();
};

/** The PostgreSQL database is taken away for so long when half is shown. No node may end. */
export const databaseAway = (server: string, ms: number) => async (world: World) => {
  if (!('url' in world.address)) throw new Error('only PostgreSQL can be away');
  const name = new URL(world.address.url).pathname.slice(1);
  if (world.running().length === 0) world.start();
  await untilShown(world, 1 / 2);
  const nodes = world.running();
  await runOn(server, `alter database ${name} allow_connections false`);
  await runOn(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  world.say(`the database is away, ${world.shown()} shown`);
  await pause(ms);
  await runOn(server, `alter database ${name} allow_connections true`);
  world.say(`the database is back, ${world.shown()} shown`);
  if (nodes.some(({ isRunning }) => !isRunning)) throw new Error('a node ended because its database was away');
};

export const oneAfterTheOther =
  (...disturbances: readonly ((world: World) => Promise<void>)[]) =>
  async (world: World) => {
    for (const disturb of disturbances) await disturb(world);
  };

/** One node that is left in peace, but for what the platforms do. */
export const noKills = async (world: World): Promise<void> => {
  world.start();
  await untilShown(world, 1);
};

/** Once a good part of a broadcast is there it is corrected; then another goes out, and is withdrawn in the same way. Both times it is disturbed from then on. */
export const changedMidway = (disturb: (world: World) => Promise<void>) => async (world: World, officer: Officer) => {
  world.start();
  await until(() => officer.shownOfLast() >= MIDWAY);
  await officer.correct();
  world.say(`corrected, ${world.shown()} of ${world.total} shown`);
  await disturb(world);
  await officer.sendAnother();
  await until(() => officer.shownOfLast() >= MIDWAY);
  await officer.withdraw();
  world.say('another was sent and withdrawn');
  await disturb(world);
};

/** So much is there by then; and so late the workspaces have gone that remove Steward midway. */
export const MIDWAY = 0.4;

const untilShown = (world: World, part: number): Promise<void> => until(() => world.shown() >= part * world.total);

/** Waits until it is so, or is overdue for a long time. */
async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!isSo() && performance.now() < end) await pause(50);
}
