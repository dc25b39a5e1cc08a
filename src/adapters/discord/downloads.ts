import type { Upload } from './components.ts';
import { MESSAGE } from './limits.ts';
import type { Download } from './share.ts';

const WITHIN_MS = 5_000;

/** Where Discord keeps attachments: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const DISCORD_HOSTS = /(?:^|\.)(?:discordapp\.com|discordapp\.net|discord\.com)$/u;

/**
 * Fetches a file that Discord keeps, from nowhere else but Discord (or the host of DISCORD_API_URL).
 * @throws {Error} when it is elsewhere, too large, or not to be had within 5 seconds
 */
export async function download({ url, name, description }: Download, apiUrl: string | undefined): Promise<Upload> {
  const response = await fetchKept(url, apiUrl);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.byteLength > MESSAGE.attachmentBytes) throw new Error(`an attachment could not be fetched: status ${response.status}`);
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
  return { name, bytes, contentType, ...(description === undefined ? {} : { description }) };
}

/** @throws {Error} when it is not kept by Discord, or no answer comes within 5 seconds */
export async function fetchKept(url: string, apiUrl: string | undefined): Promise<Response> {
  const { hostname } = new URL(url);
  const isDiscord = DISCORD_HOSTS.test(hostname) || (apiUrl !== undefined && hostname === new URL(apiUrl).hostname);
  if (!isDiscord) throw new Error('an attachment is not kept by Discord');
  return fetch(url, { signal: AbortSignal.timeout(WITHIN_MS), redirect: 'error' });
}
