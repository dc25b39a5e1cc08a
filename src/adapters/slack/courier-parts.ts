import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Attachment } from '../../core/reply.ts';
import { metadataOf, type There } from './courier-history.ts';
import { refusalCode } from './failures.ts';
import { whenPicturesAreReady, withPictures } from './pictures.ts';
import type { Message } from './render.ts';
import { share, upload } from './uploads.ts';

const posted = z.object({ channel: z.string(), ts: z.string() });
type Posted = z.infer<typeof posted>;

/** Links are not shown as previews. */
const QUIET = { unfurl_links: false, unfurl_media: false } as const;

interface Parts {
  readonly key: string;
  /** A channel, or a person. */
  readonly target: string;
  readonly messages: readonly Message[];
  readonly there: There;
  /** Told after each that Slack took. */
  readonly onSent: () => void;
  /** Once it is aborted no further message is sent. */
  readonly signal?: AbortSignal;
}

/** Sends the messages that are not there yet, in their order, and after each its files. @returns where all of them are, and the ids of the files */
export async function sendParts(
  { key, target, messages, there, onSent, signal }: Parts,
  client: webApi.WebClient,
): Promise<{ channel: string; stamps: string[]; files: string[] }> {
  const stamps: string[] = [];
  const shared: string[] = [];
  let channel = there.channel ?? target;
  for (const [part, message] of messages.entries()) {
    const known = there.parts.get(part);
    const files = known?.files ?? (await Promise.all(message.files.map((file) => upload(file, client))));
    signal?.throwIfAborted();
    const sent = known === undefined ? await post(message, { key, part, channel, files }, client) : { channel, ts: known.ts };
    onSent();
    channel = sent.channel;
    stamps.push(sent.ts);
    for (const [nth, id] of files.entries()) {
      const file = message.files[nth];
      const isMissing = file !== undefined && !there.files.has(id);
      shared.push(isMissing ? await shareFile(id, file, { ...sent, key, part, files }, client) : id);
    }
  }
  return { channel, stamps, files: shared };
}

interface Labelled {
  readonly key: string;
  readonly part: number;
  readonly files: readonly string[];
}

async function post(message: Message, { key, part, channel, files }: Labelled & { channel: string }, client: webApi.WebClient): Promise<Posted> {
  const ready = await withPictures(message, client);
  const metadata = metadataOf(key, part, files);
  return whenPicturesAreReady(
    async ({ text, blocks }) => posted.parse(await client.chat.postMessage({ channel, text, blocks: [...blocks], metadata, ...QUIET })),
    ready,
  );
}

/** The message before it bears the file's id, by which it is found again. An upload that Slack does not have any more is made once more, and the message told. @returns its id */
async function shareFile(id: string, file: Attachment, { channel, ts, key, part, files }: Labelled & Posted, client: webApi.WebClient): Promise<string> {
  try {
    await share(id, file.fileName, { channel }, client);
    return id;
  } catch (error) {
    if (refusalCode(error) !== 'file_not_found') throw error;
    const again = await upload(file, client);
    const metadata = metadataOf(
      key,
      part,
      files.map((one) => (one === id ? again : one)),
    );
    // Without text and blocks those that are there stay. https://docs.slack.dev/reference/methods/chat.update
    await client.chat.update({ channel, ts, metadata, attachments: [] });
    await share(again, file.fileName, { channel }, client);
    return again;
  }
}
