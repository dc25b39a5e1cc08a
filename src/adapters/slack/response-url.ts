import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackBlock } from './blocks.ts';
import { RefusedBySlack } from './failures.ts';

interface Response {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly thread_ts?: string;
}

const TRIES = 4;
const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_S = 30;

/**
 * Answers through the address that came with a command or press: it works where the app is not a member.
 * Waits when Slack says so. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @throws {RefusedBySlack} when the address is used up, expired, or does not take the message
 */
export async function respond(url: string, message: Response): Promise<void> {
  const body = JSON.stringify({ ...message, replace_original: false, unfurl_links: false, unfurl_media: false });
  for (let left = TRIES; left > 0; left -= 1) {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    if (answer.ok) return;
    if (answer.status !== 429) throw new RefusedBySlack(`response_url_${answer.status}`);
    await sleep(1_000 * Math.min(LONGEST_WAIT_S, Number(answer.headers.get('retry-after') ?? 1) || 1));
  }
  throw new RefusedBySlack('response_url_ratelimited');
}
