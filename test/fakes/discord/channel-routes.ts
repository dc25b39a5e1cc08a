import { announce, emptied } from './announce.ts';
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
  const channel = world.channelOr(params.channel);
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
  if (channel.historyHidden === true) throw refusals.missingAccess();
  const message = context.world.messageOr(request.params.message);
  if (message === undefined || message.channelId !== channel.id || message.deleted || message.onlyFor !== undefined) throw refusals.unknownMessage();
  return message;
}

/** Newest first; none at all without Read Message History: https://docs.discord.com/developers/resources/message#get-channel-messages */
function recent(context: Context, request: RestRequest) {
  const { world, readsContent } = context;
  const channel = readable(context, request);
  const { after, before, limit } = rangeOf(request.query);
  const all = channel.historyHidden === true ? [] : world.messagesIn(channel.id);
  const visible = all.filter(({ id, deleted, onlyFor }) => !deleted && onlyFor === undefined && BigInt(id) > after && BigInt(id) < before);
  // After a message: the first that follow it. Otherwise the last.
  const page = request.query.has('after') ? visible.slice(0, limit) : visible.slice(-limit);
  const isOpen = ({ authorId, content }: FakeMessage): boolean =>
    readsContent || channel.guildId === undefined || authorId === world.bot.id || content.includes(`<@${world.bot.id}>`);
  return ok(page.reverse().map((message) => (isOpen(message) ? toApiMessage(world, message) : emptied(toApiMessage(world, message)))));
}

function rangeOf(query: URLSearchParams): { after: bigint; before: bigint; limit: number } {
  const limit = Number(query.get('limit') ?? 50);
  const isWrong = !Number.isInteger(limit) || limit < 1 || limit > 100;
  if (isWrong) throw invalidForm([mistake(['limit'], 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.')]);
  for (const name of ['after', 'before']) {
    if (!/^\d{1,20}$/.test(query.get(name) ?? '0')) throw invalidForm([mistake([name], 'NUMBER_TYPE_COERCE', `Value "${query.get(name)}" is not snowflake.`)]);
  }
  return { after: BigInt(query.get('after') ?? 0), before: BigInt(query.get('before') ?? 2n ** 64n), limit };
}

function post(context: Context, request: RestRequest) {
  const { world } = context;
  const channel = writable(context, request);
  const body = asObject(request.body.json);
  checkMessage('create', body, request.body.files);
  const reference = knownReference(context, channel, body);
  const again = sameNonce(context, body);
  if (again !== undefined) return ok(toApiMessage(world, again));
  const message = createMessage(world, context.fileUrl(), { channel, authorId: world.bot.id }, reference, request.body.files);
  if (body.nonce !== undefined) remember(context, message, String(body.nonce));
  context.onMessage?.(message);
  announce(context, 'MESSAGE_CREATE', message);
  return ok({ ...toApiMessage(world, message), ...(body.nonce === undefined ? {} : { nonce: body.nonce }) });
}

/** https://docs.discord.com/developers/resources/message#message-reference-structure */
function knownReference(context: Context, channel: Channel, body: Obj): Obj {
  const reference = body.message_reference as Obj | null | undefined;
  if (reference === undefined || reference === null) return body;
  const { channelId, deleted } = context.world.messageOr(String(reference.message_id)) ?? {};
  const exists = channelId === channel.id && deleted === false;
  if (exists) return body;
  if (reference.fail_if_not_exists === false) return { ...body, message_reference: undefined };
  throw invalidForm([mistake(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')]);
}

function remember({ world: { nonces, lastUnder } }: Context, message: FakeMessage, nonce: string): void {
  lastUnder.set(nonce, message);
  const inChannel = nonces.get(message.channelId) ?? new Map<string, number>();
  nonces.set(message.channelId, inChannel.set(nonce, (inChannel.get(nonce) ?? 0) + 1));
}

/** With `enforce_nonce` a message of the same author and nonce "in the past few minutes" is answered again, not posted again; in whatever channel it was. */
function sameNonce({ world, nonceWindowMs }: Context, body: Obj): FakeMessage | undefined {
  if (body.enforce_nonce !== true) return undefined;
  const last = world.lastUnder.get(String(body.nonce));
  return last !== undefined && world.now() - last.sentAt < nonceWindowMs ? last : undefined;
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
