/** Longer than this no request is on its way before the platform counts it. */
const COUNTED_WITHIN_MS = 2_000;

/** Timers may go off a little early. */
const MARGIN_MS = 2;

export interface RateLimiter {
  /** Does `work` when its turn has come. @throws what `whenLate` makes when `signal` is aborted before: then nothing was begun */
  run<T>(work: () => Promise<T>, signal: AbortSignal, whenLate: () => Error): Promise<T>;
  close(): void;
}

/**
 * Lets at most `most` requests into any `windowMs`, whenever the platform begins to count: there are so many permits, and one comes back
 * `windowMs` after its request was answered, so that no two requests with the same permit can fall into one window.
 */
export function createRateLimiter(most: number, windowMs: number): RateLimiter {
  const waiting = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  let free = most;

  /** Handed on, so that nobody who comes meanwhile takes it. */
  function giveBack(): void {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  }

  function later(ms: number, act: () => void): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  async function permit(signal: AbortSignal, whenLate: () => Error): Promise<void> {
    if (signal.aborted) throw whenLate();
    if (free === 0) return turn(signal, whenLate);
    free -= 1;
  }

  const turn = (signal: AbortSignal, whenLate: () => Error): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(come);
        reject(whenLate());
      };
      const come = (): void => {
        waiting.delete(come);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(come);
      signal.addEventListener('abort', leave, { once: true });
    });

  return {
    async run(work, signal, whenLate) {
      await permit(signal, whenLate);
      let isCounted = false;
      const counted = (): void => {
        if (!isCounted) later(windowMs + MARGIN_MS, giveBack);
        isCounted = true;
      };
      const stop = later(COUNTED_WITHIN_MS, counted);
      try {
        return await work();
      } finally {
        stop();
        counted();
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
