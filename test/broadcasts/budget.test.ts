import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepted, failed, freeBudget, refused, reserve } from '../../src/broadcasts/budget.ts';
import { bucket, perPeriod, type Server, unlimited } from './servers.ts';

/** What becomes of so many messages to one server, each begun as the budget says, in made-up time. */
function send(count: number, server: Server, latencyMs: (nth: number, now: number) => number, documented?: number) {
  const events: { readonly at: number; readonly run: () => void }[] = [];
  const seen = { endedAt: 0, refusals: 0, mostAtOnce: 0, heldBack: 0, done: 0 };
  let budget = freeBudget(0, documented);
  let [now, left, flying, nth, isWaiting] = [0, count, 0, 0, false];
  const at = (time: number, run: () => void) => events.push({ at: time, run });

  function next(): void {
    if (isWaiting || left === 0 || flying >= budget.window) return;
    const reserved = reserve(budget, now);
    budget = reserved.budget;
    isWaiting = true;
    at(reserved.at, begin);
  }

  function begin(): void {
    if (budget.blockedUntil > now) return void at(budget.blockedUntil, begin);
    isWaiting = false;
    left -= 1;
    flying += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, flying);
    const startedAt = now;
    const half = latencyMs(nth++, now) / 2;
    at(now + half, () => {
      const waitMs = server(now);
      at(now + half, () => answered(startedAt, waitMs));
    });
    next();
  }

  function answered(startedAt: number, waitMs: number | undefined): void {
    flying -= 1;
    if (waitMs === undefined) {
      budget = accepted(budget, now, startedAt);
      seen.done += 1;
      seen.endedAt = now;
    } else {
      budget = refused(budget, now, startedAt, waitMs);
      seen.refusals += 1;
      left += 1;
    }
    next();
  }

  next();
  while (events.length > 0) {
    events.sort((one, other) => one.at - other.at);
    const event = events.shift();
    now = event?.at ?? now;
    event?.run();
  }
  return seen;
}

/** Between 30 and 130 ms, the same each time. */
const usual = (nth: number): number => 30 + ((nth * 37) % 100);

