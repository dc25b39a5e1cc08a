import { randomUUID } from 'node:crypto';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { Asker, Broadcasts, Draft } from '../../src/broadcasts/broadcasts.ts';
import { createBroadcasts } from '../../src/broadcasts/create-broadcasts.ts';
import { createBroadcastWork } from '../../src/broadcasts/work-broadcasts.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Unreachable } from '../../src/core/courier.ts';
import type { Branch, Division, Link } from '../../src/directory/branch.ts';
import { createDirectory } from '../../src/directory/create-directory.ts';
import { createWorkspaces, type Workspaces } from '../../src/directory/workspaces.ts';
import { openQueue } from '../../src/jobs/open-queue.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { workspacesInStore } from '../../src/store/workspaces.ts';
import { surroundings } from '../contract/stores.ts';
import { request } from '../reminders/made-up.ts';
import type { Place } from './platforms.ts';

/** What becomes of a copy. `removed midway`: Steward is put out of the workspace meanwhile, so that it is there, or listed. */
export type Fate = 'sent' | Unreachable | 'removed midway';

export interface Addressee {
  readonly place: Place;
  readonly branch: string;
  /** Names what is delivered there. */
  readonly key: string;
  readonly fate: Fate;
}

export interface Sent {
  readonly broadcast: Broadcast;
  readonly addressees: readonly Addressee[];
  /** Branches that get nothing, and why. */
  readonly others: ReadonlyMap<string, 'no-channel' | 'muted'>;
}

/** Who sends it: somebody in every workspace of the fake Slack. */
export const SENDER = 'U0ASKER';
const TAG = 'pay';
/** Nothing is begun here: it is only put in the queue. */
const NOBODY = { given: async () => ({ held: [], isComplete: false }), ended: async () => [] };

/** One branch in so many has a second channel; as many have none, and as many want none of it. */
const BRANCH_IN = 40;

const DRAFT: Draft = {
  title: 'Pay claim: what branches do next',
  body: 'Hold meetings **before** the ballot:\n\n- book a room\n- tell the region how many came',
  audience: { all: true, regions: [], serviceGroups: [], tags: [], branches: [], except: [] },
  tag: TAG,
  receipt: { wanted: 'branch' },
  questions: { from: 'anyone' },
};

/** Branches with a channel in each place, and a broadcast to all of them that an officer has confirmed. */
export async function sendBroadcast(address: StoreAddress, places: readonly Place[], fateOf: (place: Place) => Fate): Promise<Sent> {
  const store = await openStore(address, surroundings);
  const queue = await openQueue(address, store, surroundings);
  try {
    const kept = directoryInStore(store.db);
    const directory = await createDirectory(kept);
    const { branches, links, others } = populate(places, directory.regions());
    await kept.apply({ branches: branches.map((after) => ({ after })), linked: links, entries: [], at: systemClock.now() });
    await acceptAll(createWorkspaces({ store: workspacesInStore(store.db), clock: systemClock }), places);
    const keptBroadcasts = broadcastsInStore(store.db);
    const { wake } = createBroadcastWork({ store: keptBroadcasts, directory, officers: NOBODY, queue, ...surroundings });
    const broadcasts = createBroadcasts({ store: keptBroadcasts, directory, clock: systemClock, courierOf: () => undefined, wake });
    const broadcast = await confirmed(broadcasts, places);
    const addressees = links
      .filter((link) => !others.has(link.branch))
      .map(({ id, branch, platform, workspace, channel }): Addressee => {
        const place = { platform, workspace, channel };
        return { place, branch, key: `b.${broadcast.id}.${id}`, fate: fateOf(place) };
      });
    return { broadcast, addressees, others };
  } finally {
    await queue.stop();
    await store.close();
  }
}

function populate(places: readonly Place[], regions: readonly Division[]) {
  const branches: Branch[] = [];
  const links: Link[] = [];
  const others = new Map<string, 'no-channel' | 'muted'>();
  const branch = (nth: number, what: Partial<Branch> = {}): Branch => ({
    ...{ id: `br${nth.toString(36).padStart(4, '0')}`, name: `Branch ${nth}`, region: regions[nth % regions.length]?.id ?? '' },
    ...{ serviceGroups: [], tags: [], mutes: [], state: 'open', version: 1, createdAt: systemClock.now(), ...what },
  });
  for (const [nth, place] of places.entries()) {
    const isMuted = nth % BRANCH_IN === BRANCH_IN - 2;
    const isSecond = nth % BRANCH_IN === BRANCH_IN - 3;
    const own = (isSecond ? branches.at(-1) : undefined) ?? branch(nth, isMuted ? { mutes: [TAG] } : {});
    if (!isSecond) branches.push(own);
    if (isMuted) others.set(own.id, 'muted');
    links.push({ ...place, id: randomUUID().replaceAll('-', ''), branch: own.id, linkedAt: systemClock.now() });
  }
  for (let nth = places.length; nth < places.length * (1 + 1 / BRANCH_IN); nth++) {
    branches.push(branch(nth));
    others.set(branch(nth).id, 'no-channel');
  }
  return { branches, links, others };
}

/** An officer has accepted every workspace. */
async function acceptAll(workspaces: Workspaces, places: readonly Place[]): Promise<void> {
  const all = new Map(places.map(({ platform, workspace }) => [`${platform} ${workspace}`, { platform, workspace }]));
  for (const one of all.values()) await workspaces.accept(one, request({ person: SENDER }));
}

/** By a national officer in the first of the places. */
async function confirmed(broadcasts: Broadcasts, [home]: readonly Place[]): Promise<Broadcast> {
  if (home === undefined) throw new Error('no place to send from');
  const asker: Asker = { request: { ...request({ person: SENDER }), place: home }, held: [{ role: 'national-officer', reach: 'everywhere' }] };
  const { broadcast, mark } = await broadcasts.draft(DRAFT, asker);
  const outcome = await broadcasts.confirm(broadcast.id, mark, asker);
  if (outcome.kind !== 'confirmed') throw new Error(`it was not sent: ${outcome.what.join(' ')}`);
  return outcome.broadcast;
}
