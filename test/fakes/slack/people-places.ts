/** Acting as a person: shortcuts, App Home, the assistant pane. */
import { channelOf } from './method.ts';
import * as payloads from './payloads.ts';
import { actorOf, placeOf, shown, viaOf, type World } from './people.ts';
import { issueResponseUrl, issueTrigger, nextTs, teamOf } from './state.ts';
import { asSent } from './typed.ts';
import type { ActOptions, Delivery, Json, Message } from './types.ts';
import { currentView } from './views.ts';

/** Uses a shortcut on a message that someone else wrote in the channel. */
export function messageShortcut(world: World, callbackId: string, messageText: string, options: ActOptions = {}): Promise<Delivery> {
  const { state, courier } = world;
  const actor = actorOf(state, options);
  const channel = placeOf(state, options);
  const ts = nextTs(state);
  const author = state.people.find(({ id }) => id !== actor.person.id) ?? actor.person;
  const text = asSent(state, actor.team, messageText);
  state.said.push({ channel: channel.id, ts, threadTs: options.thread, person: author.id, text });
  const origin = { team: actor.team, person: actor.person.id, channel: channel.id, threadTs: options.thread };
  const payload = payloads.interaction(state, actor, 'message_action', {
    action_ts: payloads.actionTs(state),
    callback_id: callbackId,
    trigger_id: issueTrigger(state, origin),
    response_url: issueResponseUrl(state, origin),
    channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
    message_ts: ts,
    message: {
      type: 'message',
      user: author.id,
      ts,
      text,
      team: actor.team,
      ...(options.thread === undefined ? {} : { thread_ts: options.thread }),
    },
  });
  return courier.deliver({ kind: 'interactive', via: viaOf(world, options), payload });
}

export function globalShortcut(world: World, callbackId: string, options: ActOptions = {}): Promise<Delivery> {
  const { state, courier } = world;
  const actor = actorOf(state, options);
  const trigger_id = issueTrigger(state, { team: actor.team, person: actor.person.id, channel: undefined });
  const payload = payloads.interaction(state, actor, 'shortcut', { action_ts: payloads.actionTs(state), callback_id: callbackId, trigger_id });
  return courier.deliver({ kind: 'interactive', via: viaOf(world, options), payload });
}

/** Any event: an edit, a reaction, something malformed. */
export function event(world: World, fields: Json, options: ActOptions = {}): Promise<Delivery> {
  const { team } = actorOf(world.state, options);
  return world.courier.deliver({ kind: 'events_api', via: viaOf(world, options), payload: payloads.eventCallback(world.state, team, fields) });
}

/** Tells the app of its own message, as Slack does where the app listens to messages. */
export function echo(world: World, message: Message, options: ActOptions = {}): Promise<Delivery> {
  const channel = channelOf({ state: world.state, team: teamOf(world.state, message.team), token: undefined }, message.channel);
  const heard = { channel: channel.id, channel_type: payloads.CHANNEL_TYPES[channel.kind], event_ts: message.ts };
  return event(world, { ...shown(world.state, message), ...heard }, { team: message.team, ...options });
}

/** Opens the app's Home tab. */
export function openHome(world: World, options: ActOptions = {}): Promise<Delivery> {
  const { state } = world;
  const { person, team } = actorOf(state, options);
  const home = currentView(state, (body, live) => body.type === 'home' && live.person === person.id && live.team === team);
  const channel = placeOf(state, { ...options, dm: true }).id;
  const view = home === undefined ? {} : { view: home.body };
  return event(world, { type: 'app_home_opened', user: person.id, channel, tab: 'home', ...view, event_ts: payloads.actionTs(state) }, options);
}

/** Opens the assistant pane. `thread` of the answer is what to give to `say(text, {dm: true, thread})`. */
export async function assistantThread(world: World, options: ActOptions = {}): Promise<Delivery & { readonly thread: string; readonly channel: string }> {
  const { state } = world;
  const { person, team } = actorOf(state, options);
  const channel = placeOf(state, { ...options, dm: true }).id;
  const thread = nextTs(state);
  state.assistantThreads.set(`${channel}/${thread}`, {});
  const looking =
    options.channel === undefined
      ? {}
      : { channel_id: channelOf({ state, team: teamOf(state, team), token: undefined }, options.channel).id, team_id: team, enterprise_id: null };
  const assistant_thread = { user_id: person.id, context: looking, channel_id: channel, thread_ts: thread };
  const delivery = await event(world, { type: 'assistant_thread_started', assistant_thread, event_ts: payloads.actionTs(state) }, options);
  return Object.assign(delivery, { thread, channel });
}

/** Removes the app: its tokens stop working, and it is told twice, as with Slack. */
export async function uninstall(world: World, options: ActOptions = {}): Promise<readonly Delivery[]> {
  const { state } = world;
  const { team } = actorOf(state, options);
  for (const installation of state.installations.values())
    if (installation.team === team && installation.kind === 'bot') installation.revoked = 'account_inactive';
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [teamOf(state, team).botUserId] }, event_ts: payloads.actionTs(state) };
  return Promise.all([event(world, revoked, options), event(world, { type: 'app_uninstalled', event_ts: payloads.actionTs(state) }, options)]);
}
