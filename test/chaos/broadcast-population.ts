import { randomUUID } from 'node:crypto';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { Asker, Broadcasts, Draft } from '../../src/broadcasts/broadcasts.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Unreachable } from '../../src/core/courier.ts';
import type { Branch, Division, Link } from '../../src/directory/branch.ts';
import { createDirectory } from '../../src/directory/create-directory.ts';
import { createWorkspaces, type Workspaces } from '../../src/directory/workspaces.ts';
import { entryOf } from '../../src/reminders/reminders.ts';
import type { GrantStore } from '../../src/roles/grant-store.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { rolesInStore } from '../../src/store/roles.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { workspacesInStore } from '../../src/store/workspaces.ts';
import { surroundings } from '../contract/stores.ts';
import { request } from '../reminders/made-up.ts';
import { asOfficer, SENDER } from './as-officer.ts';
import { type Face, firstFace, type Words } from './face.ts';
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
  /** What its copies are to show. */
  readonly face: Face;
  /** What had surely not gone when it was withdrawn, by key: it never goes. */
  readonly isOff?: ReadonlySet<string>;
  /** In how many channels that can have it it was there when it was corrected or withdrawn. */
  readonly thereWhenChanged?: number;
}

/** What the first broadcast says. */
export const FIRST: Words = { title: 'Pay claim: what branches do next', line: 'book a room' };
const TAG = 'pay';

/** One branch in so many has a second channel; as many have none, and as many want none of it. */
const BRANCH_IN = 40;

/** Branches that can be sent to. */
export interface Population {
  /** Where the officer is who sends to them. */
  readonly home: Place;
  /** Ids of all there are. */
  readonly regions: readonly string[];
  readonly branches: readonly Branch[];
  readonly links: readonly Link[];
  /** Branches that get nothing of what has the tag, and why. */
  readonly others: ReadonlyMap<string, 'no-channel' | 'muted'>;
}

/** Branches with a channel in each place, and a broadcast to all of them that an officer has confirmed. */
export async function sendBroadcast(address: StoreAddress, places: readonly Place[], fateOf: (place: Place) => Fate): Promise<Sent> {
  return send(address, await addBranches(address, places), FIRST, undefined, fateOf);
}

/** Branches with a channel in each place. An officer has accepted every workspace, and has a role that counts for as long as it all takes. */
export async function addBranches(address: StoreAddress, places: readonly Place[]): Promise<Population> {
  const [home] = places;
  if (home === undefined) throw new Error('no place to send from');
  const store = await openStore(address, surroundings);
  try {
    const kept = directoryInStore(store.db);
    const regions = (await createDirectory(kept)).regions();
    const { branches, links, others } = populate(places, regions);
    await kept.apply({ branches: branches.map((after) => ({ after })), linked: links, entries: [], at: systemClock.now() });
    await acceptAll(createWorkspaces({ store: workspacesInStore(store.db), clock: systemClock }), places);
    await grant(rolesInStore(store.db), home);
    return { home, regions: regions.map(({ id }) => id), branches, links, others };
  } finally {
    await store.close();
  }
}

/** A broadcast that an officer has confirmed. @param regions ids; all of them when left out */
export async function send(
  address: StoreAddress,
  { home, branches, links, others }: Population,
  words: Words,
  regions: readonly string[] | undefined,
  fateOf: (place: Place) => Fate,
): Promise<Sent> {
  const broadcast = await asOfficer(address, home, (broadcasts, asker) => confirmed(broadcasts, draftOf(words, regions), asker));
  const audience = new Set(branches.filter(({ region }) => regions?.includes(region) ?? true).map(({ id }) => id));
  const addressees = links
    .filter(({ branch }) => audience.has(branch) && !others.has(branch))
    .map(({ id, branch, platform, workspace, channel }): Addressee => {
      const place = { platform, workspace, channel };
      return { place, branch, key: `b.${broadcast.id}.${id}`, fate: fateOf(place) };
    });
  return { broadcast, addressees, others: new Map([...others].filter(([branch]) => audience.has(branch))), face: firstFace(words) };
}

const draftOf = ({ title, line }: Words, regions: readonly string[] | undefined): Draft => ({
  title,
  body: `Hold meetings **before** the ballot:\n\n- ${line}\n- tell the region how many came`,
  audience: { all: regions === undefined, regions: regions ?? [], serviceGroups: [], tags: [], branches: [], except: [] },
  tag: TAG,
  receipt: { wanted: 'branch' },
  questions: { from: 'anyone' },
});

async function confirmed(broadcasts: Broadcasts, draft: Draft, asker: Asker): Promise<Broadcast> {
  const { broadcast, mark } = await broadcasts.draft(draft, asker);
  const outcome = await broadcasts.confirm(broadcast.id, mark, asker);
  if (outcome.kind !== 'confirmed') throw new Error(`it was not sent: ${outcome.what.join(' ')}`);
  return outcome.broadcast;
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

async function grant(roles: Pick<GrantStore, 'add'>, { platform, workspace, channel }: Place): Promise<void> {
  const given = { id: 'grant1', role: 'national-officer', subject: { kind: 'person', id: SENDER }, reach: 'everywhere', by: SENDER } as const;
  const asked = { ...request({ person: SENDER }), place: { platform, workspace, channel } };
  const grantedAt = systemClock.now();
  await roles.add({ ...given, platform, workspace, grantedAt }, [], [entryOf(`role:${given.id}`, 'role granted', asked, grantedAt)]);
}

async function acceptAll(workspaces: Workspaces, places: readonly Place[]): Promise<void> {
  const all = new Map(places.map(({ platform, workspace }) => [`${platform} ${workspace}`, { platform, workspace }]));
  for (const one of all.values()) await workspaces.accept(one, request({ person: SENDER }));
}
