/** https://docs.slack.dev/reference/methods: auth.*, users.*, usergroups.*, conversations.*, team.* */
import { z } from 'zod';
import { conversationsHistory } from './history.ts';
import { messageJson } from './messages.ts';
import { type Caller, channelOf, flag, integer, joinedChannel, type Method, method } from './method.ts';
import { Refused } from './refusal.ts';
import type { Channel, Json, SlackPerson } from './types.ts';

const authTest = method({}, z.looseObject({}), (_, { state, team }) => {
  const url = `https://${team.domain}.slack.com/`;
  return {
    url,
    team: team.name,
    user: 'steward',
    team_id: team.id,
    user_id: team.botUserId,
    bot_id: team.botId,
    app_id: state.appId,
    is_enterprise_install: false,
  };
});

const userJson = (person: SlackPerson, team: string, withLocale: boolean): Json => ({
  id: person.id,
  team_id: person.team ?? team,
  name: person.name,
  deleted: person.deleted ?? false,
  real_name: person.name,
  tz: person.tz ?? 'Europe/London',
  tz_label: 'Greenwich Mean Time',
  tz_offset: 0,
  profile: { real_name: person.name, display_name: person.name, team },
  is_admin: person.isAdmin ?? false,
  is_owner: person.isOwner ?? false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  is_app_user: false,
  ...(withLocale ? { locale: person.locale ?? 'en-GB' } : {}),
});

const usersInfo = method({ scope: 'users:read' }, z.looseObject({ user: z.string(), include_locale: flag.optional() }), (args, { state, team }) => {
  const person = state.people.find(({ id }) => id === args.user);
  if (person === undefined) throw new Refused('user_not_found');
  return { user: userJson(person, team.id, args.include_locale === true) };
});

const usergroupsList = method({ scope: 'usergroups:read' }, z.looseObject({ include_users: flag.optional() }), (args, { state, team }) => {
  const ours = [...state.userGroups.values()].filter((one) => one.team === team.id);
  return {
    usergroups: ours.map(({ id, users }) => ({
      ...{ id, team_id: team.id, is_usergroup: true, name: id, handle: id.toLowerCase(), date_delete: 0, user_count: users.length },
      ...(args.include_users === true ? { users } : {}),
    })),
  };
});

const channelJson = (channel: Channel): Json => ({
  id: channel.id,
  ...(channel.kind === 'im'
    ? { user: channel.person, is_user_deleted: false }
    : { name: channel.name, name_normalized: channel.name, is_member: channel.member }),
  created: 1_700_000_000,
  is_channel: channel.kind === 'channel',
  is_group: channel.kind === 'private',
  is_im: channel.kind === 'im',
  is_mpim: channel.kind === 'mpim',
  is_private: channel.kind !== 'channel',
  is_archived: channel.archived === true,
});

/** Private places the app is not in do not exist for it. */
function visible(caller: Caller, id: string): Channel {
  const channel = channelOf(caller, id);
  return channel.kind === 'channel' ? channel : joinedChannel(caller, id);
}

const conversationsInfo = method({ scope: 'channels:read' }, z.looseObject({ channel: z.string() }), (args, caller) => ({
  channel: channelJson(visible(caller, args.channel)),
}));

const conversationsOpen = method(
  { scope: 'im:write' },
  z.looseObject({ users: z.string().optional(), channel: z.string().optional() }),
  (args, { state, team }) => {
    const channel = state.places.find(args.channel ?? args.users ?? '', team.id);
    if (channel?.kind !== 'im' || channel.deleted === true) throw new Refused(args.users === undefined ? 'channel_not_found' : 'user_not_found');
    return { channel: { id: channel.id } };
  },
);

const KINDS = { channel: 'public_channel', private: 'private_channel', im: 'im', mpim: 'mpim' } as const;
const listArgs = z.looseObject({ types: z.string().optional(), cursor: z.string().optional(), limit: integer.optional() });
const conversationsList = method({ scope: 'channels:read' }, listArgs, (args, { state, team }) => {
  const types = (args.types ?? 'public_channel').split(',').map((type) => type.trim());
  const isHere = (channel: Channel) => channel.deleted !== true && (channel.team ?? team.id) === team.id && (channel.kind === 'channel' || channel.member);
  const all = state.places.all.filter((channel) => types.includes(KINDS[channel.kind]) && isHere(channel));
  const from = Number(args.cursor ?? 0);
  const limit = args.limit ?? 100;
  const next = from + limit < all.length ? String(from + limit) : '';
  return { channels: all.slice(from, from + limit).map(channelJson), response_metadata: { next_cursor: next } };
});

const repliesArgs = z.looseObject({ channel: z.string(), ts: z.string() });
const conversationsReplies = method({ scope: 'channels:history' }, repliesArgs, (args, caller) => {
  const { state, team } = caller;
  const channel = joinedChannel(caller, args.channel).id;
  const inThread = (item: { channel: string; ts: string; threadTs: string | undefined }) =>
    item.channel === channel && (item.ts === args.ts || item.threadTs === args.ts);
  const bot = { userId: team.botUserId, botId: team.botId, appId: state.appId };
  const ours = state.messages.filter((message) => inThread(message) && !message.deleted && message.ephemeralFor === undefined);
  const theirs = state.said.filter(inThread).map(({ person, text, ts, threadTs }) => ({ type: 'message', user: person, text, ts, thread_ts: threadTs }));
  const messages = [...ours.map((message) => messageJson(message, bot)), ...theirs].sort((a, b) => String(a.ts).localeCompare(String(b.ts)));
  if (messages.length === 0) throw new Refused('thread_not_found');
  return { messages, has_more: false };
});

const teamInfo = method({ scope: 'team:read' }, z.looseObject({}), (_, { team }) => ({ team: { id: team.id, name: team.name, domain: team.domain } }));

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'usergroups.list': usergroupsList,
  'conversations.history': conversationsHistory,
  'conversations.info': conversationsInfo,
  'conversations.open': conversationsOpen,
  'conversations.list': conversationsList,
  'conversations.replies': conversationsReplies,
  'team.info': teamInfo,
};
