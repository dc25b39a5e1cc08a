import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGiveWay } from '../../src/broadcasts/give-way.ts';
import { NOW } from './made-up.ts';
import { holdTime, passing } from './passing.ts';

describe('what is sent to many', () => {
  beforeEach(() => holdTime(NOW));
  afterEach(() => void vi.useRealTimers());
  const since = (): number => Date.now() - NOW.getTime();

  it('waits for nobody when nobody asks', async () => {
    await createGiveWay(Date.now).clear(new AbortController().signal);
    expect(since()).toBe(0);
  });

  it('waits while somebody is answered, and while another asks meanwhile', async () => {
    const { somebodyAsks, clear } = createGiveWay(Date.now);
    somebodyAsks();
    setTimeout(somebodyAsks, 20);
    await passing(clear(new AbortController().signal));
    expect(since()).toBeGreaterThanOrEqual(45);
    expect(since()).toBeLessThan(90);
  });

  it('goes on after a fifth of a second, however many ask', async () => {
    const { somebodyAsks, clear } = createGiveWay(Date.now);
    somebodyAsks();
    for (let nth = 0; nth < 50; nth++) setTimeout(somebodyAsks, nth * 10);
    await passing(clear(new AbortController().signal));
    expect(since()).toBeGreaterThanOrEqual(200);
    expect(since()).toBeLessThan(260);
  });

  it('begins one after the other, and lets people go between them', async () => {
    const { somebodyAsks, inTurn } = createGiveWay(Date.now);
    const { signal } = new AbortController();
    const begun: number[] = [];
    const all = Array.from({ length: 20 }, () => inTurn(signal).then(() => void begun.push(since())));
    setTimeout(somebodyAsks, 10);
    await passing(Promise.all(all));
    expect(begun).toHaveLength(20);
    const gaps = begun.slice(1).map((at, nth) => at - (begun[nth] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2);
    expect(gaps.filter((gap) => gap >= 20)).toHaveLength(1);
  });

  it('keeps a line moving, however many ask: whoever waited in it has waited for people already', async () => {
    const { somebodyAsks, inTurn } = createGiveWay(Date.now);
    const { signal } = new AbortController();
    somebodyAsks();
    for (let nth = 0; nth < 100; nth++) setTimeout(somebodyAsks, nth * 10);
    await passing(Promise.all(Array.from({ length: 50 }, () => inTurn(signal))));
    expect(since()).toBeGreaterThanOrEqual(290);
    expect(since()).toBeLessThan(450);
  });

  it('does not hold up the end of the process', async () => {
    const { somebodyAsks, clear, inTurn } = createGiveWay(Date.now);
    const stopping = new AbortController();
    somebodyAsks();
    const cleared = Promise.all([clear(stopping.signal), inTurn(stopping.signal), inTurn(stopping.signal)]);
    stopping.abort();
    await cleared;
    expect(since()).toBe(0);
  });
});
