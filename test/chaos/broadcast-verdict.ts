import type { BroadcastDelivery } from '../../src/broadcasts/broadcast.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import { type Addressee, SENDER, type Sent } from './broadcast-population.ts';
import type { Platforms } from './platforms.ts';

/** What became of the copies of a broadcast. */
export interface BroadcastVerdict {
  /** Channels that could have it and do not. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Where the list of deliveries says otherwise than the platforms, or something is where nothing should be. */
  readonly amiss: readonly string[];
  /** Of each of these: how it stands in the list. */
  readonly histories: readonly string[];
}

/** Counts at the platforms first, then looks whether the list says the same. */
export async function judgeBroadcast({ broadcast, addressees, others }: Sent, platforms: Platforms, address: StoreAddress): Promise<BroadcastVerdict> {
  const store = await openStore(address, surroundings);
  try {
    const kept = broadcastsInStore(store.db);
    const listed = await kept.deliveries(broadcast.id, undefined, addressees.length + others.size + 1);
    const byKey = new Map(listed.map((delivery) => [delivery.key, delivery]));
    const there = inChannels(platforms);
    const verdict = { lost: [] as string[], doubled: [] as string[], amiss: [] as string[], histories: [] as string[] };
    for (const addressee of addressees) {
      const { key, place, fate } = addressee;
      const times = Math.max(there.get(place.channel) ?? 0, platforms.timesShown(place, key));
      const before = verdict.lost.length + verdict.doubled.length + verdict.amiss.length;
      if (times === 0 && fate === 'sent') verdict.lost.push(key);
      if (times > 1) verdict.doubled.push(key);
      verdict.amiss.push(...faultsOf(addressee, times, byKey.get(key)));
      if (verdict.lost.length + verdict.doubled.length + verdict.amiss.length > before) verdict.histories.push(historyOf(addressee, byKey.get(key)));
    }
    verdict.amiss.push(...strays(there, addressees, platforms), ...notListed(listed, others), ...(await stands(kept, broadcast.id, listed)));
    return verdict;
  } finally {
    await store.close();
  }
}

/** How many messages stand in each channel. */
function inChannels({ slack, discord }: Platforms): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const channels = [
    ...slack.messages.filter(({ deleted }) => !deleted).map(({ channel }) => channel),
    ...discord.messages.filter(({ deleted }) => !deleted).map(({ channelId }) => channelId),
  ];
  for (const channel of channels) times.set(channel, (times.get(channel) ?? 0) + 1);
  return times;
}

function faultsOf({ key, fate }: Addressee, times: number, delivery: BroadcastDelivery | undefined): string[] {
  if (delivery === undefined) return [`${key} is not listed`];
  const { state, why } = delivery;
  if (state === 'sent') return times === 1 && (fate === 'sent' || fate === 'removed midway') ? [] : [`${key} is listed as sent, and is there ${times} times`];
  if (fate === 'sent') return [`${key} is there, and listed as ${state}`];
  const isListed = state === 'unreachable' && (why === fate || (fate === 'removed midway' && why !== undefined));
  return isListed && (times === 0 || fate === 'removed midway') ? [] : [`${key} is listed as ${state} (${why ?? 'no reason'}) instead of ${fate}`];
}

/** Messages in channels that it was not for; the one that tells the sender how far it has come is there once. */
function strays(there: ReadonlyMap<string, number>, addressees: readonly Addressee[], { slack }: Platforms): string[] {
  const meant = new Set(addressees.map(({ place }) => place.channel));
  const home = slack.channels.find(({ person }) => person === SENDER)?.id ?? '';
  const elsewhere = [...there].filter(([channel]) => !meant.has(channel) && channel !== home).map(([channel, times]) => `${times} messages in ${channel}`);
  const progress = there.get(home) ?? 0;
  return [...elsewhere, ...(progress === 1 ? [] : [`${progress} messages tell how far it has come`])];
}

function notListed(listed: readonly BroadcastDelivery[], others: Sent['others']): string[] {
  const reasons = new Map(listed.filter(({ state }) => state === 'unreachable').map(({ branch, why }) => [branch, why]));
  return [...others].flatMap(([branch, why]) => (reasons.get(branch) === why ? [] : [`${branch} is not listed as ${why}`]));
}

async function stands(kept: ReturnType<typeof broadcastsInStore>, id: string, listed: readonly BroadcastDelivery[]): Promise<string[]> {
  const state = (await kept.find(id))?.state;
  const { total, ...byState } = (await kept.counts([id])).get(id) ?? { total: 0 };
  const counted = Object.values(byState).reduce((sum, count) => sum + count, 0);
  return [
    ...(state === 'sent' ? [] : [`in the end it is ${state}`]),
    ...(counted === total && total === listed.length ? [] : [`${total} counted, ${counted} by state, ${listed.length} listed`]),
  ];
}

function historyOf({ key, place, fate }: Addressee, delivery: BroadcastDelivery | undefined): string {
  return `${key} in ${place.platform} ${place.workspace} ${place.channel}, which is to be ${fate}: ${JSON.stringify(delivery)}`;
}
