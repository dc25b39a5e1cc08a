import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Picture } from '../../core/reply.ts';
import { splitText } from '../../core/split.ts';
import type { SlackBlock } from './blocks.ts';
import { RefusedBySlack } from './failures.ts';
import { FILE_ALT } from './limits.ts';
import { isPicture, type Message, pictureId } from './render.ts';

const ticket = z.object({ upload_url: z.string(), file_id: z.string() });
const TIMEOUT_MS = 30_000;

/** Uploads the pictures of a message, shared with no channel: the message that shows them decides who sees them. https://docs.slack.dev/messaging/working-with-files#uploading_files */
export async function withPictures(message: Message, client: webApi.WebClient): Promise<Message> {
  if (message.pictures.length === 0) return message;
  const ids = await Promise.all(message.pictures.map((picture) => upload(picture, client)));
  return { ...message, blocks: message.blocks.map((block) => withFile(block, ids)) };
}

async function upload({ png, fileName, alt }: Picture, client: webApi.WebClient): Promise<string> {
  const [altText = fileName] = splitText(alt, FILE_ALT);
  const { upload_url, file_id } = ticket.parse(await client.files.getUploadURLExternal({ filename: fileName, length: png.length, alt_text: altText }));
  const answer = await fetch(upload_url, { method: 'POST', body: new Uint8Array(png), signal: AbortSignal.timeout(TIMEOUT_MS) });
  await answer.body?.cancel();
  if (!answer.ok) throw new RefusedBySlack(`upload_${answer.status}`);
  await client.files.completeUploadExternal({ files: [{ id: file_id, title: fileName }] });
  return file_id;
}

function withFile(block: SlackBlock, ids: readonly string[]): SlackBlock {
  const id = ids.find((_, nth) => isPicture(block, pictureId(nth)));
  return block.type !== 'image' || id === undefined ? block : { type: 'image', alt_text: block.alt_text, slack_file: { id } };
}
