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
    setTimeout(somebodyAsks, 40);
    await passing(clear(new AbortController().signal));
    expect(since()).toBeGreaterThanOrEqual(90);
    expect(since()).toBeLessThan(150);
  });

  it('goes on after a fifth of a second, however many ask', async () => {
    const { somebodyAsks, clear } = createGiveWay(Date.now);
    somebodyAsks();
    for (let nth = 0; nth < 50; nth++) setTimeout(somebodyAsks, nth * 10);
    await passing(clear(new AbortController().signal));
    expect(since()).toBeGreaterThanOrEqual(200);
    expect(since()).toBeLessThan(260);
  });

  it('does not hold up the end of the process', async () => {
    const { somebodyAsks, clear } = createGiveWay(Date.now);
    const stopping = new AbortController();
    somebodyAsks();
    const cleared = clear(stopping.signal);
    stopping.abort();
    await cleared;
    expect(since()).toBe(0);
  });
});
