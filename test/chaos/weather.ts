import { below, type Random } from '../../bench/random.ts';

/**
 * What goes wrong with a message on its way to a platform, or with a look at what is there. `limited`: 429. `down`: 503, not taken. `cut`: the connection ends before it is taken.
 * `lost`: taken, and the connection ends without an answer. `slow`: taken and answered some seconds later, `slow and lost` only taken.
 * `late`: taken after the sender has given up waiting.
 */
export type Trouble = 'limited' | 'down' | 'cut' | 'lost' | 'slow' | 'slow and lost' | 'late';

/** In a hundred requests. */
const SHARES: Readonly<Record<Trouble, number>> = { limited: 4, down: 3, cut: 3, lost: 3, slow: 4, 'slow and lost': 2, late: 1 };
const SLOWEST_MS = 3_000;
/** Of the requests in a storm. */
const STORM_SHARE = 0.8;

export interface Weather {
  /** Asked once for each request. */
  next(): { readonly trouble: Trouble; readonly slowMs: number } | undefined;
  /** For so long one thing goes wrong with most requests. */
  storm(trouble: Trouble, ms: number): void;
  /** Nothing goes wrong from now on. */
  calm(): void;
}

export function badWeather(random: Random): Weather {
  let isCalm = false;
  let storm: { readonly trouble: Trouble; readonly endsAt: number } | undefined;
  return {
    next() {
      let drawn = random() * 100;
      const slowMs = below(random, SLOWEST_MS);
      if (isCalm) return undefined;
      if (storm !== undefined && performance.now() < storm.endsAt && drawn < STORM_SHARE * 100) return { trouble: storm.trouble, slowMs };
      for (const [trouble, share] of Object.entries(SHARES) as [Trouble, number][]) {
        if (drawn < share) return { trouble, slowMs };
        drawn -= share;
      }
      return undefined;
    },
    storm(trouble, ms) {
      storm = { trouble, endsAt: performance.now() + ms };
    },
    calm() {
      isCalm = true;
    },
  };
}
