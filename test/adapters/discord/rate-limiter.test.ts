import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimiter, type RateLimiter } from '../../../src/adapters/discord/rate-limiter.ts';

const MOST = 5;
const late = (): Error => new Error('too late');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a rate limiter', () => {
  let limiter: RateLimiter;
  beforeEach(() => {
    vi.useFakeTimers();
    limiter = createRateLimiter(MOST, 1_000);
  });
  afterEach(() => {
    limiter.close();
    vi.useRealTimers();
  });

  const run = (work: () => Promise<void>, signal = new AbortController().signal): Promise<void> => limiter.run(work, signal, late);

  it('lets no second hold more than it may, however long requests are on their way, and is hardly slower than that', async () => {
    const request = fc.record({ out: fc.nat(200), back: fc.nat(200), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 60 }), async (requests) => {
        limiter = createRateLimiter(MOST, 1_000);
        const began = Date.now();
        const arrivals: number[] = [];
        const all = requests.map(({ out, back, fails }) =>
          run(async () => {
            await pause(out);
            arrivals.push(Date.now());
            await pause(back);
            if (fails) throw new Error('refused');
          }).catch(() => {}),
        );
        const finished = Promise.all(all).then(() => Date.now() - began);
        await vi.runAllTimersAsync();
        expect(arrivals).toHaveLength(requests.length);
        for (const from of arrivals) expect(arrivals.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(MOST);
        expect(await finished).toBeLessThanOrEqual(Math.ceil(requests.length / MOST) * 1_402);
      }),
      { numRuns: 50 },
    );
  });

  it('begins nothing for somebody whose time is over, and loses no turn by it', async () => {
    const done: string[] = [];
    const say = (word: string) => async () => void done.push(word);
    const first = Promise.all(Array.from({ length: MOST }, (_, nth) => run(say(`first ${nth}`))));
    const left = new AbortController();
    const leaving = run(say('left'), left.signal).catch((error: unknown) => error);
    const waiting = run(say('waited'));
    await first;
    left.abort();
    expect(await leaving).toEqual(late());
    await vi.advanceTimersByTimeAsync(1_100);
    await waiting;
    expect(done.slice(MOST)).toEqual(['waited']);
    await expect(run(say('gone before'), AbortSignal.abort())).rejects.toEqual(late());
  });

  it('does not wait for ever for an answer that does not come', async () => {
    const hanging = Array.from({ length: MOST }, () => run(() => new Promise(() => {})));
    let isDone = false;
    const next = run(async () => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(4_000);
    await next;
    expect(isDone).toBe(true);
    expect(hanging).toHaveLength(MOST);
  });
});
