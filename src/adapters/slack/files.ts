import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { type Attachment, privately, text } from '../../core/reply.ts';
import { refusalCode } from './failures.ts';
import { type Message, render } from './render.ts';
import { share, upload } from './uploads.ts';

const posted = z.object({ channel: z.string() });

interface Receiver {
  readonly person: string;
  /** The conversation whose people may all have it; undefined when only the person may. */
  readonly open: { readonly channel: string; readonly thread?: string | undefined } | undefined;
  /** Where it was asked for. */
  readonly channel: string | undefined;
}

/** Uploads the files of a message, and sends them after it to those who see it. @returns what sends them */
export async function uploadFiles({ files }: Message, client: webApi.WebClient): Promise<(receiver: Receiver) => Promise<void>> {
  const ids = await Promise.all(files.map((file) => upload(file, client)));
  return async (receiver) => {
    for (const [nth, file] of files.entries()) await give(file, ids[nth] ?? '', receiver, client);
  };
}

/** Where Slack does not let us share it, the person alone gets it: nothing that was asked for is lost. */
async function give(file: Attachment, id: string, receiver: Receiver, client: webApi.WebClient): Promise<void> {
  if (receiver.open === undefined) return giveAlone(file, id, receiver, client);
  try {
    await share(id, file.fileName, receiver.open, client);
  } catch (error) {
    if (refusalCode(error) === undefined) throw error;
    await giveAlone(file, id, receiver, client);
  }
}

/** A file is shared with a conversation, not with a person; the answer to a message names the conversation. */
async function giveAlone({ fileName, about }: Attachment, id: string, { person, channel }: Receiver, client: webApi.WebClient): Promise<void> {
  const from = channel === undefined || channel.startsWith('D') ? '' : ` You asked for it in <#${channel}>.`;
  const [words] = render(privately([text(`${fileName}: ${about}${from}`)], null));
  const answer = await client.chat.postMessage({ channel: person, text: words?.text ?? fileName, blocks: [...(words?.blocks ?? [])] });
  await share(id, fileName, { channel: posted.parse(answer).channel }, client);
}