describe('a budget', () => {
  it.each([
    { what: 'Slack: 5 a second, 10 at once', server: () => bucket(5, 10), count: 500, boundMs: 98_000 },
    { what: 'Slack: 5 a second, 5 at once', server: () => bucket(5, 5), count: 1_000, boundMs: 199_000 },
    { what: 'Slack: 8 a second, 100 at once', server: () => bucket(8, 100), count: 1_000, boundMs: 112_500 },
    { what: '1 a second, 5 at once', server: () => bucket(1, 5), count: 500, boundMs: 495_000 },
    { what: '10 a second, 20 at once', server: () => bucket(10, 20), count: 1_000, boundMs: 98_000 },
    { what: '300 a minute, counted anew each minute', server: () => perPeriod(300, 60_000), count: 1_000, boundMs: 180_000 },
  ])('learns what it may: $what, within 1.05 of the bound', ({ server, count, boundMs }) => {
    const { endedAt, refusals, done } = send(count, server(), usual);
    expect(done).toBe(count);
    expect(endedAt / boundMs).toBeLessThanOrEqual(1.05);
    // At first a window's worth, and then seldom.
    expect(refusals).toBeLessThan(count / 3);
  });

  it.each([
    { what: 'what is documented, for few', count: 49, server: () => bucket(5, 5), boundMs: 8_800, most: 1.05, refused: 0 },
    { what: 'what is documented', count: 1_000, server: () => bucket(5, 5), boundMs: 199_000, most: 1.05, refused: 25 },
    { what: 'less', count: 250, server: () => bucket(1, 5), boundMs: 245_000, most: 1.05, refused: 25 },
    { what: 'more, and more at once', count: 1_000, server: () => bucket(8, 100), boundMs: 112_500, most: 1.05, refused: 40 },
    { what: 'ten times as much', count: 2_000, server: () => bucket(50, 50), boundMs: 39_000, most: 1.7, refused: 40 },
  ])('begins at what is documented, and is seldom refused where it takes $what', ({ server, count, boundMs, most, refused: refusals }) => {
    const seen = send(count, server(), usual, 5);
    expect(seen.done).toBe(count);
    expect(seen.endedAt / boundMs).toBeLessThanOrEqual(most);
    expect(seen.refusals).toBeLessThanOrEqual(refusals);
  });

  it.each([
    ['the first is long on its way', (nth: number) => (nth === 0 ? 500 : 10)],
    ['some are quicker than others', usual],
  ])('is not refused where it takes what is documented, when %s', (_, latency) => {
    expect(send(50, bucket(5, 5), latency, 5)).toMatchObject({ done: 50, refusals: 0 });
  });

  it('holds back nothing where nobody refuses', () => {
    // A window of 50 at 80 ms is some 600 a second.
    expect(send(1_000, unlimited, usual).endedAt).toBeLessThan(2_500);
  });

  it('lets more be on its way where each takes long, and less where answers wait in a line', () => {
    expect(send(200, unlimited, () => 8_000).mostAtOnce).toBe(50);
    // One desk that takes 20 ms for each: what is on its way waits there.
    let freeAt = 0;
    const took: number[] = [];
    const atTheDesk = (_: number, now: number): number => {
      freeAt = Math.max(now, freeAt) + 20;
      took.push(freeAt - now + 50);
      return freeAt - now + 50;
    };
    send(2_000, unlimited, atTheDesk);
    // A line is no slow desk: it never grows beyond what fits into the largest window, and is short again and again.
    for (let nth = 0; nth < 2_000; nth += 250) expect(Math.min(...took.slice(nth, nth + 250))).toBeLessThan(200);
  });

  it.each([
    ['it becomes slow', (nth: number) => (nth < 20 ? 80 : 8_000)],
    ['it is slow, and now and then it is not', (nth: number) => (nth % 20 === 19 ? 300 : 8_000)],
  ])('lets several be on their way again when %s', (_, latency) => {
    const slow = send(200, unlimited, latency);
    expect(slow.endedAt).toBeLessThan((200 * 8_000) / 4);
  });

  it('is soon as fast as before, when a storm of refusals is over', () => {
    const storm: Server = (now) => (now < 20_000 && Math.floor(now / 700) % 2 === 0 ? 1_000 : undefined);
    const { endedAt, done } = send(2_000, storm, usual);
    expect(done).toBe(2_000);
    expect(endedAt).toBeLessThan(75_000);
  });

  it('loses none, starves none and never has more on its way than its window, whatever the limit is', () => {
    const servers = fc.oneof(
      fc.record({ rate: fc.double({ min: 0.2, max: 60, noNaN: true }), burst: fc.integer({ min: 1, max: 60 }) }).map(({ rate, burst }) => bucket(rate, burst)),
      fc.record({ count: fc.integer({ min: 1, max: 100 }), ms: fc.integer({ min: 1_000, max: 60_000 }) }).map(({ count, ms }) => perPeriod(count, ms)),
    );
    fc.assert(
      fc.property(servers, fc.integer({ min: 1, max: 150 }), fc.integer({ min: 5, max: 3_000 }), (server, count, latency) => {
        const { done, mostAtOnce } = send(count, server, () => latency);
        expect(done).toBe(count);
        expect(mostAtOnce).toBeLessThanOrEqual(50);
      }),
      { numRuns: 60 },
    );
  });

  it('lets one failure pass, waits longer with each in a row, and is as before after the first that goes through', () => {
    let budget = failed(freeBudget(0), 100, 0);
    expect([reserve(budget, 100).at, budget.window]).toEqual([100, 1]);
    // Another of the same volley says nothing new.
    expect(failed(budget, 101, 0)).toEqual(budget);
    const waits = Array.from({ length: 8 }, () => {
      const now = reserve(budget, 101).at + 10;
      budget = failed(budget, now, now - 5);
      return budget.blockedUntil - now;
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    const now = budget.blockedUntil;
    expect(reserve(failed(accepted(budget, now + 50, now), now + 200, now + 100), now + 200).at).toBe(now + 200);
  });

  it('waits as long as it was told to', () => {
    const told = refused(freeBudget(0), 100, 0, 7_000);
    expect(reserve(told, 200).at).toBe(7_100);
    expect(reserve(refused(told, 300, 0, 1_000), 400).at).toBe(7_100);
    expect(reserve(told, 9_000).at).toBe(9_000);
  });
});
