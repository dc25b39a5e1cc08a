import { announce } from './announce.ts';
import { asObject } from './body.ts';
import { type Context, nothing, ok, type RestRequest, type Route } from './context.ts';
import { invalidForm, mistake, refusals } from './errors.ts';
import { type Channel, type Obj, toChannel } from './guilds.ts';
import { checkMessage } from './message-rules.ts';
import { createMessage, editMessage, toApiMessage } from './messages.ts';
import type { FakeMessage } from './world.ts';

const MESSAGES = '/channels/:channel/messages';

export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:channel', answer: (context, request) => ok(toChannel(context.world, readable(context, request))) },
  { method: 'GET', path: MESSAGES, answer: recent },
  { method: 'POST', path: MESSAGES, answer: post },
  { method: 'GET', path: `${MESSAGES}/:message`, answer: (context, request) => ok(toApiMessage(context.world, theMessage(context, request))) },
  { method: 'PATCH', path: `${MESSAGES}/:message`, answer: edit },
  { method: 'DELETE', path: `${MESSAGES}/:message`, answer: remove },
  { method: 'POST', path: '/channels/:channel/typing', answer: typing },
];

function readable({ world }: Context, { params }: RestRequest): Channel {
  const channel = world.channels.find(({ id }) => id === params.channel);
  if (channel === undefined) throw refusals.unknownChannel();
  if (channel.botMay === 'none') throw refusals.missingAccess();
  return channel;
}

function writable(context: Context, request: RestRequest): Channel {
  const channel = readable(context, request);
  if (channel.botMay === 'see') throw refusals.missingPermissions();
  if (channel.recipientId !== undefined && !context.world.person(channel.recipientId).acceptsDirectMessages) throw refusals.cannotMessageUser();
  return channel;
}

function typing(context: Context, request: RestRequest) {
  writable(context, request);
  return nothing();
}

/** A message everyone in the channel can see; ephemeral ones are out of reach here. */
function theMessage(context: Context, request: RestRequest): FakeMessage {
  const channel = readable(context, request);
  const message = context.world.messages.find(({ id }) => id === request.params.message);
  if (message === undefined || message.channelId !== channel.id || message.deleted || message.onlyFor !== undefined) throw refusals.unknownMessage();
  return message;
}

function recent(context: Context, request: RestRequest) {
  const channel = readable(context, request);
  const visible = context.world.messages.filter((message) => message.channelId === channel.id && !message.deleted && message.onlyFor === undefined);
  const limit = Number(request.query.get('limit') ?? 50);
  return ok(
    visible
      .slice(-limit)
      .reverse()
      .map((message) => toApiMessage(context.world, message)),
  );
}

function post(context: Context, request: RestRequest) {
  const { world } = context;
  const channel = writable(context, request);
  const body = asObject(request.body.json);
  checkMessage('create', body, request.body.files);
  const reference = knownReference(context, channel, body);
  const again = sameNonce(context, channel, body);
  if (again !== undefined) return ok(toApiMessage(world, again));
  const message = createMessage(world, context.fileUrl(), { channel, authorId: world.bot.id }, reference, request.body.files);
  if (body.nonce !== undefined) nonces.set(message, body.nonce);
  announce(context, 'MESSAGE_CREATE', message);
  return ok({ ...toApiMessage(world, message), ...(body.nonce === undefined ? {} : { nonce: body.nonce }) });
}

/** https://docs.discord.com/developers/resources/message#message-reference-structure */
function knownReference(context: Context, channel: Channel, body: Obj): Obj {
  const reference = body.message_reference as Obj | null | undefined;
  if (reference === undefined || reference === null) return body;
  const exists = context.world.messages.some(({ id, channelId, deleted }) => id === reference.message_id && channelId === channel.id && !deleted);
  if (exists) return body;
  if (reference.fail_if_not_exists === false) return { ...body, message_reference: undefined };
  throw invalidForm([mistake(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')]);
}

/** With `enforce_nonce` a message of the same author and nonce in the last few minutes is answered again, not posted again. */
const nonces = new WeakMap<FakeMessage, unknown>();
function sameNonce({ world }: Context, channel: Channel, body: Obj): FakeMessage | undefined {
  if (body.enforce_nonce !== true) return undefined;
  return world.messages.find((message) => message.channelId === channel.id && nonces.get(message) === body.nonce);
}

function edit(context: Context, request: RestRequest) {
  const message = theMessage(context, request);
  if (message.authorId !== context.world.bot.id) throw refusals.notYourMessage();
  checkMessage('edit', asObject(request.body.json), request.body.files, message);
  editMessage(context.world, context.fileUrl(), message, asObject(request.body.json), request.body.files);
  announce(context, 'MESSAGE_UPDATE', message);
  return ok(toApiMessage(context.world, message));
}

function remove(context: Context, request: RestRequest) {
  const message = theMessage(context, request);
  if (message.authorId !== context.world.bot.id) throw refusals.missingPermissions();
  message.deleted = true;
  announce(context, 'MESSAGE_DELETE', message);
  return nothing();
}
