/** Messages of the app: what is checked before Slack takes one, and how it is kept. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { checkMessageBlocks, hasManyTables, tooLongInSum } from './block-kit.ts';
import { Refused } from './refusal.ts';
import { changed, nextTs, type State } from './state.ts';
import type { Json, Message } from './types.ts';

/** https://docs.slack.dev/reference/methods/chat.postMessage: longer text is cut by Slack; the fake refuses it, so that nothing is lost unseen. */
export const TEXT_LIMIT = 40_000;

const object = z.record(z.string(), z.unknown());
const objects = z.array(object);

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
}

const autoId = (): string => randomBytes(3).toString('base64url');

function withActionIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withActionIds);
  const node = object.safeParse(value);
  if (!node.success) return value;
  const interactive = /button|select|picker|input|checkboxes|overflow/.test(String(node.data.type)) && node.data.type !== 'input';
  const inner = Object.entries(node.data).map(([key, item]) => [key, withActionIds(item)] as const);
  return { ...(interactive ? { action_id: autoId() } : {}), ...Object.fromEntries(inner) };
}

/** Slack gives every block an id, and every interactive element an action id, that came without one. */
export const withIds = (blocks: readonly unknown[]): Json[] =>
  blocks.map((block) => ({ block_id: autoId(), ...object.parse(block), ...object.parse(withActionIds(block)) }));

/** Checks text, blocks and attachments; throws `Refused`. */
export function checkContent(args: { readonly text?: string | undefined; readonly blocks?: unknown; readonly attachments?: unknown }, inSum: boolean): Content {
  const text = args.text ?? '';
  const blocks = args.blocks ?? [];
  const attachments = objects.safeParse(args.attachments ?? []);
  if (!Array.isArray(blocks)) throw new Refused('invalid_blocks_format');
  if (!attachments.success) throw new Refused('invalid_attachments');
  const messages = checkMessageBlocks(blocks);
  if (messages.length > 0)
    throw new Refused(
      'invalid_blocks',
      messages.map((message) => `[ERROR] ${message}`),
      { errors: messages },
    );
  if (hasManyTables(blocks)) throw new Refused('invalid_attachments', ['[ERROR] only_one_table_allowed']);
  if (inSum && tooLongInSum(blocks)) throw new Refused('msg_blocks_too_long');
  if (text.length > TEXT_LIMIT) throw new Refused('msg_too_long');
  if (text.trim() === '' && blocks.length === 0 && attachments.data.length === 0) throw new Refused('no_text');
  return { text, blocks: withIds(blocks), attachments: attachments.data };
}

/** What every message must say of where it goes; the rest has a default. */
type NewMessage = Pick<Message, 'team' | 'channel' | 'via'> & Partial<Pick<Message, 'threadTs' | 'ephemeralFor' | 'fileIds' | 'metadata'>>;

export function addMessage(state: State, where: NewMessage, content: Content): Message {
  const message: Message = {
    threadTs: undefined,
    ephemeralFor: undefined,
    fileIds: [],
    metadata: undefined,
    ...where,
    ...content,
    ts: nextTs(state),
    updates: 0,
    deleted: false,
  };
  state.messages.push(message);
  const timeline = state.timeline.get(message.channel) ?? [];
  timeline.push(message);
  state.timeline.set(message.channel, timeline);
  count(state, message, 1);
  state.options.onMessage?.(message);
  changed(state);
  return message;
}

export function editMessage(state: State, message: Message, content: Content): void {
  Object.assign(message, content);
  message.updates += 1;
  changed(state);
}

export function deleteMessage(state: State, message: Message): void {
  message.deleted = true;
  count(state, message, -1);
  changed(state);
}

const keyed = z.looseObject({ event_payload: z.looseObject({ key: z.string(), part: z.int() }) });

/** Keeps count of what a test asks for most often: how many times each part of a delivery is shown. */
function count({ parts }: State, { metadata }: Message, by: 1 | -1): void {
  const found = keyed.safeParse(metadata);
  if (!found.success) return;
  const { key, part } = found.data.event_payload;
  const counts = parts.get(key) ?? new Map<number, number>();
  parts.set(key, counts.set(part, (counts.get(part) ?? 0) + by));
}

/** https://docs.slack.dev/messaging/message-metadata */
const metadata = z.looseObject({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) });
const METADATA_BYTES = 8_000;

/** Checks the metadata of a message; throws `Refused`. */
export function checkMetadata(value: unknown): Json | undefined {
  if (value === undefined) return undefined;
  const parsed = metadata.safeParse(value);
  if (!parsed.success) throw new Refused('invalid_metadata_schema');
  if (JSON.stringify(value).length > METADATA_BYTES) throw new Refused('metadata_too_large');
  return parsed.data;
}

/** The message as Slack shows it to the app; of its metadata only the type, unless all of it was asked for. */
export function messageJson(message: Message, bot: { readonly userId: string; readonly botId: string; readonly appId: string }, withMetadata = false): Json {
  return {
    type: 'message',
    user: bot.userId,
    bot_id: bot.botId,
    app_id: bot.appId,
    team: message.team,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.fileIds.length === 0 ? {} : { files: message.fileIds.map((id) => ({ id })) }),
    ...(message.metadata === undefined ? {} : { metadata: withMetadata ? message.metadata : { event_type: message.metadata.event_type } }),
    ...(message.updates > 0 ? { edited: { user: bot.botId, ts: message.ts } } : {}),
  };
}
