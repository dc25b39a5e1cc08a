import type { Broadcast, BroadcastDelivery } from '../../src/broadcasts/broadcast.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import { SENDER } from './as-officer.ts';
import type { Addressee, Sent } from './broadcast-population.ts';
import { type Face, isAsItShould, isCopy } from './face.ts';
import type { Platforms } from './platforms.ts';

/** What became of the copies of broadcasts. */
export interface BroadcastVerdict {
  /** Channels that could have it and do not. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Where the list of deliveries says otherwise than the platforms, or something is where nothing should be. */
  readonly amiss: readonly string[];
  /** Of each of these: how it stands in the list. */
  readonly histories: readonly string[];
}

/** What is shown later than so long after a withdrawal was sent after it: what was begun before is taken within 14 seconds, by the latest that is on its way. */
const ON_ITS_WAY_MS = 30_000;

/** Counts at the platforms first, then looks whether the lists say the same. */
export async function judgeBroadcasts(all: readonly Sent[], platforms: Platforms, address: StoreAddress): Promise<BroadcastVerdict> {
  const store = await openStore(address, surroundings);
  try {
    const kept = broadcastsInStore(store.db);
    const there = inChannels(platforms);
    const verdicts = [
      { lost: [], doubled: [], amiss: strays(there, all, platforms), histories: [] },
      ...(await Promise.all(all.map((sent) => judge(sent, there, platforms, kept)))),
    ];
    return {
      lost: verdicts.flatMap(({ lost }) => lost),
      doubled: verdicts.flatMap(({ doubled }) => doubled),
      amiss: verdicts.flatMap(({ amiss }) => amiss),
      histories: verdicts.flatMap(({ histories }) => histories),
    };
  } finally {
    await store.close();
  }
}

async function judge(sent: Sent, there: InChannels, platforms: Platforms, kept: Kept): Promise<BroadcastVerdict> {
  const { broadcast, addressees, others, face } = sent;
  const listed = await kept.deliveries(broadcast.id, undefined, addressees.length + others.size + 1);
  const byKey = new Map(listed.map((delivery) => [delivery.key, delivery]));
  const verdict = { lost: [] as string[], doubled: [] as string[], amiss: [] as string[], histories: [] as string[] };
  for (const addressee of addressees) {
    const { key, place } = addressee;
    const messages = (there.get(place.channel) ?? []).filter((message) => isCopy(face, message));
    const times = Math.max(messages.length, platforms.timesShown(place, key));
    const delivery = byKey.get(key);
    const isLost = times === 0 && addressee.fate === 'sent' && !wasWithdrawn(sent, delivery);
    const faults = faultsOf(sent, { ...addressee, messages, times }, delivery);
    if (isLost) verdict.lost.push(key);
    if (times > 1) verdict.doubled.push(key);
    verdict.amiss.push(...faults);
    if (isLost || times > 1 || faults.length > 0) verdict.histories.push(historyOf(addressee, delivery));
  }
  verdict.amiss.push(...sentLate(sent, platforms), ...notListed(listed, others), ...(await stands(kept, broadcast, listed)));
  return verdict;
}

/** Before it arrived. */
const wasWithdrawn = ({ broadcast }: Sent, delivery: BroadcastDelivery | undefined): boolean =>
  broadcast.state === 'withdrawn' && delivery?.state === 'withdrawn';

type Kept = ReturnType<typeof broadcastsInStore>;

/** What stands in each channel, all of each message as JSON. */
type InChannels = ReadonlyMap<string, readonly string[]>;

function inChannels({ slack, discord }: Platforms): InChannels {
  const messages = new Map<string, string[]>();
  const all = [
    ...slack.messages.filter(({ deleted }) => !deleted).map(({ channel, text, blocks }) => ({ channel, content: JSON.stringify([text, blocks]) })),
    ...discord.messages.filter(({ deleted }) => !deleted).map(({ channelId: channel, components }) => ({ channel, content: JSON.stringify(components) })),
  ];
  for (const { channel, content } of all) messages.set(channel, [...(messages.get(channel) ?? []), content]);
  return messages;
}

/** What became of one copy: the messages that are there now, and how often it was ever shown. */
interface Copy extends Addressee {
  readonly messages: readonly string[];
  readonly times: number;
}

