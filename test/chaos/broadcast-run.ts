import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import type { Store } from '../../src/store/store.ts';
import type { CreateDatabase } from '../contract/stores.ts';
import { addBranches, type Sent } from './broadcast-population.ts';
import { type BroadcastVerdict, judgeBroadcasts } from './broadcast-verdict.ts';
import { closeSome } from './closed-channels.ts';
import { type Counted, countAgain } from './count-again.ts';
import { mischief } from './mischief.ts';
import { createOfficer, type Officer, reachable } from './officer.ts';
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
  disturb(world: World, officer: Officer): Promise<void>;
}

export interface BroadcastOutcome extends Played {
  readonly scenario: BroadcastScenario;
  readonly verdict: BroadcastVerdict;
  readonly attempts: number;
  readonly shown: number;
  /** Of copies. */
  readonly edits: number;
  readonly sent: readonly Sent[];
  /** Read again and again meanwhile. */
  readonly counted: Counted;
}

/** What a start takes on a machine of today; limits must be known before it is measured. */
const A_START_SECONDS = 1.5;
/** Slack's own patience with who is slow is ten seconds. */
const SLOW_MS = 8_000;

/** Broadcasts go out while the program is disturbed; says what became of them. */
export async function runBroadcast(scenario: BroadcastScenario, say: (what: string) => void): Promise<BroadcastOutcome> {
  const { seed, create, workspaces, span } = scenario;
  const channels = scenario.channels / 2;
  const seconds = span * A_START_SECONDS;
  const perSecond = { inWorkspace: channels / workspaces / seconds, burst: 1, inDiscord: Math.max(2, Math.ceil(channels / seconds)) };
  return onStage({ seed, create, extent: { channels, workspaces, perSecond } }, async ({ address, platforms, random, play }) => {
    const removed = lastWorkspaces(platforms, scenario.removed);
    const population = await addBranches(address, platforms.places);
    const officer = await createOfficer(address, population, platforms, closeSome(platforms, removed, random));
    for (const workspace of firstInSlack(platforms, scenario.slow)) platforms.slowDown(workspace, SLOW_MS);
    const [total = 0] = officer.sent.map((sent) => reachable(sent).length);
    const shown = (): number => officer.sent.map(officer.shownOf)[0] ?? 0;
    const moved = (): number => platforms.shown.length + editsIn(platforms);
    const endCounting = countAgain(address, officer.sent, random);
    const disturb = async (world: World): Promise<void> => {
      const stop = mischief(world, removed);
      await scenario.disturb(world, officer).finally(stop);
    };
    const played = await play({ total, shown, moved, disturb, isBusy: (store) => isBusy(store, officer.sent) }, say);
    const counted = await endCounting();
    const verdict = await judgeBroadcasts(officer.sent, platforms, address);
    const attempts = platforms.attempts.slack + platforms.attempts.discord;
    return { scenario, verdict, attempts, shown: platforms.shown.length, edits: editsIn(platforms), sent: officer.sent, counted, ...played };
  });
}

const workspacesOn = ({ places }: Platforms, on: string): string[] => [
  ...new Set(places.filter(({ platform }) => platform === on).map(({ workspace }) => workspace)),
];
/** Of each platform: the sender is in the first. */
const lastWorkspaces = (platforms: Platforms, count: number): ReadonlySet<string> =>
  new Set(['slack', 'discord'].flatMap((on) => workspacesOn(platforms, on).slice(-count)));
const firstInSlack = (platforms: Platforms, count: number): string[] => workspacesOn(platforms, 'slack').slice(1, 1 + count);

/** How often a message in a channel that is sent to was edited; the one that tells how far it has come is in none of them. */
function editsIn({ places, slack, discord }: Platforms): number {
  const channels = new Set(places.map(({ channel }) => channel));
  const inSlack = slack.messages.filter(({ channel }) => channels.has(channel)).map(({ updates }) => updates);
  const inDiscord = discord.messages.filter(({ channelId }) => channels.has(channelId)).map(({ edits }) => edits);
  return [...inSlack, ...inDiscord].reduce((sum, edits) => sum + edits, 0);
}

async function isBusy({ db }: Store, all: readonly Sent[]): Promise<boolean> {
  const kept = broadcastsInStore(db);
  for (const { broadcast } of all) {
    const state = (await kept.find(broadcast.id))?.state;
    if ((state !== 'sent' && state !== 'withdrawn') || (await kept.lanes(broadcast.id)).length > 0) return true;
  }
  return false;
}
