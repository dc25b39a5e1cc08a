import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { accountRoutes } from './account-routes.ts';
import { type Body, readBody } from './body.ts';
import { channelRoutes } from './channel-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { type Context, ok, type Route } from './context.ts';
import { Refusal, refusals } from './errors.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { type Answer, bucketHeaders, type Failure, failedAnswer, type Misbehaviour } from './misbehaviour.ts';
import type { RateLimits } from './rate-limits.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** One request the fake has had, with what it answered. */
export interface Call {
  readonly method: string;
  /** The path without `/api/v10`. */
  readonly path: string;
  /** The path with names for its parts: `/channels/:channel/messages`. */
  readonly route: string;
  readonly body: unknown;
  readonly files: readonly { readonly filename: string; readonly size: number }[];
  readonly status: number;
  /** What was answered, when it was refused. */
  readonly refusal?: unknown;
  readonly at: number;
}

export interface RestOptions {
  readonly token: string;
  readonly gatewayUrl: () => string;
  readonly shards: number;
  readonly sessionStartsLeft: () => number;
  readonly trouble: ((route: string, channel: string | undefined) => Failure | undefined) | undefined;
}

interface Matched {
  readonly route: Route;
  readonly params: Record<string, string>;
}

const ROUTES: readonly Route[] = [...accountRoutes, ...channelRoutes, ...commandRoutes, ...interactionRoutes, ...webhookRoutes];

/** The HTTP API: finds the route, lets misbehaviour have its way, asks for the token, answers, and keeps a record. */
export class Rest {
  readonly calls: Call[] = [];
  readonly #routes: readonly Route[];

  constructor(
    private readonly context: Context,
    private readonly options: RestOptions,
    private readonly misbehaviour: Misbehaviour,
    private readonly limits: RateLimits,
  ) {
    this.#routes = [...ROUTES, ...gatewayRoutes(options)];
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = url.pathname.replace(/^\/api\/v\d+/, '');
    const method = request.method ?? 'GET';
    const matched = match(this.#routes, method, path);
    const name = matched?.route.path ?? path;
    const failure =
      this.misbehaviour.takeFailure(`${method} ${name}`, `${method} ${path}`) ?? this.options.trouble?.(`${method} ${name}`, matched?.params.channel);
    const { body, problem } = await readOr(request);
    if (failure?.delayMs !== undefined) await pause(failure.delayMs);
    if (failure?.processFirst === true) this.#answer(request, url, matched, body);
    if (failure?.drop === 'reset') return void request.socket.resetAndDestroy();
    if (failure?.drop === true) return void request.socket.destroy();
    const bucket = createHash('sha1').update(`${method} ${name}`).digest('hex').slice(0, 32);
    const now = this.context.world.now();
    const allowance = this.limits.take(method, name, matched?.params.channel, now, matched?.route.open === true);
    const headers = bucketHeaders(bucket, allowance.remaining, allowance.resetSeconds, now, allowance.limit);
    const answer =
      failure?.status === undefined
        ? (problem ?? allowance.refused ?? this.#answer(request, url, matched, body))
        : failedAnswer({ ...failure, status: failure.status }, bucket, now);
    this.calls.push({
      method,
      path,
      route: name,
      body: body.json,
      files: body.files.map((file) => ({ filename: file.filename, size: file.bytes.length })),
      status: answer.status,
      at: now,
      ...(answer.status >= 400 ? { refusal: answer.body } : {}),
    });
    write(response, { ...answer, headers: { ...(isGlobal(answer) ? {} : headers), ...answer.headers } });
  }

  #answer(request: IncomingMessage, url: URL, matched: Matched | undefined, body: Body): Answer {
    try {
      if (!/^\/api\/v(9|10)\//.test(url.pathname)) throw refusals.notFound();
      if (matched === undefined)
        throw this.#routes.some((route) => paramsOf(route.path, url.pathname.replace(/^\/api\/v\d+/, '')) !== undefined)
          ? refusals.methodNotAllowed()
          : refusals.notFound();
      if (matched.route.open !== true && request.headers.authorization !== `Bot ${this.options.token}`) throw refusals.unauthorized();
      return matched.route.answer(this.context, { params: matched.params, query: url.searchParams, body });
    } catch (error) {
      return refused(error);
    }
  }
}

/** One that counts for the whole bot names no bucket. */
const isGlobal = ({ headers }: Answer): boolean => headers?.['x-ratelimit-global'] !== undefined;

function refused(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: error.body };
  // A mistake in the fake itself: say so where the test will see it.
  return { status: 500, body: { message: `The fake Discord failed: ${error instanceof Error ? error.stack : String(error)}`, code: 0 } };
}

async function readOr(request: IncomingMessage): Promise<{ body: Body; problem?: Answer }> {
  try {
    return { body: await readBody(request) };
  } catch (error) {
    return { body: { json: undefined, files: [] }, problem: refused(error) };
  }
}

function match(routes: readonly Route[], method: string, path: string): Matched | undefined {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/').map(decodeURIComponent);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

/** https://docs.discord.com/developers/events/gateway#get-gateway-bot */
function gatewayRoutes(options: RestOptions): Route[] {
  const limit = () => ({ total: 1_000, remaining: options.sessionStartsLeft(), reset_after: 60_000, max_concurrency: 1 });
  return [
    { method: 'GET', path: '/gateway', open: true, answer: () => ok({ url: options.gatewayUrl() }) },
    { method: 'GET', path: '/gateway/bot', answer: () => ok({ url: options.gatewayUrl(), shards: options.shards, session_start_limit: limit() }) },
  ];
}

function write(response: ServerResponse, answer: Answer): void {
  const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  response.writeHead(answer.status, { ...answer.headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) });
  response.end(text);
}
