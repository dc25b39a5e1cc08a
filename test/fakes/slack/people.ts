/** Acting as a person: what someone does in Slack, as the deliveries the app gets for it. */
import type { Courier } from './deliver.ts';
import { type Found, findElement } from './elements.ts';
import { messageJson } from './messages.ts';
import { channelOf } from './method.ts';
import * as payloads from './payloads.ts';
import { changed, issueResponseUrl, issueTrigger, nextTs, type State, TEAM, teamOf } from './state.ts';
import { asSent } from './typed.ts';
import type { ActOptions, Channel, Delivery, Json, Message, Via } from './types.ts';

export interface World {
  readonly state: State;
  readonly courier: Courier;
}

export function actorOf(state: State, { person, team }: ActOptions): payloads.Actor {
  const found = state.people.find(({ id }) => id === person) ?? (person === undefined ? state.people[0] : undefined);
  if (found === undefined) throw new Error(`No person ${person}`);
  return { person: found, team: team ?? TEAM.id };
}

export function placeOf(state: State, options: ActOptions): Channel {
  const wanted = options.dm === true ? actorOf(state, options).person.id : (options.channel ?? state.places.all[0]?.id ?? '');
  return channelOf({ state, team: teamOf(state, options.team), token: undefined }, wanted);
}

export const viaOf = ({ courier }: World, { via }: ActOptions): Via => via ?? (courier.httpUrl === undefined ? 'socket' : 'http');

/** `/steward ask TUPE`: the first word is the command. Slack takes no commands in threads. */
export function command(world: World, line: string, options: Omit<ActOptions, 'thread'> = {}): Promise<Delivery> {
  const { state, courier } = world;
  const actor = actorOf(state, options);
  const channel = placeOf(state, options);
  const [name = '', ...rest] = line.split(' ');
  const origin = { team: actor.team, person: actor.person.id, channel: channel.id };
  const links = { response_url: issueResponseUrl(state, origin), trigger_id: issueTrigger(state, origin) };
  const payload = payloads.slashCommand(state, actor, channel, { command: name, text: asSent(state, actor.team, rest.join(' ')), ...links });
  return courier.deliver({ kind: 'slash_commands', via: viaOf(world, options), payload });
}

function speak(world: World, type: 'message' | 'app_mention', typed: string, options: ActOptions): Promise<Delivery> {
  const { state, courier } = world;
  const actor = actorOf(state, options);
  const text = asSent(state, actor.team, typed);
  const channel = placeOf(state, options);
  const spoken = { type, text, ts: nextTs(state), threadTs: options.thread };
  state.said.push({ channel: channel.id, ts: spoken.ts, threadTs: options.thread, person: actor.person.id, text });
  changed(state);
  const event = payloads.messageEvent(state, actor, channel, spoken);
  return courier.deliver({ kind: 'events_api', via: viaOf(world, options), payload: payloads.eventCallback(state, actor.team, event) });
}

/** A message in plain words: with the app alone, unless a channel is given. */
export const say = (world: World, text: string, options: ActOptions = {}): Promise<Delivery> =>
  speak(world, 'message', text, options.channel === undefined ? { ...options, dm: true } : options);

export const mention = (world: World, text: string, options: ActOptions = {}): Promise<Delivery> =>
  speak(world, 'app_mention', `<@${teamOf(world.state, options.team).botUserId}> ${text}`, options);

/** A message of the app, or the id of a view. */
export type Surface = Message | string;

/** The message as the app sees it in a payload. */
export const shown = (state: State, message: Message): Json => {
  const { botUserId, botId } = teamOf(state, message.team);
  return messageJson(message, { userId: botUserId, botId, appId: state.appId });
};

export function liveView(state: State, id: string): Json {
  const live = state.live.get(id);
  if (live === undefined) throw new Error(`View ${id} is not open`);
  return live.body;
}

export const blocksOf = (state: State, surface: Surface): unknown => (typeof surface === 'string' ? liveView(state, surface).blocks : surface.blocks);

/** The people who can act on a surface: the one who sees an ephemeral message, the one who opened a view. */
export function actsOn(state: State, surface: Surface, options: ActOptions): ActOptions {
  if (typeof surface === 'string') return { person: state.live.get(surface)?.person ?? '', team: state.live.get(surface)?.team ?? TEAM.id, ...options };
  const alone = surface.ephemeralFor ?? channelOf({ state, team: teamOf(state, surface.team), token: undefined }, surface.channel).person;
  if (surface.deleted) throw new Error('The message is deleted');
  if (alone !== undefined && options.person !== undefined && options.person !== alone) throw new Error(`Only ${alone} sees this message`);
  return { team: surface.team, ...options, ...(alone === undefined ? {} : { person: alone }) };
}

/** Delivers `block_actions` for one element of a surface. */
export function act(world: World, surface: Surface, found: Found, done: Json, options: ActOptions): Promise<Delivery> {
  const { state, courier } = world;
  const actor = actorOf(state, actsOn(state, surface, options));
  const base = { team: actor.team, person: actor.person.id };
  const action = { type: found.element.type, action_id: found.element.action_id, block_id: found.blockId, ...done, action_ts: payloads.actionTs(state) };
  const payload = (fields: Json) => payloads.interaction(state, actor, 'block_actions', { ...fields, actions: [action] });
  const via = viaOf(world, options);
  if (typeof surface === 'string') {
    const view = liveView(state, surface);
    const trigger_id = issueTrigger(state, { ...base, channel: undefined, view: surface });
    return courier.deliver({ kind: 'interactive', via, payload: payload({ ...payloads.viewSurface(view), trigger_id }) });
  }
  const channel = channelOf({ state, team: teamOf(state, actor.team), token: undefined }, surface.channel);
  const origin = { ...base, channel: channel.id, message: surface, threadTs: surface.threadTs };
  const links = { trigger_id: issueTrigger(state, origin), response_url: issueResponseUrl(state, origin), state: { values: {} } };
  return courier.deliver({ kind: 'interactive', via, payload: payload({ ...payloads.messageSurface(surface, channel, shown(state, surface)), ...links }) });
}

/** Presses the button with this action id or label, on a message or in a view. */
export function pressButton(world: World, surface: Surface, actionIdOrLabel: string, options: ActOptions = {}): Promise<Delivery> {
  const found = findElement(blocksOf(world.state, surface), actionIdOrLabel);
  if (found.element.type !== 'button') throw new Error(`${actionIdOrLabel} is a ${String(found.element.type)}, not a button`);
  const { text, value, style } = found.element;
  return act(world, surface, found, { text, ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) }, options);
}
