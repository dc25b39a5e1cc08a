/** https://docs.slack.dev/reference/methods: chat.* */
import { z } from 'zod';
import { addMessage, checkContent, checkMetadata, deleteMessage, editMessage, messageJson } from './messages.ts';
import { type Caller, flag, joinedChannel, json, type Method, method } from './method.ts';
import { countPost } from './post-rate.ts';
import { Refused } from './refusal.ts';
import { findMessage } from './state.ts';
import type { Channel, Message } from './types.ts';

/** chat.update takes less text than chat.postMessage, counted in UTF-8 bytes: https://docs.slack.dev/reference/methods/chat.update */
const UPDATE_TEXT_BYTES = 4_000;

const content = { text: z.string().optional(), blocks: json.optional(), attachments: json.optional(), metadata: json.optional() };
const destination = {
  channel: z.string(),
  ...content,
  thread_ts: z.string().optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
};
const WRITE = { scope: 'chat:write' };

const asBot = ({ state, team }: Caller) => ({ userId: team.botUserId, botId: team.botId, appId: state.appId });

/** The app's own message; an ephemeral one cannot be found again, as with Slack. */
function ownMessage({ state }: Caller, channel: string, ts: string): Message {
  const message = findMessage(state, channel, ts);
  if (message === undefined || message.deleted || message.ephemeralFor !== undefined) throw new Refused('message_not_found');
  return message;
}

/** A channel that takes messages of the app. */
function writable(caller: Caller, id: string): Channel {
  const channel = joinedChannel(caller, id);
  if (channel.archived === true) throw new Refused('is_archived');
  if (channel.readOnly === true) throw new Refused('restricted_action_read_only_channel');
  return channel;
}

const postMessage = method(WRITE, z.looseObject({ ...destination, reply_broadcast: flag.optional() }), (args, caller) => {
  const channel = writable(caller, args.channel);
  const [checked, metadata] = [checkContent(args, true), checkMetadata(args.metadata)];
  countPost(caller.state, channel.id);
  const where = { team: caller.team.id, channel: channel.id, via: 'chat.postMessage' as const, threadTs: args.thread_ts, metadata };
  const message = addMessage(caller.state, where, checked);
  return { channel: channel.id, ts: message.ts, message: messageJson(message, asBot(caller)) };
});

const postEphemeral = method(WRITE, z.looseObject({ ...destination, user: z.string() }), (args, caller) => {
  const channel = writable(caller, args.channel);
  if (!caller.state.people.some(({ id }) => id === args.user)) throw new Refused('user_not_in_channel');
  if (channel.kind === 'im' && channel.person !== args.user) throw new Refused('user_not_in_channel');
  const where = { team: caller.team.id, channel: channel.id, via: 'chat.postEphemeral' as const, threadTs: args.thread_ts, ephemeralFor: args.user };
  return { message_ts: addMessage(caller.state, where, checkContent(args, true)).ts };
});

/** Without `blocks` an update keeps those it had; without `text` it keeps the text. */
const update = method(WRITE, z.looseObject({ channel: z.string(), ts: z.string(), ...content }), (args, caller) => {
  // Not a person's id: https://docs.slack.dev/reference/methods/chat.update
  if (!/^[CGD]/.test(args.channel)) throw new Refused('channel_not_found');
  const message = ownMessage(caller, joinedChannel(caller, args.channel).id, args.ts);
  if (args.text === undefined && args.blocks === undefined && args.attachments === undefined) throw new Refused('no_text');
  if (Buffer.byteLength(args.text ?? '') > UPDATE_TEXT_BYTES) throw new Refused('msg_too_long');
  editMessage(caller.state, message, checkContent({ text: message.text, blocks: message.blocks, attachments: message.attachments, ...args }, true));
  message.metadata = checkMetadata(args.metadata) ?? message.metadata;
  return { channel: message.channel, ts: message.ts, text: message.text, message: messageJson(message, asBot(caller)) };
});

const remove = method(WRITE, z.looseObject({ channel: z.string(), ts: z.string() }), (args, caller) => {
  const message = ownMessage(caller, joinedChannel(caller, args.channel).id, args.ts);
  deleteMessage(caller.state, message);
  return { channel: message.channel, ts: message.ts };
});

const getPermalink = method({}, z.looseObject({ channel: z.string(), message_ts: z.string() }), (args, caller) => {
  const channel = joinedChannel(caller, args.channel).id;
  const permalink = `https://${caller.team.domain}.slack.com/archives/${channel}/p${args.message_ts.replace('.', '')}`;
  return { channel, permalink };
});

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
