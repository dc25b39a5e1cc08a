import type { Obj } from './guilds.ts';

export interface Failure {
  /** HTTP status to answer with; 429 comes with real rate-limit headers and body. */
  readonly status?: number;
  /** Seconds, for 429. */
  readonly retryAfter?: number;
  readonly global?: boolean;
  readonly scope?: 'user' | 'shared';
  /** Break the connection instead of answering; `reset` as a network failure does, which real clients try again. */
  readonly drop?: boolean | 'reset';
  /** Answer only after this many milliseconds, and then as usual unless `status` is given. */
  readonly delayMs?: number;
  readonly body?: unknown;
  /** Do what was asked before failing: the answer alone is lost. */
  readonly processFirst?: boolean;
  /** How often; 1 unless told. */
  readonly times?: number;
  /** How many of them go well first; 0 unless told. */
  readonly after?: number;
}

/** Part of `METHOD /route/:with/:names` or of the path itself, or an expression tried on both. */
export type RoutePattern = string | RegExp;

/** What the test told the fake to do wrong next. */
export class Misbehaviour {
  heartbeatsUnanswered = false;
  refuseConnections = false;
  /** Every identify is answered with "invalid session". */
  refuseSessions = false;
  #failures: { readonly pattern: RoutePattern; readonly failure: Failure; spared: number; left: number }[] = [];
  #duplicates = 0;

  failNext(pattern: RoutePattern, failure: Failure): void {
    this.#failures.push({ pattern, failure, spared: failure.after ?? 0, left: failure.times ?? 1 });
  }

  /** Forgets what was to fail. */
  forgive(): void {
    this.#failures = [];
  }

  duplicateNext(): void {
    this.#duplicates += 1;
  }

  /** How often the next event is to be sent: 1, or 2 when it was asked for. */
  takeCopies(): number {
    if (this.#duplicates === 0) return 1;
    this.#duplicates -= 1;
    return 2;
  }

  takeFailure(...names: readonly string[]): Failure | undefined {
    const due = this.#failures.find(({ pattern }) => names.some((name) => (typeof pattern === 'string' ? name.includes(pattern) : pattern.test(name))));
    if (due === undefined) return undefined;
    if (due.spared > 0) {
      due.spared -= 1;
      return undefined;
    }
    due.left -= 1;
    this.#failures = this.#failures.filter((failure) => failure.left > 0);
    return due.failure;
  }
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Do what was asked before failing: the answer alone is lost. */
  readonly processFirst?: boolean;
}

const MESSAGES: Readonly<Record<number, string>> = {
  500: '500: Internal Server Error',
  502: '502: Bad Gateway',
  503: '503: Service Unavailable',
  504: '504: Gateway Timeout',
};

export function failedAnswer(failure: Failure & { readonly status: number }, bucket: string, nowMs: number): Answer {
  if (failure.status === 429) return rateLimited(failure, bucket, nowMs);
  return { status: failure.status, body: failure.body ?? { message: MESSAGES[failure.status] ?? `${failure.status}`, code: 0 } };
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
function rateLimited(failure: Failure, bucket: string, nowMs: number): Answer {
  const seconds = failure.retryAfter ?? 1;
  const global = failure.global ?? false;
  const scope = global ? 'global' : (failure.scope ?? 'user');
  const message = scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  const body: Obj = { message, retry_after: seconds, global };
  const common = { 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': scope };
  if (global) return { status: 429, headers: { ...common, 'x-ratelimit-global': 'true' }, body };
  return { status: 429, headers: { ...common, ...bucketHeaders(bucket, 0, seconds, nowMs) }, body: failure.body ?? body };
}

/** https://docs.discord.com/developers/topics/rate-limits#header-format */
export function bucketHeaders(bucket: string, remaining: number, seconds: number, nowMs: number, limit = 50): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': (nowMs / 1_000 + seconds).toFixed(3),
    'x-ratelimit-reset-after': seconds.toFixed(3),
    'x-ratelimit-bucket': bucket,
  };
}
