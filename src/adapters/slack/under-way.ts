/** Counts work under way, so that a stop can wait for it. */
export interface UnderWay {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more, or when `withinMs` have passed. */
  idle(withinMs: number): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>();
  return {
    async track(work) {
      all.add(work);
      try {
        return await work;
      } finally {
        all.delete(work);
      }
    },
    async idle(withinMs) {
      const timer = AbortSignal.timeout(withinMs);
      const late = new Promise<void>((resolve) => timer.addEventListener('abort', () => resolve(), { once: true }));
      while (all.size > 0 && !timer.aborted) await Promise.race([Promise.allSettled(all), late]);
    },
  };
}
