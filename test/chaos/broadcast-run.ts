import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../bench/random.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { openStore, type Store, type StoreAddress } from '../../src/store/store.ts';
import { type CreateDatabase, surroundings } from '../contract/stores.ts';
import { type Sent, sendBroadcast } from './broadcast-population.ts';
import { type BroadcastVerdict, judgeBroadcast } from './broadcast-verdict.ts';
import { closeSome } from './closed-channels.ts';
import type { Platforms } from './platforms.ts';
import { onStage, type Played, type World } from './stage.ts';

export interface BroadcastScenario {
  readonly name: string;
  readonly seed: number;
  /** In all, half of them on each platform. */
  readonly channels: number;
  /** Of each platform. */
  readonly workspaces: number;
  /** How many of them remove Steward midway, and how many answer only after eight seconds. */
  readonly removed: number;
  readonly slow: number;
  /** If nothing went wrong the platforms' limits would let all of it through in so many times as long as the program takes to start. */
  readonly span: number;
  readonly create: CreateDatabase;
  /** Leaves at least one node running. */
  disturb(world: World): Promise<void>;
}

export interface BroadcastOutcome extends Played {
  readonly scenario: BroadcastScenario;
  readonly verdict: BroadcastVerdict;
  readonly attempts: number;
  readonly shown: number;
  /** Of the counts, read again and again meanwhile: how often, and those that did not add up. */
  readonly counted: { readonly times: number; readonly wrong: readonly string[] };
}

/** What a start takes on a machine of today; limits must be known before it is measured. */
const A_START_SECONDS = 1.5;
/** Slack's own patience with who is slow is ten seconds. */
const SLOW_MS = 8_000;
const LONGEST_BETWEEN_COUNTS_MS = 400;

/** A broadcast goes out while the program is disturbed; says what became of it. */
export async function runBroadcast(scenario: BroadcastScenario, say: (what: string) => void): Promise<BroadcastOutcome> {
  const { seed, create, workspaces, span } = scenario;
  const channels = scenario.channels / 2;
  const seconds = span * A_START_SECONDS;
  const perSecond = { inWorkspace: channels / workspaces / seconds, burst: 1, inDiscord: Math.max(2, Math.ceil(channels / seconds)) };
  return onStage({ seed, create, extent: { channels, workspaces, perSecond } }, async ({ address, platforms, random, play }) => {
    const removed = lastWorkspaces(platforms, scenario.removed);
    const sent = await sendBroadcast(address, platforms.places, closeSome(platforms, removed, random));
    for (const workspace of firstInSlack(platforms, scenario.slow)) platforms.slowDown(workspace, SLOW_MS);
    const reachable = sent.addressees.filter(({ fate }) => fate === 'sent');
    const counting = countAgainAndAgain(address, sent, random);
    const disturb = async (world: World): Promise<void> => {
      const stop = mischief(world, removed);
      await scenario.disturb(world).finally(stop);
    };
    const played = await play({ total: reachable.length, shown: () => shownIn(platforms, reachable), disturb, isBusy: (store) => isBusy(store, sent) }, say);
    const counted = await counting.end();
    const verdict = await judgeBroadcast(sent, platforms, address);
    const attempts = platforms.attempts.slack + platforms.attempts.discord;
    return { scenario, verdict, attempts, shown: platforms.shown.length, counted, ...played };
  });
}

const workspacesOn = ({ places }: Platforms, on: string): string[] => [
  ...new Set(places.filter(({ platform }) => platform === on).map(({ workspace }) => workspace)),
];
/** Of each platform: the sender is in the first. */
const lastWorkspaces = (platforms: Platforms, count: number): ReadonlySet<string> =>
  new Set(['slack', 'discord'].flatMap((on) => workspacesOn(platforms, on).slice(-count)));
const firstInSlack = (platforms: Platforms, count: number): string[] => workspacesOn(platforms, 'slack').slice(1, 1 + count);

function shownIn({ shown }: Platforms, reachable: Sent['addressees']): number {
  const channels = new Set(shown.map(({ channel }) => channel));
  return reachable.filter(({ place }) => channels.has(place.channel)).length;
}

async function isBusy({ db }: Store, { broadcast }: Sent): Promise<boolean> {
  return (await broadcastsInStore(db).find(broadcast.id))?.state !== 'sent';
}

/** Storms, cut networks, and workspaces that put Steward out when a third of it is there. @returns ends it */
function mischief(world: World, removed: ReadonlySet<string>): () => void {
  const { platforms, random, weather } = world;
  let isOver = false;
  const acts: readonly (() => Promise<void>)[] = [
    async () => weather.storm('limited', STORM_MS),
    async () => weather.storm('down', STORM_MS),
    async () => cutFor(platforms.slack.network, CUT_MS),
    async () => cutFor(platforms.discord.network, CUT_MS),
  ];
  const trouble = async (): Promise<void> => {
    for (let nth = 0; !isOver; nth++) {
      await pause(random() * 2 * BETWEEN_MS);
      if (!isOver) await acts[nth % acts.length]?.();
    }
  };
  const removing = async (): Promise<void> => {
    while (!isOver && world.shown() < world.total / 3) await pause(100);
    for (const workspace of removed) putOut(platforms, workspace);
  };
  void trouble();
  void removing();
  return () => {
    isOver = true;
    platforms.slack.network.mend();
    platforms.discord.network.mend();
  };
}

const BETWEEN_MS = 4_000;
const STORM_MS = 1_500;
const CUT_MS = 2_000;

async function cutFor(network: Platforms['slack']['network'], ms: number): Promise<void> {
  network.cut();
  await pause(ms);
  network.mend();
}

function putOut({ slack, discord }: Platforms, workspace: string): void {
  if (discord.guilds.some(({ id }) => id === workspace)) discord.leaveGuild(workspace);
  else slack.revoke(workspace, 'token_revoked');
}

/** Reads the counts at random moments, from outside. */
function countAgainAndAgain(address: StoreAddress, { broadcast, addressees, others }: Sent, random: Random) {
  let isOver = false;
  let times = 0;
  const wrong: string[] = [];
  const expected = addressees.length + others.size;
  const counting = (async () => {
    const store = await openStore(address, surroundings);
    while (!isOver) {
      await pause(random() * LONGEST_BETWEEN_COUNTS_MS);
      const counts = (
        await broadcastsInStore(store.db)
          .counts([broadcast.id])
          .catch(() => undefined)
      )?.get(broadcast.id);
      if (counts === undefined) continue;
      const { total, ...byState } = counts;
      times += 1;
      const sum = Object.values(byState).reduce((all, count) => all + count, 0);
      if (sum !== total || total !== expected) wrong.push(`${expected} expected: ${JSON.stringify(counts)}`);
    }
    await store.close();
  })();
  return {
    async end() {
      isOver = true;
      await counting;
      return { times, wrong };
    },
  };
}
