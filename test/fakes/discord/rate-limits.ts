import type { Answer } from './misbehaviour.ts';

/** As the real ones are seen to be; Discord says that they may change at any time: https://docs.discord.com/developers/topics/rate-limits */
const GLOBAL = { requests: 50, windowMs: 1_000 };
const IN_CHANNEL = { requests: 5, windowMs: 5_000 } as const;

interface Window {
  readonly endsAt: number;
  used: number;
}

/** What a request may still do, or the 429 that it earns. */
export interface Allowance {
  readonly refused?: Answer;
  /** For the headers of an answer. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

const UNLIMITED: Allowance = { limit: 50, remaining: 49, resetSeconds: 1 };

/** Counts requests by route and channel, and all of a bot's together. Off until it is switched on. */
export class RateLimits {
  isOn = false;
  /** How many of a bot's requests there may be in a second. */
  aSecond: number = GLOBAL.requests;
  #windows = new Map<string, Window>();

  /** `channel` is undefined for a route that is in none: only the bot's own limit holds there. `isOpen`: a route without the bot's token. */
  take(method: string, route: string, channel: string | undefined, now: number, isOpen: boolean): Allowance {
    if (!this.isOn || isOpen) return UNLIMITED;
    const all = this.#use('all', GLOBAL, now);
    if (all.used > this.aSecond) return { ...UNLIMITED, refused: tooMany(true, (all.endsAt - now) / 1_000, {}) };
    if (channel === undefined || !route.includes('/messages')) return UNLIMITED;
    const window = this.#use(`${method} ${route} ${channel}`, IN_CHANNEL, now);
    const resetSeconds = (window.endsAt - now) / 1_000;
    const allowance = { limit: IN_CHANNEL.requests, remaining: Math.max(0, IN_CHANNEL.requests - window.used), resetSeconds };
    return window.used > IN_CHANNEL.requests ? { ...allowance, refused: tooMany(false, resetSeconds, { 'x-ratelimit-scope': 'user' }) } : allowance;
  }

  #use(key: string, { windowMs }: { readonly windowMs: number }, now: number): Window {
    const before = this.#windows.get(key);
    const window = before === undefined || before.endsAt <= now ? { endsAt: now + windowMs, used: 0 } : before;
    window.used += 1;
    this.#windows.set(key, window);
    return window;
  }

  clear(): void {
    this.#windows.clear();
  }
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
function tooMany(global: boolean, seconds: number, headers: Readonly<Record<string, string>>): Answer {
  return {
    status: 429,
    headers: { ...headers, 'retry-after': String(Math.ceil(seconds)), ...(global ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' } : {}) },
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
  };
}
