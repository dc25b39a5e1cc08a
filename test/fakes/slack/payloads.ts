/** What Slack sends to the app. https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events */
import { nextId, now, type State, teamOf } from './state.ts';
import type { Channel, Json, Message, SlackPerson } from './types.ts';

const VERIFICATION_TOKEN = 'fake-verification-token';

export interface Actor {
  readonly person: SlackPerson;
  readonly team: string;
}

const seconds = (state: State): number => Math.floor(now(state) / 1000);
export const actionTs = (state: State): string => `${seconds(state)}.${String(state.lastId).padStart(6, '0')}`;

const who = (state: State, { person, team }: Actor): Json => ({
  user: { id: person.id, username: person.name, name: person.name, team_id: team },
  team: { id: team, domain: teamOf(state, team).domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: state.appId,
  token: VERIFICATION_TOKEN,
});

export const slashCommand = (state: State, actor: Actor, channel: Channel, fields: Json): Json => ({
  token: VERIFICATION_TOKEN,
  team_id: actor.team,
  team_domain: teamOf(state, actor.team).domain,
  channel_id: channel.id,
  channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
  user_id: actor.person.id,
  user_name: actor.person.name,
  api_app_id: state.appId,
  is_enterprise_install: 'false',
  ...fields,
});

export const eventCallback = (state: State, team: string, event: Json): Json => ({
  token: VERIFICATION_TOKEN,
  team_id: team,
  api_app_id: state.appId,
  event,
  type: 'event_callback',
  event_id: nextId(state, 'Ev'),
  event_time: seconds(state),
  authorizations: [{ enterprise_id: null, team_id: team, user_id: teamOf(state, team).botUserId, is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: false,
  event_context: `4-${state.lastId}`,
});

interface Spoken {
  readonly type: 'message' | 'app_mention';
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
}

export const CHANNEL_TYPES = { channel: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

export function messageEvent(state: State, actor: Actor, channel: Channel, { type, text, ts, threadTs }: Spoken): Json {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return {
    user: actor.person.id,
    type,
    ts,
    client_msg_id: nextId(state, 'M'),
    text,
    team: actor.team,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs, parent_user_id: actor.person.id }),
    blocks: [{ type: 'rich_text', block_id: nextId(state, 'b'), elements }],
    channel: channel.id,
    event_ts: ts,
    ...(type === 'message' ? { channel_type: CHANNEL_TYPES[channel.kind] } : {}),
  };
}

/** Slack does not send the content of an ephemeral message back, only where it was. */
export const messageSurface = (message: Message, channel: Channel, shown: Json): Json => ({
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.ephemeralFor !== undefined,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  },
  channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
  ...(message.ephemeralFor === undefined ? { message: shown } : {}),
});

export const viewSurface = (view: Json): Json => ({ container: { type: 'view', view_id: view.id }, view });

export const interaction = (state: State, actor: Actor, type: string, fields: Json): Json => ({ type, ...who(state, actor), ...fields });
