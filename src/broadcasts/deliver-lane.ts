import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Directory } from '../directory/directory.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { bringDelivery, budgetKeys, type Stream } from './bring-delivery.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore, ClaimedDelivery, Lane, SettledDelivery } from './broadcast-store.ts';
import type { Budgets } from './budgets.ts';
import type { Copies } from './copies.ts';
import { type Decision, decide } from './decide.ts';
import type { GiveWay } from './give-way.ts';
import type { Settler } from './settler.ts';
import { laneOf } from './topics.ts';

export interface LaneNeeds {
  readonly platform: string;
  readonly store: Pick<BroadcastStore, 'find' | 'tasks' | 'claim' | 'lanes'>;
  readonly courier: Courier;
  readonly directory: Pick<Directory, 'linked'>;
  readonly budgets: Budgets;
  readonly copies: Copies;
  readonly settler: Settler;
  readonly giveWay: Pick<GiveWay, 'inTurn'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when nothing is left to do in a lane of a broadcast. */
  readonly onDone: (broadcast: string) => Promise<void>;
  /** Aborted when the process is to end: nothing more is begun. */
  readonly stopping: AbortSignal;
}

/** After that long a lane gives its place in the queue to others; what is left is looked at again at once. */
const TURN_MS = 15_000;
/** What is claimed begins within this time, or is given back: together with the time that a courier takes that is less than the lease. */
const BEGINS_WITHIN_MS = 6_000;
const LEASE_MS = 38_000;
/** Claimed together: about as many as begin within so long. They are in doubt when the process dies, and looking whether one is there takes longer than sending it. */
const CLAIM = { first: 5, least: 1, most: 15, everyMs: 800 } as const;
/** Another kind may fall due sooner than the one that has to wait. */
const LOOKS_AGAIN_MS = 5_000;
/** Whoever waited so long for a turn looks at the broadcast again: it may have been withdrawn, corrected or paused meanwhile. */
const STALE_MS = 1_000;

/**
 * Sends, edits and reminds, one workspace a lane: each as fast as its workspace takes it, and none held up by another.
 * Give it what the queue says may be due; it looks for itself.
 */
export function deliverLane(needs: LaneNeeds) {
  return (due: readonly Due[]): Promise<Outcome[]> =>
    Promise.all(
      due.map(async ({ key }): Promise<Outcome> => {
        const at = await workLane(laneOf(needs.platform, key), needs);
        return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
      }),
    );
}

/** New ones, doubtful ones and edits side by side: each kind has limits of its own. @returns when to look again; undefined when nothing is left to do */
async function workLane(lane: Lane, needs: LaneNeeds): Promise<Date | undefined> {
  const { store, clock, onDone } = needs;
  const broadcast = await store.find(lane.broadcast);
  if (broadcast === undefined || isToCome(broadcast)) return undefined;
  const startsAt = clock.now();
  const endsAt = startsAt.getTime() + TURN_MS;
  const tasks = await store.tasks(lane, startsAt);
  const opensAt = earliest(await Promise.all(tasks.map((task) => workStream({ lane, task, broadcast }, endsAt, needs))));
  const at = await nextLook(lane, needs);
  if (at === undefined) await onDone(lane.broadcast);
  if (at === undefined || opensAt === undefined) return at;
  const now = clock.now();
  return at > now ? at : earliest([opensAt, new Date(now.getTime() + LOOKS_AGAIN_MS)]);
}

/** What is on its way, and what is being written down. */
interface Ways {
  readonly flying: Set<Promise<void>>;
  readonly settling: Set<Promise<void>>;
}

/** @returns when its turn would be, if it has to wait long */
async function workStream(stream: Stream, endsAt: number, needs: LaneNeeds): Promise<Date | undefined> {
  const { store, clock, giveWay, stopping } = needs;
  const { lane, task } = stream;
  const ways: Ways = { flying: new Set(), settling: new Set() };
  let { broadcast } = stream;
  let size: number = CLAIM.first;
  let room = await roomFor(stream, ways, needs, size);
  let opensAt: Date | undefined;
  // While it is paused only copies that are there are seen to.
  while (opensAt === undefined && clock.now().getTime() < endsAt && !stopping.aborted && (broadcast.state !== 'paused' || task === 'edit')) {
    await giveWay.inTurn(stopping);
    const claimedAt = clock.now();
    const claimed = await store.claim(lane, Math.min(size, room), claimedAt, LEASE_MS, task);
    if (claimed.length === 0) break;
    // Once more: what is recorded as shown must not be newer than what is.
    broadcast = (await store.find(lane.broadcast)) ?? broadcast;
    opensAt = await beginAll(claimed, { lane, task, broadcast }, claimedAt, ways, needs);
    const tookMs = Math.max(1, clock.now().getTime() - claimedAt.getTime());
    size = Math.round(Math.min(CLAIM.most, Math.max(CLAIM.least, (claimed.length * CLAIM.everyMs) / tookMs)));
    room = await roomFor(stream, ways, needs, size);
  }
  await Promise.all(ways.flying);
  await Promise.all(ways.settling);
  return opensAt;
}

