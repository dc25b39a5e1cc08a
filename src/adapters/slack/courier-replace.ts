import type { webApi } from '@slack/bolt';
import { splitText } from '../../core/split.ts';
import { whatIsThere } from './courier-history.ts';
import type { decodeMessageId } from './courier-message-id.ts';
import { sendParts } from './courier-parts.ts';
import type { Voice } from './courier-voices.ts';
import { refusalCode } from './failures.ts';
import { UPDATE_TEXT } from './limits.ts';
import { whenPicturesAreReady, withPictures } from './pictures.ts';
import type { Message } from './render.ts';
import { share, upload } from './uploads.ts';

type Place = NonNullable<ReturnType<typeof decodeMessageId>>;

/**
 * Puts messages in the place of others: the first in that of the first. Those that are too many are taken away; for those that are
 * missing new ones are sent, under a key made of the first one's id, so that another attempt finds them.
 * @returns where all of them are now
 */
export async function replaceParts(place: Place, messages: readonly Message[], voice: Voice): Promise<{ channel: string; stamps: string[] }> {
  const { channel, stamps } = place;
  const { client } = voice;
  const kept = stamps.slice(0, messages.length);
  for (const [nth, ts] of kept.entries()) {
    const message = messages[nth];
    if (message !== undefined) await update(message, channel, ts, client);
  }
  for (const ts of stamps.slice(messages.length)) await remove(channel, ts, client);
  const missing = messages.slice(stamps.length);
  if (missing.length === 0) return { channel, stamps: kept };
  const [first] = stamps;
  const key = `replaced-${first}`;
  const there = await whatIsThere(voice, channel, key, new Date(Number(first) * 1_000));
  for (const [nth, { ts }] of there.parts) {
    const message = missing[nth];
    if (message !== undefined) await update(message, channel, ts, client);
  }
  const sent = await sendParts({ key, target: channel, messages: missing, there, onSent: () => {} }, client);
  return { channel, stamps: [...kept, ...sent.stamps] };
}

async function update(message: Message, channel: string, ts: string, client: webApi.WebClient): Promise<void> {
  const [text = ''] = splitText(message.text, UPDATE_TEXT);
  const ready = await withPictures(message, client);
  await whenPicturesAreReady(({ blocks }) => client.chat.update({ channel, ts, text, blocks: [...blocks] }), ready);
  // What takes the place of something is a line or two; should it have a file, another attempt gives that again.
  for (const file of message.files) await share(await upload(file, client), file.fileName, { channel }, client);
}

async function remove(channel: string, ts: string, client: webApi.WebClient): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    if (refusalCode(error) !== 'message_not_found') throw error;
  }
}
