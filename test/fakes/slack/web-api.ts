/** The Web API: finds the method, checks the token, runs it, records the call. Wrong calls answer 200 with `{ok: false, error}`, as with Slack. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answer, type Body, readBody } from './http.ts';
import { type Caller, type Method, method, needScope } from './method.ts';
import { chatMethods } from './methods-chat.ts';
import { fileMethods } from './methods-files.ts';
import { peopleMethods } from './methods-people.ts';
import { viewMethods } from './methods-views.ts';
import { misbehave } from './misbehaviour.ts';
import { oauthMethods } from './oauth.ts';
import { countCall } from './post-rate.ts';
import { Refused } from './refusal.ts';
import { changed, now, type State, teamOf } from './state.ts';
import type { Call, Json } from './types.ts';

const connectionsOpen = (ticket: () => string): Method => method({ token: 'app', scope: 'connections:write' }, z.looseObject({}), () => ({ url: ticket() }));

export type Methods = ReadonlyMap<string, Method>;

/** All methods the fake knows. `ticket` makes the address of a new Socket Mode connection. */
export const createMethods = (ticket: () => string): Methods =>
  new Map(
    Object.entries({ ...peopleMethods, ...chatMethods, ...viewMethods, ...fileMethods, ...oauthMethods, 'apps.connections.open': connectionsOpen(ticket) }),
  );

function tokenOf(request: IncomingMessage, args: Json): string | undefined {
  const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args.token === 'string' ? args.token : undefined);
}

/** Who calls; throws `Refused` when the token is not good for the method. */
function authorise(state: State, called: Method, token: string | undefined): Caller {
  if (called.token === 'none') return { state, team: teamOf(state, undefined), token };
  if (token === undefined || token === '') throw new Refused('not_authed');
  const installation = state.installations.get(token);
  if (installation === undefined) throw new Refused('invalid_auth');
  if (installation.revoked !== undefined) throw new Refused(installation.revoked);
  if (installation.expiresAt !== undefined && installation.expiresAt <= now(state)) throw new Refused('token_expired');
  if (installation.kind !== called.token) throw new Refused('not_allowed_token_type');
  const caller = { state, team: teamOf(state, installation.team), token };
  if (called.token === 'bot' && called.scope !== undefined) needScope(caller, called.scope);
  return caller;
}

/** `client_id` and `client_secret` may come by HTTP Basic authentication. */
function basicAuth(request: IncomingMessage): Json {
  const encoded = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [client_id, client_secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id, client_secret };
}

interface Outcome {
  readonly result: Json;
  /** Seconds; with it the answer is a 429. */
  readonly retryAfter?: number | undefined;
}

function run(state: State, methods: Methods, call: Call, fields: Json, request: IncomingMessage): Outcome {
  try {
    const called = methods.get(call.method);
    if (called === undefined) throw new Refused('unknown_method', [], { req_method: call.method });
    const caller = authorise(state, called, tokenOf(request, fields));
    call.team = caller.team.id;
    countCall(state, caller.team.id, call.method);
    return { result: { ok: true, ...called.run({ ...basicAuth(request), ...fields }, caller) } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, messages, extra, retryAfter } = error;
    return { result: { ok: false, error: code, ...extra, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) }, retryAfter };
  }
}

function record(state: State, name: string, body: Body): Call {
  const { token: _, ...rest } = body.fields;
  const call: Call = { method: name, body: rest, at: now(state) };
  state.calls.push(call);
  return call;
}

const messagesOf = ({ response_metadata }: Json): string[] => z.object({ messages: z.array(z.string()) }).safeParse(response_metadata).data?.messages ?? [];

export async function handleApi(state: State, methods: Methods, request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  const body = await readBody(request);
  const call = record(state, name, body);
  call.team = state.installations.get(tokenOf(request, body.fields) ?? '')?.team;
  const fault = await misbehave(state, name, response, call);
  if (fault === 'answered') return changed(state);
  const { result, retryAfter } = run(state, methods, call, body.fields, request);
  call.answer = result;
  if (typeof result.error === 'string') {
    call.error = result.error;
    if (retryAfter === undefined) state.refusals.push({ where: name, error: result.error, messages: messagesOf(result) });
  }
  if (fault === 'lost') response.destroy();
  else if (retryAfter !== undefined) answer(response, 429, result, { 'retry-after': String(retryAfter) });
  else answer(response, 200, result, { 'x-oauth-scopes': (state.options.scopes ?? ['chat:write', 'commands']).join(',') });
  changed(state);
}
