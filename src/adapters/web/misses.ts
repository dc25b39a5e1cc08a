import type { Clock } from '../../core/clock.ts';

const WINDOW_MS = 60_000;
/** A program that still has an old link asks now and then; whoever guesses asks often. */
const MOST = 30;
const MOST_ADDRESSES = 10_000;

/** Who has lately asked for secrets that there are none of. */
export interface Misses {
  /** False for one who has missed too often: nothing is looked up for them for a minute. */
  mayAsk(from: string): boolean;
  note(from: string): void;
}

export function createMisses(clock: Clock): Misses {
  const missed = new Map<string, { readonly since: number; readonly count: number }>();

  function lately(from: string): { readonly since: number; readonly count: number } {
    const now = clock.now().getTime();
    const known = missed.get(from);
    return known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
  }

  return {
    mayAsk: (from) => lately(from).count < MOST,
    note(from) {
      const { since, count } = lately(from);
      missed.delete(from);
      missed.set(from, { since, count: count + 1 });
      const [oldest] = missed.keys();
      if (missed.size > MOST_ADDRESSES && oldest !== undefined) missed.delete(oldest);
    },
  };
}
