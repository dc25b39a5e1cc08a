import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Field } from '../../core/form.ts';
import { type GivenFile, givenFile, readAtMost, tooLarge, UnreadFile } from '../../core/given-file.ts';
import type { Log } from '../../core/log.ts';
import { describe } from './failures.ts';
import { INPUT_FILE } from './limits.ts';

/** A file that somebody attached to a form, as Slack tells of it: https://docs.slack.dev/reference/objects/file-object */
export const attached = z.object({ name: z.string(), mimetype: z.string().default(''), size: z.number(), url_private_download: z.string() });
type Attached = z.infer<typeof attached>;

const WITHIN_MS = 10_000;

/** Arguments with the files that were attached to their fields, or why one could not be had. Nobody sees what is in them, and no name is logged. */
export async function withGivenFiles(
  args: Readonly<Record<string, unknown>>,
  files: readonly { readonly field: Field; readonly file: Attached }[],
  client: webApi.WebClient,
  log: Log,
): Promise<Readonly<Record<string, unknown>>> {
  const read = await Promise.all(files.map(async ({ field, file }) => [field.name, await readGiven(file, field, client, log)] as const));
  return { ...args, ...Object.fromEntries(read) };
}

async function readGiven(file: Attached, { file: wanted }: Field, client: webApi.WebClient, log: Log): Promise<GivenFile | UnreadFile> {
  const most = Math.min(wanted?.mostBytes ?? 0, INPUT_FILE);
  if (file.size > most) return new UnreadFile(tooLarge(file.size, most));
  try {
    return await fetched(file, most, client, log);
  } catch (error) {
    log.warn({ platform: 'slack', error: describe(error) }, 'a file that somebody gave could not be fetched from Slack: look at this error and the network');
    return new UnreadFile('could not be fetched from Slack in time: please try once more');
  }
}

async function fetched({ name, mimetype, url_private_download: url }: Attached, most: number, client: webApi.WebClient, log: Log) {
  if (!isSlacks(url, client.slackApiUrl)) return new UnreadFile('is not kept by Slack: save it on your device and attach that');
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${client.token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  if (answer.status === 404 || answer.status === 410) return new UnreadFile('is not in Slack any more: attach it once more');
  if (!answer.ok || isLoginPage(answer, mimetype)) {
    await answer.body?.cancel();
    log.warn({ platform: 'slack', status: answer.status }, 'Slack did not give Steward a file: it needs the scope files:read, so install the app again');
    return new UnreadFile('could not be read: Slack does not let me. Whoever runs Steward has to install me in this workspace again');
  }
  const bytes = answer.body === null ? new Uint8Array() : await readAtMost(answer.body, most);
  return bytes === undefined ? new UnreadFile(tooLarge(most + 1, most)) : givenFile(name, mimetype, bytes);
}

/** The token goes nowhere else. */
function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, host } = new URL(url);
  return (protocol === 'https:' && /(?:^|\.)slack\.com$/u.test(hostname)) || host === new URL(apiUrl).host;
}

/** What comes instead of a file that the token may not read: https://github.com/slackapi/bolt-js/issues/1097 */
const isLoginPage = ({ headers }: Response, mimetype: string): boolean =>
  headers.get('content-type')?.startsWith('text/html') === true && mimetype !== 'text/html';
