import type { World } from './world.ts';

export type Obj = Record<string, unknown>;

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** Language of the person's client: https://docs.discord.com/developers/reference#locales */
  readonly locale: string;
  readonly administrator: boolean;
  /** False: a direct message to them is refused with 50007. */
  readonly acceptsDirectMessages: boolean;
  readonly bot: boolean;
}

export interface Channel {
  readonly id: string;
  /** 0 text in a guild, 1 direct message, 11 public thread. */
  readonly type: 0 | 1 | 11;
  readonly name: string;
  readonly guildId?: string;
  readonly parentId?: string;
  /** The other person, in a direct message. */
  readonly recipientId?: string;
  /** `see`: the bot may read but not send (50013); `none`: it may do neither (50001). */
  botMay: 'send' | 'see' | 'none';
  /** True where the bot has no Read Message History: what was said is not there for it. */
  historyHidden?: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
}

/** A role of a guild, besides the one of everyone. */
export interface GuildRole {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly permissions: bigint;
  /** Ids of people. */
  readonly members: ReadonlySet<string>;
}

/** The role that gives an administrator of the guild what they may do. */
export const administratorsRole = (guild: Pick<Guild, 'id'>, people: readonly Person[]): GuildRole => ({
  id: String(BigInt(guild.id) + 900n),
  guildId: guild.id,
  name: 'Administrators',
  permissions: MEMBER | ADMINISTRATOR,
  members: new Set(people.filter(({ administrator }) => administrator).map(({ id }) => id)),
});

const ADMINISTRATOR = 8n;
/** VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, ATTACH_FILES, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS, SEND_MESSAGES_IN_THREADS. */
const MEMBER = 1024n | 2048n | 16384n | 32768n | 65536n | 2147483648n | 274877906944n;
const ALL = (1n << 53n) - 1n;
const VIEW = 1024n | 65536n;
const JOINED = '2024-01-02T03:04:05.000000+00:00';

export function toUser(person: Person): Obj {
  return {
    id: person.id,
    username: person.username,
    global_name: person.displayName,
    discriminator: '0',
    avatar: null,
    bot: person.bot,
    public_flags: 0,
    flags: 0,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
  };
}

export function toMember(person: Person, roles: readonly GuildRole[] = []): Obj {
  return {
    user: toUser(person),
    nick: null,
    avatar: null,
    roles: roles.filter(({ members }) => members.has(person.id)).map(({ id }) => id),
    joined_at: JOINED,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function permissionsOf(person: Person, guild: Guild): string {
  if (guild.ownerId === person.id) return String(ALL);
  return String(person.administrator ? MEMBER | ADMINISTRATOR : MEMBER);
}

export function botPermissions(channel: Channel): string {
  if (channel.botMay === 'none') return '0';
  return String(channel.botMay === 'see' ? VIEW : MEMBER);
}

export function toChannel(world: World, channel: Channel): Obj {
  const last = world.messagesIn(channel.id).findLast(({ onlyFor }) => onlyFor === undefined);
  const common = { id: channel.id, type: channel.type, last_message_id: last?.id ?? null, flags: 0 };
  if (channel.type === 1) return { ...common, recipients: [channel.recipientId].flatMap((id) => (id === undefined ? [] : [toUser(world.person(id))])) };
  const inGuild = { ...common, guild_id: channel.guildId, name: channel.name, parent_id: channel.parentId ?? null, rate_limit_per_user: 0, nsfw: false };
  if (channel.type === 0) return { ...inGuild, position: 0, topic: null, permission_overwrites: overwrites(world, channel) };
  return {
    ...inGuild,
    owner_id: world.bot.id,
    member_count: 1,
    message_count: 0,
    thread_metadata: { archived: false, auto_archive_duration: 1440, archive_timestamp: JOINED, locked: false },
  };
}

/** Denies the bot what it may not do here, so that real clients compute the same permissions. */
function overwrites(world: World, channel: Channel): Obj[] {
  if (channel.botMay === 'send') return [];
  const deny = channel.botMay === 'none' ? VIEW | 2048n : 2048n;
  return [{ id: world.bot.id, type: 1, allow: '0', deny: String(deny) }];
}

export function toGuild(world: World, guild: Guild): Obj {
  const channels = world.channels.filter((channel) => channel.guildId === guild.id);
  const members = world.people.filter((person) => !person.bot || person.id === world.bot.id);
  return {
    ...plainGuild(guild, world.rolesOf(guild)),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: members.length,
    members: members.map((person) => toMember(person, world.rolesOf(guild))),
    channels: channels.filter((channel) => channel.type === 0 && channel.botMay !== 'none').map((channel) => toChannel(world, channel)),
    threads: channels.filter((channel) => channel.type === 11).map((channel) => toChannel(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function plainGuild(guild: Guild, roles: readonly GuildRole[]): Obj {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    icon: null,
    splash: null,
    discovery_splash: null,
    description: null,
    banner: null,
    features: [],
    preferred_locale: guild.locale,
    roles: [
      everyone(guild),
      ...roles.map((role, nth) => ({ ...everyone(guild), id: role.id, name: role.name, permissions: String(role.permissions), position: nth + 1 })),
    ],
    emojis: [],
    stickers: [],
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    nsfw: false,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    application_id: null,
    max_members: 500_000,
    region: 'deprecated',
  };
}

function everyone(guild: Guild): Obj {
  const colours = { primary_color: 0, secondary_color: null, tertiary_color: null };
  return {
    id: guild.id,
    name: '@everyone',
    permissions: String(MEMBER),
    color: 0,
    colors: colours,
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}
