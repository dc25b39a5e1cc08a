import type { FakeDiscordOptions } from './fake-discord.ts';
import type { Channel, Guild, Person } from './guilds.ts';
import { World } from './world.ts';

/** The people, guilds and channels a fake starts with. */
export function populate(options: FakeDiscordOptions) {
  const locale = options.locale ?? 'en-GB';
  const applicationId = options.applicationId ?? '1100000000000000001';
  const person = (id: string, username: string, displayName: string, more: Partial<Person> = {}): Person => ({
    id,
    username,
    displayName,
    locale,
    administrator: false,
    acceptsDirectMessages: true,
    bot: false,
    ...more,
  });
  const world = new World(person(applicationId, 'steward', 'Steward', { bot: true }), applicationId, options.now ?? Date.now);
  const asker = person('1100000000000000011', 'asha', 'Asha');
  const organiser = person('1100000000000000012', 'olwen', 'Olwen', { administrator: true });
  const owner = person('1100000000000000013', 'owen', 'Owen');
  const shut = person('1100000000000000014', 'shirin', 'Shirin', { acceptsDirectMessages: false });
  world.people.push(asker, organiser, owner, shut);
  for (const [index, name] of (options.guilds ?? ['Branch']).entries())
    addGuild(world, { id: snowflake(index), name, ownerId: owner.id, locale }, options.channelsPerGuild ?? 0);
  const [guild] = world.guilds;
  const [channel] = world.channels;
  if (guild === undefined || channel === undefined) throw new Error('The fake Discord needs at least one guild');
  return { world, asker, organiser, owner, guild, channel };
}

/** Ids that fall on shard 0, 1, 2 … in turn: the shard is taken from the time in them. */
const snowflake = (index: number): string => String((268_435_200_000n + BigInt(index)) << 22n);

function addGuild(world: World, guild: Guild, more: number): void {
  world.guilds.push(guild);
  const channel = (name: string, botMay: Channel['botMay'], at: bigint): Channel => ({
    id: String(BigInt(guild.id) + at),
    type: 0,
    name,
    guildId: guild.id,
    botMay,
  });
  const general = channel('general', 'send', 1n);
  const thread: Channel = { ...channel('thread', 'send', 4n), type: 11, parentId: general.id };
  const others = Array.from({ length: more }, (_, nth) => channel(`channel-${nth}`, 'send', 5n + BigInt(nth)));
  for (const one of [general, channel('read-only', 'see', 2n), channel('hidden', 'none', 3n), thread, ...others]) world.addChannel(one);
}