function faultsOf(sent: Sent, copy: Copy, delivery: BroadcastDelivery | undefined): string[] {
  const { key, times } = copy;
  if (delivery === undefined) return [`${key} is not listed`];
  const { state } = delivery;
  const isThere = times > 0 || state !== 'withdrawn';
  if (sent.isOff?.has(key)) return isThere ? [`${key} had not gone when it was withdrawn, is listed as ${state} and is there ${times} times`] : [];
  if (wasWithdrawn(sent, delivery)) return isThere ? [`${key} is listed as withdrawn before it arrived, and is there ${times} times`] : [];
  return state === 'sent' ? faultsOfSent(sent, copy, delivery) : faultsOfUnsent(copy, delivery);
}

function faultsOfSent({ face }: Sent, { key, fate, messages, times }: Copy, { why }: BroadcastDelivery): string[] {
  const mayBeThere = fate === 'sent' || fate === 'removed midway';
  if (times !== 1 || !mayBeThere) return [`${key} is listed as sent, and is there ${times} times`];
  // Where Steward was put out it can edit nothing, and says so.
  const isBeyondReach = fate === 'removed midway' && why !== undefined;
  return isBeyondReach || messages.every((message) => isAsItShould(face, message)) ? [] : [`${key} does not show what it is to say`];
}

function faultsOfUnsent({ key, fate, times }: Copy, { state, why }: BroadcastDelivery): string[] {
  if (fate === 'sent') return [`${key} is there ${times} times, and listed as ${state}`];
  const isListed = state === 'unreachable' && (why === fate || (fate === 'removed midway' && why !== undefined));
  return isListed && (times === 0 || fate === 'removed midway') ? [] : [`${key} is listed as ${state} (${why ?? 'no reason'}) instead of ${fate}`];
}

/** What is withdrawn goes nowhere any more, and least of all to say that it was withdrawn. */
function sentLate({ broadcast: { withdrawn }, face }: Sent, { shown }: Platforms): string[] {
  if (withdrawn === undefined) return [];
  const last = withdrawn.at.getTime() + ON_ITS_WAY_MS;
  const late = shown.filter(({ at, content }) => isAsItShould(face, content) || (isCopy(face, content) && at > last));
  return late.map(({ channel, at }) => `sent to ${channel} after it was withdrawn: shown ${at - withdrawn.at.getTime()} ms later`);
}

/** Messages in channels that no broadcast was for; those that tell the sender how far each has come are there once. */
function strays(there: InChannels, all: readonly Sent[], { slack }: Platforms): string[] {
  const faces = new Map<string, Face[]>();
  for (const { addressees, face } of all) for (const { place } of addressees) faces.set(place.channel, [...(faces.get(place.channel) ?? []), face]);
  const home = slack.channels.find(({ person }) => person === SENDER)?.id ?? '';
  const elsewhere = [...there]
    .filter(([channel]) => channel !== home)
    .map(([channel, messages]) => ({ channel, count: messages.filter((message) => !faces.get(channel)?.some((face) => isCopy(face, message))).length }))
    .filter(({ count }) => count > 0);
  const progress = there.get(home)?.length ?? 0;
  return [
    ...elsewhere.map(({ channel, count }) => `${count} messages in ${channel}`),
    ...(progress === all.length ? [] : [`${progress} messages tell how far ${all.length} have come`]),
  ];
}

function notListed(listed: readonly BroadcastDelivery[], others: Sent['others']): string[] {
  const reasons = new Map(listed.filter(({ state }) => state === 'unreachable').map(({ branch, why }) => [branch, why]));
  return [...others].flatMap(([branch, why]) => (reasons.get(branch) === why ? [] : [`${branch} is not listed as ${why}`]));
}

async function stands(kept: Kept, { id, state: told }: Broadcast, listed: readonly BroadcastDelivery[]): Promise<string[]> {
  const state = (await kept.find(id))?.state;
  const { total, ...byState } = (await kept.counts([id])).get(id) ?? { total: 0 };
  const counted = Object.values(byState).reduce((sum, count) => sum + count, 0);
  return [
    ...(state === (told === 'withdrawn' ? 'withdrawn' : 'sent') ? [] : [`in the end it is ${state}`]),
    ...(counted === total && total === listed.length ? [] : [`${total} counted, ${counted} by state, ${listed.length} listed`]),
  ];
}

function historyOf({ key, place, fate }: Addressee, delivery: BroadcastDelivery | undefined): string {
  return `${key} in ${place.platform} ${place.workspace} ${place.channel}, which is to be ${fate}: ${JSON.stringify(delivery)}`;
}
