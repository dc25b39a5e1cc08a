import type { webApi } from '@slack/bolt';
import type { Attachment } from '../../core/reply.ts';
import { splitText } from '../../core/split.ts';
import { whatIsThere } from './courier-history.ts';
import type { Place } from './courier-message-id.ts';
import { sendParts } from './courier-parts.ts';
import type { Voice } from './courier-voices.ts';
import { refusalCode } from './failures.ts';
import { UPDATE_TEXT } from './limits.ts';
import { whenPicturesAreReady, withPictures } from './pictures.ts';
import type { Message } from './render.ts';
import { share, takeAway, upload } from './uploads.ts';

/**
 * Puts messages in the place of others: the first in that of the first. Those that are too many are taken away; for those that are
 * missing new ones are sent, under a key made of the first one's id, so that another attempt finds them.
 * Files that are there stay as they are while the new messages have some, and are taken away when they have none.
 * @returns where all of them are now
 */
export async function replaceParts(place: Place, messages: readonly Message[], voice: Voice): Promise<Place> {
  const { channel, stamps } = place;
  const { client } = voice;
  const [first, ...others] = stamps;
  const kept = [first, ...others.slice(0, Math.max(0, messages.length - 1))] as const;
  for (const [nth, ts] of kept.entries()) {
    const message = messages[nth];
    if (message !== undefined) await update(message, channel, ts, client);
  }
  for (const ts of stamps.slice(kept.length)) await remove(channel, ts, client);
  const files = await replaceFiles(
    place,
    kept.flatMap((_, nth) => messages[nth]?.files ?? []),
    client,
  );
  const missing = messages.slice(stamps.length);
  if (missing.length === 0) return { channel, stamps: kept, files };
  const key = `replaced-${first}`;
  const there = await whatIsThere(voice, channel, key, new Date(Number(first) * 1_000));
  for (const [nth, { ts }] of there.parts) {
    const message = missing[nth];
    if (message !== undefined) await update(message, channel, ts, client);
  }
  const sent = await sendParts({ key, target: channel, messages: missing, there, onSent: () => {} }, client);
  return { channel, stamps: [first, ...kept.slice(1), ...sent.stamps], files: [...files, ...sent.files] };
}

async function update(message: Message, channel: string, ts: string, client: webApi.WebClient): Promise<void> {
  const [text = ''] = splitText(message.text, UPDATE_TEXT);
  const ready = await withPictures(message, client);
  await whenPicturesAreReady(({ blocks }) => client.chat.update({ channel, ts, text, blocks: [...blocks] }), ready);
}

/** @returns ids of those that are there afterwards */
async function replaceFiles({ channel, files: there }: Place, files: readonly Attachment[], client: webApi.WebClient): Promise<readonly string[]> {
  if (there.length > 0 && files.length > 0) return there;
  for (const id of there) await takeAway(id, client);
  const shared: string[] = [];
  for (const file of files) {
    const id = await upload(file, client);
    await share(id, file.fileName, { channel }, client);
    shared.push(id);
  }
  return shared;
}

async function remove(channel: string, ts: string, client: webApi.WebClient): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    if (refusalCode(error) !== 'message_not_found') throw error;
  }
}
