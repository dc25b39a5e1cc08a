import type { App, webApi } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { describe } from './failures.ts';
import { type Asked, fromDirectMessage, fromMention } from './requests.ts';
import { spoken } from './schemas.ts';
import { unreadable } from './unreadable.ts';

/** Subtypes that are still somebody saying something. https://docs.slack.dev/reference/events/message#subtypes */
const SAID = ['file_share', 'thread_broadcast'];

/** Mentions, and plain words in a direct message. */
export function listenForMessages(app: App, desk: Desk): void {
  app.event('app_mention', async ({ body, client }) => {
    const parsed = spoken.safeParse(body);
    if (!parsed.success) return unreadable('mention', desk.log);
    if (parsed.data.event.bot_id !== undefined) return;
    return desk.answer(fromMention(parsed.data, desk.timeZone, desk.steward.commands), client);
  });

  app.event('message', async ({ body, client }) => {
    const parsed = spoken.safeParse(body);
    // Edits, deletions and joins come the same way and have another shape: nobody asked anything with them.
    if (!parsed.success) return;
    const { bot_id, subtype, channel_type } = parsed.data.event;
    if (channel_type !== 'im' || bot_id !== undefined || (subtype !== undefined && !SAID.includes(subtype))) return;
    const question = fromDirectMessage(parsed.data, desk.timeZone, desk.steward.commands);
    await showStatus(question, client, desk);
    return desk.answer(question, client);
  });
}

/** Says that it is at work, where the app is an agent; the answer clears it. Elsewhere Slack refuses, and nothing is lost. */
async function showStatus({ place }: Asked, client: webApi.WebClient, desk: Desk): Promise<void> {
  const { channel, thread } = place;
  if (channel === undefined || thread === undefined) return;
  try {
    await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status: 'is looking it up…' });
  } catch (error) {
    desk.log.debug({ error: describe(error) }, 'no status was shown in a direct message');
  }
}
