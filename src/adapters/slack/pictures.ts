import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Picture } from '../../core/reply.ts';
import { splitText } from '../../core/split.ts';
import type { SlackBlock } from './blocks.ts';
import { refusalCode } from './failures.ts';
import { FILE_ALT } from './limits.ts';
import { isPicture, type Message, pictureId } from './render.ts';
import { share, upload } from './uploads.ts';

/** Uploads the pictures of a message, shared with no channel: the message that shows them decides who sees them. */
export async function withPictures(message: Message, client: webApi.WebClient): Promise<Message> {
  if (message.pictures.length === 0) return message;
  const ids = await Promise.all(message.pictures.map((picture) => uploadPicture(picture, client)));
  return { ...message, blocks: message.blocks.map((block) => withFile(block, ids)) };
}

async function uploadPicture({ png, fileName, alt }: Picture, client: webApi.WebClient): Promise<string> {
  const [altText = fileName] = splitText(alt, FILE_ALT);
  const id = await upload({ bytes: png, fileName, altText }, client);
  await share(id, fileName, undefined, client);
  return id;
}

function withFile(block: SlackBlock, ids: readonly string[]): SlackBlock {
  const id = ids.find((_, nth) => isPicture(block, pictureId(nth)));
  return block.type !== 'image' || id === undefined ? block : { type: 'image', alt_text: block.alt_text, slack_file: { id } };
}

/** A picture that was just uploaded cannot be shown for a moment; Slack says `invalid_blocks` until then. https://github.com/slackapi/java-slack-sdk/issues/1349 */
const WAITS_MS = [500, 1_000, 2_000, 4_000];

/** Sends a message whose pictures are uploaded: waits until Slack can show them. */
export async function whenPicturesAreReady<T>(send: (message: Message) => Promise<T>, message: Message): Promise<T> {
  for (const wait of message.pictures.length === 0 ? [] : WAITS_MS) {
    try {
      return await send(message);
    } catch (error) {
      if (!/^invalid_blocks$|^response_url_(?:400|404|500)$/.test(refusalCode(error) ?? '')) throw error;
      await sleep(wait);
    }
  }
  return send(message);
}
