import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGiveWay, type GiveWay } from '../../src/broadcasts/give-way.ts';
import { NOW } from './made-up.ts';
import { holdTime, passing } from './passing.ts';

describe('what is sent to many', () => {
  beforeEach(() => holdTime(NOW));
  afterEach(() => void vi.useRealTimers());
  const since = (): number => Date.now() - NOW.getTime();
  /** When one that asks for its turn now goes. */
  const goes = (inTurn: GiveWay['inTurn']): Promise<number> => passing(inTurn(new AbortController().signal).then(since));

  it('begins at once when nobody asks', async () => {
    expect(await goes(createGiveWay(Date.now).inTurn)).toBeLessThan(5);
  });

  it('waits while somebody is answered, and while another asks meanwhile', async () => {
    const { somebodyAsks, inTurn } = createGiveWay(Date.now);
    somebodyAsks();
    setTimeout(somebodyAsks, 20);
    const at = await goes(inTurn);
    expect(at).toBeGreaterThanOrEqual(45);
    expect(at).toBeLessThan(80);
  });

  it('goes on after a fifth of a second, however many ask', async () => {
    const { somebodyAsks, inTurn } = createGiveWay(Date.now);
    somebodyAsks();
    for (let nth = 0; nth < 50; nth++) setTimeout(somebodyAsks, nth * 10);
    const at = await goes(inTurn);
    expect(at).toBeGreaterThanOrEqual(200);
    expect(at).toBeLessThan(250);
  });

  describe('while the process has other work', () => {
    /** It is busy for so long, again and again: what is due meanwhile is late. */
    const busy = (forMs: number, untilMs: number) => {
      const again = (): void => {
        vi.setSystemTime(Date.now() + forMs);
        if (since() < untilMs) setTimeout(again, 1);
      };
      setTimeout(again, 1);
    };

    it('waits until that is done', async () => {
      const { inTurn } = createGiveWay(Date.now);
      busy(10, 100);
      const at = await goes(inTurn);
      expect(at).toBeGreaterThanOrEqual(100);
      expect(at).toBeLessThan(115);
    });

    it('goes on after a fifth of a second, and those behind it with it', async () => {
      const { inTurn } = createGiveWay(Date.now);
      busy(10, 1_000);
      const [first = 0, second = 0, third = 0] = await Promise.all([goes(inTurn), goes(inTurn), goes(inTurn)]);
      expect(first).toBeGreaterThanOrEqual(200);
      expect(first).toBeLessThan(230);
      expect(third - second).toBeLessThan(40);
      expect(second - first).toBeLessThan(40);
    });
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
    const { somebodyAsks, inTurn } = createGiveWay(Date.now);
    const stopping = new AbortController();
    somebodyAsks();
    const cleared = Promise.all([inTurn(stopping.signal), inTurn(stopping.signal)]);
    stopping.abort();
    await cleared;
    expect(since()).toBe(0);
  });
});