/**
 * Waits until so many more may be on their way, or half of what may be at all: a workspace that is slow to answer would keep what is claimed beyond
 * that waiting until it has to be given back; and to claim one with each answer costs more than to send it. @returns how many more may be
 */
async function roomFor({ lane, task }: Stream, { flying }: Ways, { budgets }: Pick<LaneNeeds, 'budgets'>, wanted: number): Promise<number> {
  const [, workspace] = budgetKeys(lane, task);
  const room = (): number => budgets.window(workspace) - flying.size;
  while (room() < Math.min(wanted, Math.ceil(budgets.window(workspace) / 2))) await Promise.race(flying);
  return room();
}

/** Begins each in its turn. @returns when its turn would be, if that is too far off: then it and the rest are given back */
async function beginAll(claimed: readonly ClaimedDelivery[], stream: Stream, claimedAt: Date, ways: Ways, needs: LaneNeeds): Promise<Date | undefined> {
  const { budgets, clock, courier, directory, store, stopping } = needs;
  let { broadcast } = stream;
  let readAt = clock.now().getTime();
  const linked = await directory.linked(claimed.map(({ link }) => link));
  const until = new Date(claimedAt.getTime() + BEGINS_WITHIN_MS);
  const keys = budgetKeys(stream.lane, stream.task);
  if (stream.task === 'new') budgets.expect(keys[1], courier.perSecond);
  const settle = (result: SettledDelivery): void => keep(ways.settling, needs.settler.settle(result));
  const putBack = (one: ClaimedDelivery, lookAt: Date): void => settle({ claimed: one, outcome: { status: 'not sent' }, revision: one.revision, lookAt });
  let opensAt: Date | undefined;
  for (const one of claimed) {
    if (isActing(decideOn(one))) opensAt ??= await turn();
    const decision = decideOn(one);
    if (decision.act === 'leave') settle({ claimed: one, outcome: decision.outcome, revision: one.revision, lookAt: undefined });
    else if (decision.act === 'put back') putBack(one, clock.now());
    else if (opensAt !== undefined) putBack(one, opensAt);
    else keep(ways.flying, bringDelivery(one, decision, { ...stream, broadcast }, needs).then(settle));
  }
  return opensAt;

  function decideOn(one: ClaimedDelivery): Decision {
    return decide(one, broadcast, linked.get(one.link));
  }

  async function turn(): Promise<Date | undefined> {
    await roomFor(stream, ways, needs, 1);
    const opensAt = await budgets.turn(keys, until, stopping);
    await needs.giveWay.inTurn(stopping);
    if (clock.now().getTime() - readAt > STALE_MS) await readAgain();
    return opensAt;
  }

  /** While the database is away, what is known counts. */
  async function readAgain(): Promise<void> {
    broadcast = (await store.find(stream.lane.broadcast).catch(() => undefined)) ?? broadcast;
    readAt = clock.now().getTime();
  }
}

const isActing = ({ act }: Decision): boolean => act !== 'leave' && act !== 'put back';

function keep(promises: Set<Promise<void>>, promise: Promise<void>): void {
  const kept = promise.finally(() => promises.delete(kept));
  promises.add(kept);
}

/** Whoever begins it has its lanes looked at. */
const isToCome = ({ state }: Broadcast): boolean => state === 'draft' || state === 'waiting' || state === 'scheduled';

/** While it is paused, whoever resumes it has the rest looked at. */
async function nextLook({ broadcast: id, workspace, platform }: Lane, { store }: LaneNeeds): Promise<Date | undefined> {
  const broadcast = await store.find(id);
  if (broadcast === undefined || broadcast.state === 'paused') return undefined;
  return (await store.lanes(id)).find((lane) => lane.platform === platform && lane.workspace === workspace)?.at;
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.filter((at) => at !== undefined).map((at) => at.getTime());
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}
