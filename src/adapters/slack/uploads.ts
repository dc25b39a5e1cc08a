import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { RefusedBySlack, refusalCode } from './failures.ts';

const ticket = z.object({ upload_url: z.string(), file_id: z.string() });
const TIMEOUT_MS = 30_000;

interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** What a picture shows, for those who do not see it. */
  readonly altText?: string | undefined;
}

/**
 * Gives Slack the bytes of a file. Nobody sees it before `share`. https://docs.slack.dev/messaging/working-with-files#uploading_files
 * @returns the file's id
 */
export async function upload({ bytes, fileName, altText }: Upload, client: webApi.WebClient): Promise<string> {
  const described = altText === undefined ? {} : { alt_text: altText };
  const { upload_url, file_id } = ticket.parse(await client.files.getUploadURLExternal({ filename: fileName, length: bytes.length, ...described }));
  const answer = await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes), signal: AbortSignal.timeout(TIMEOUT_MS) });
  await answer.body?.cancel();
  if (!answer.ok) throw new RefusedBySlack(`upload_${answer.status}`);
  return file_id;
}

interface Where {
  /** A conversation, not a person: https://github.com/slackapi/bolt-js/issues/2115 */
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** Finishes an upload: shows the file in a conversation, or nowhere, so that only a message of ours can show it. */
export async function share(id: string, title: string, where: Where | undefined, client: webApi.WebClient): Promise<void> {
  const files: [{ id: string; title: string }] = [{ id, title }];
  if (where === undefined) await client.files.completeUploadExternal({ files });
  else if (where.thread === undefined) await client.files.completeUploadExternal({ files, channel_id: where.channel });
  else await client.files.completeUploadExternal({ files, channel_id: where.channel, thread_ts: where.thread });
}

const GONE: readonly (string | undefined)[] = ['file_not_found', 'file_deleted'];

/** Takes a file away wherever it is shown. https://docs.slack.dev/reference/methods/files.delete */
export async function takeAway(id: string, client: webApi.WebClient): Promise<void> {
  try {
    await client.files.delete({ file: id });
  } catch (error) {
    if (!GONE.includes(refusalCode(error))) throw error;
  }
}
