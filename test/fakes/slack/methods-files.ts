/** https://docs.slack.dev/reference/methods: files.*ExternalUpload, and assistant.threads.* */
import { z } from 'zod';
import { addMessage, checkContent, deleteMessage } from './messages.ts';
import { type Caller, integer, joinedChannel, json, type Method, method } from './method.ts';
import { Refused } from './refusal.ts';
import { changed, nextId } from './state.ts';
import type { UploadedFile } from './types.ts';

const FILES = { scope: 'files:write' };
const ASSISTANT = { scope: 'assistant:write' };

const uploadArgs = z.looseObject({ filename: z.string().min(1), length: integer, alt_txt: z.string().optional(), alt_text: z.string().optional() });
const getUploadURLExternal = method(FILES, uploadArgs, (args, { state }) => {
  // "Typically only occurs when the length provided is 0": https://docs.slack.dev/reference/methods/files.getUploadURLExternal
  if (args.length <= 0) throw new Refused('missing_argument');
  const altText = args.alt_txt ?? args.alt_text;
  if ((altText ?? '').length > 1000) throw new Refused('alt_txt_too_large');
  const id = nextId(state, 'F');
  const file: UploadedFile = {
    id,
    name: args.filename,
    length: args.length,
    altText,
    title: undefined,
    bytes: undefined,
    complete: false,
    channel: undefined,
    threadTs: undefined,
  };
  state.files.push(file);
  return { upload_url: `${state.origin}/upload/v1/${id}`, file_id: id };
});

function uploaded({ state }: Caller, id: string): UploadedFile {
  const file = state.files.find((each) => each.id === id);
  if (file === undefined || file.bytes === undefined || file.complete) throw new Refused('file_not_found');
  return file;
}

const completeArgs = z.looseObject({
  files: json.pipe(z.array(z.looseObject({ id: z.string(), title: z.string().optional() })).min(1)),
  channel_id: z.string().optional(),
  channels: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
  blocks: json.optional(),
});
const completeUploadExternal = method(FILES, completeArgs, (args, caller) => {
  const { state, team } = caller;
  // Only of a conversation, not of a person: https://github.com/slackapi/bolt-js/issues/2115
  if (args.channel_id !== undefined && !/^[CGDZ]/.test(args.channel_id))
    throw new Refused('invalid_arguments', ['[ERROR] input must match regex pattern: ^[CGDZ]']);
  const to = (args.channel_id ?? args.channels ?? '').split(',').filter((id) => id !== '');
  const channels = to.map((id) => joinedChannel(caller, id).id);
  const files = args.files.map(({ id, title }) =>
    Object.assign(uploaded(caller, id), { title, complete: true, channel: channels[0], threadTs: args.thread_ts }),
  );
  const fileIds = files.map(({ id }) => id);
  const words = args.initial_comment === undefined ? { blocks: args.blocks } : { text: args.initial_comment };
  const content = words.text === undefined && words.blocks === undefined ? { text: '', blocks: [], attachments: [] } : checkContent(words, true);
  for (const channel of channels) addMessage(state, { team: team.id, channel, via: 'file', threadTs: args.thread_ts, fileIds }, content);
  changed(state);
  return { files: files.map(({ id, title, name }) => ({ id, name, title: title ?? name, created: 1_700_000_000, alt_txt: '' })) };
});

/** Only whoever made it may take it away. https://docs.slack.dev/reference/methods/files.delete */
const remove = method(FILES, z.looseObject({ file: z.string() }), ({ file: id }, { state }) => {
  const at = state.files.findIndex((each) => each.id === id);
  if (at < 0) throw new Refused('file_not_found');
  state.files.splice(at, 1);
  for (const message of state.messages) if (message.via === 'file' && message.fileIds.join() === id) deleteMessage(state, message);
  changed(state);
  return {};
});

const thread = { channel_id: z.string(), thread_ts: z.string() };

/** What the app last set for an assistant thread: `{status, title, prompts}`, by `channel/ts`; for the whole conversation of an agent by `channel`. */
function setThread(caller: Caller, args: { channel_id: string; thread_ts?: string | undefined }, what: Readonly<Record<string, unknown>>) {
  const { state } = caller;
  if (joinedChannel(caller, args.channel_id).kind !== 'im' && !('status' in what)) throw new Refused('channel_not_found');
  const key = args.thread_ts === undefined ? args.channel_id : `${args.channel_id}/${args.thread_ts}`;
  const known =
    args.thread_ts === undefined || [...state.said, ...state.messages].some(({ channel, ts }) => channel === args.channel_id && ts === args.thread_ts);
  if (!known && !state.assistantThreads.has(key)) throw new Refused('invalid_thread_ts');
  state.assistantThreads.set(key, { ...state.assistantThreads.get(key), ...what });
  changed(state);
  return {};
}

const statusArgs = z.looseObject({ ...thread, status: z.string(), loading_messages: json.optional() });
const setStatus = method(ASSISTANT, statusArgs, (args, caller) => setThread(caller, args, { status: args.status }));
const setTitle = method(ASSISTANT, z.looseObject({ ...thread, title: z.string().min(1) }), (args, caller) => setThread(caller, args, { title: args.title }));
const prompts = json.pipe(
  z
    .array(z.looseObject({ title: z.string().min(1), message: z.string().min(1) }))
    .min(1)
    .max(4),
);
/** An agent's prompts stand over the whole conversation; the older assistant pane names its thread. */
const promptArgs = z.looseObject({ ...thread, thread_ts: z.string().optional(), prompts, title: z.string().optional() });
const setSuggestedPrompts = method(ASSISTANT, promptArgs, (args, caller) => setThread(caller, args, { prompts: args.prompts, promptsTitle: args.title }));

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.delete': remove,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setTitle': setTitle,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
};
