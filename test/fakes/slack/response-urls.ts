/** Posts to a response URL: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answer, readRaw } from './http.ts';
import { addMessage, checkContent, deleteMessage, editMessage } from './messages.ts';
import { misbehave } from './misbehaviour.ts';
import { Refused } from './refusal.ts';
import { changed, now, type Origin, refuse, type State } from './state.ts';

/** "up to 5 times within 30 minutes of receiving the payload". */
const USES = 5;
const LIFE_MS = 30 * 60_000;

const schema = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

type Post = z.infer<typeof schema>;

function carryOut(state: State, { team, channel, person, message }: Origin, post: Post): void {
  if (post.delete_original === true && message !== undefined) deleteMessage(state, message);
  if (post.delete_original === true && post.text === undefined && post.blocks === undefined) return;
  // The sum of blocks is not checked here: only chat.postMessage is said to do so. https://github.com/slackapi/bolt-js/issues/2867
  const content = checkContent(post, false);
  const ephemeralFor = post.response_type === 'in_channel' ? undefined : person;
  if (post.replace_original === true && message !== undefined) editMessage(state, message, content);
  else addMessage(state, { team, channel: channel ?? '', via: 'response_url', threadTs: post.thread_ts, ephemeralFor }, content);
}

function parsePost(raw: string): Post {
  try {
    return schema.parse(JSON.parse(raw));
  } catch {
    throw new Refused('invalid_payload');
  }
}

/** Takes the post; throws `Refused`. */
function take(state: State, url: string, raw: string): void {
  const origin = state.responseUrls.get(url);
  if (origin === undefined) throw new Refused('no_service');
  if (now(state) - origin.issuedAt > LIFE_MS) throw new Refused('expired_url');
  if (origin.uses >= USES) throw new Refused('used_url');
  origin.uses += 1;
  carryOut(state, origin, parsePost(raw));
}

const GONE = ['no_service', 'expired_url', 'used_url'];

export async function handleResponseUrl(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = (await readRaw(request)).toString();
  if ((await misbehave(state, 'response_url', response)) === 'answered') return;
  const url = `${state.origin}${request.url ?? ''}`;
  const record = (error: string | undefined): void => {
    const body = z.record(z.string(), z.unknown()).safeParse(safeJson(raw)).data ?? {};
    state.responses.push({ url, body, at: now(state), error });
  };
  try {
    take(state, url, raw);
    record(undefined);
    answer(response, 200, 'ok');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    record(error.code);
    refuse(state, 'response_url', error.code, error.messages);
    answer(response, GONE.includes(error.code) ? 404 : 400, { ok: false, error: error.code });
  }
  changed(state);
}

function safeJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}
