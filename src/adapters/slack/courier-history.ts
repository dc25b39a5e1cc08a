import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Voice } from './courier-voices.ts';

const EVENT_TYPE = 'steward_delivery';

/** What goes with every message, so that it can be found again. Everybody in the conversation could read it, so it tells nothing of what is said. https://docs.slack.dev/messaging/message-metadata */
export const metadataOf = (key: string, part: number, files: readonly string[]): types.MessageMetadata => ({
  event_type: EVENT_TYPE,
  event_payload: { key, part, ...(files.length === 0 ? {} : { files: files.join(' ') }) },
});

const ours = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({ event_type: z.literal(EVENT_TYPE), event_payload: z.object({ key: z.string(), part: z.int(), files: z.string().default('') }) }),
});
const withFiles = z.object({ files: z.array(z.object({ id: z.string() })) });
const page = z.object({ messages: z.array(z.unknown()), response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });

interface Part {
  readonly ts: string;
  /** Ids of the files that were to be shared after it. */
  readonly files: readonly string[];
}

/** What of a delivery is in a conversation already. */
export interface There {
  readonly channel: string | undefined;
  readonly parts: ReadonlyMap<number, Part>;
  /** Ids of all files that were shared there. */
  readonly files: ReadonlySet<string>;
}

export const NOTHING_THERE: There = { channel: undefined, parts: new Map(), files: new Set() };

/** Slack's clock dates the messages, ours dates the attempt. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
const PAGE = 200;

/**
 * Looks through the conversation for what was sent under a key since an attempt began. What else is said there is not looked at.
 * When it may not be read (`missing_scope`: the app was installed before it asked for that) this throws, and nothing is sent: whether it
 * arrived is not known, so to send could say it twice, and to call it sent could lose it. The caller hears `forbidden`, and keeps it.
 */
export async function whatIsThere({ client, botId }: Voice, target: string, key: string, since: Date): Promise<There> {
  const channel = await conversationWith(target, client);
  const us = await botId();
  const parts = new Map<number, Part>();
  const files = new Set<string>();
  const oldest = ((since.getTime() - CLOCKS_DIFFER_MS) / 1_000).toFixed(6);
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const answer = await client.conversations.history({ channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor === '' ? {} : { cursor }) });
    const { messages, response_metadata } = page.parse(answer);
    for (const message of messages) {
      const [keyed, shared] = [ours.safeParse(message).data, withFiles.safeParse(message).data];
      if (keyed?.bot_id === us && keyed.metadata.event_payload.key === key) {
        const { part, files: ids } = keyed.metadata.event_payload;
        parts.set(part, { ts: keyed.ts, files: ids.split(' ').filter((id) => id !== '') });
      }
      for (const { id } of shared?.files ?? []) files.add(id);
    }
    cursor = response_metadata?.next_cursor || undefined;
  }
  return { channel, parts, files };
}

const opened = z.object({ channel: z.object({ id: z.string() }) });

/** A person's conversation with us has an id of its own; ids of people begin with U or W. */
async function conversationWith(target: string, client: webApi.WebClient): Promise<string> {
  if (!/^[UW]/.test(target)) return target;
  return opened.parse(await client.conversations.open({ users: target })).channel.id;
}
