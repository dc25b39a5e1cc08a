/** Signed requests to the app's HTTP endpoint: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto';
import type { DeliveryKind, Json } from './types.ts';

/** How a signature can be wrong. `stale` is signed well, ten minutes ago. */
export type BadSignature = 'wrong' | 'missing' | 'stale';

export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const FORM = 'application/x-www-form-urlencoded';

/** The body Slack sends: JSON for events, a form for commands, a form with one `payload` for interactions. */
export function encode(kind: DeliveryKind, payload: Json): { readonly body: string; readonly type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  if (kind === 'interactive') return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: FORM };
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: FORM };
}

/** Real time, not the injected clock: the app compares with its own. */
export function sign(secret: string, body: string, type: string, bad?: BadSignature): Signed {
  const timestamp = String(Math.floor(Date.now() / 1000) - (bad === 'stale' ? 600 : 0));
  const key = bad === 'wrong' ? `${secret}-not` : secret;
  const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const signed = bad === 'missing' ? {} : { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  return { body, headers: { 'content-type': type, 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', ...signed } };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** JSON when it is JSON, otherwise the text; an empty body is undefined. */
function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Posts, and hangs up after `limitMs`, as Slack does. Rejects when there is no answer. */
export async function post(url: string, { body, headers }: Signed, limitMs: number): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(limitMs) });
  return { status: response.status, body: bodyOf(await response.text()) };
}
