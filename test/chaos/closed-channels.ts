import { below, type Random } from '../../bench/random.ts';
import type { Unreachable } from '../../src/core/courier.ts';
import type { Fate } from './broadcast-population.ts';
import type { Place, Platforms } from './platforms.ts';

/** One in so many channels cannot be written to, in one of these ways. */
const ONE_IN = 23;
const WAYS: readonly Unreachable[] = ['gone', 'forbidden'];

/** Closes some channels. @returns what is to become of a copy in a channel, some of whose workspaces remove Steward later */
export function closeSome(platforms: Platforms, removed: ReadonlySet<string>, random: Random): (place: Place) => Fate {
  const closed = new Map<string, Unreachable>();
  for (const { platform, channel } of platforms.places) {
    const way = WAYS[below(random, WAYS.length)] ?? 'gone';
    if (below(random, ONE_IN) > 0) continue;
    CLOSE[`${platform} ${way}`]?.(platforms, channel);
    closed.set(channel, way);
  }
  return ({ workspace, channel }) => (removed.has(workspace) ? 'removed midway' : (closed.get(channel) ?? 'sent'));
}

const CLOSE: Readonly<Record<string, (platforms: Platforms, channel: string) => void>> = {
  'slack gone': ({ slack }, channel) => slack.changeChannel(channel, { archived: true }),
  'slack forbidden': ({ slack }, channel) => slack.changeChannel(channel, { member: false }),
  'discord gone': ({ discord }, channel) => discord.deleteChannel(channel),
  'discord forbidden': ({ discord }, channel) => discord.permit(channel, 'see'),
};
