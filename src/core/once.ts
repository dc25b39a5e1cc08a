/**
 * Platforms deliver some things twice (a retry after a slow answer, a resumed connection).
 * Whoever is told `true` works on it; everyone else leaves it alone.
 */
export interface OnceOnly {
  /**
   * @param key what identifies the delivery, such as `slack:Ev0123`: any text, never what people said
   * @returns true for the first caller ever that names this key, false for all others, in whatever process they are.
   *   "Ever" lasts as long as the implementation remembers.
   * @throws {Error} when the memory is in a database that cannot be reached: then nobody knows, and the caller decides
   */
  first(key: string): Promise<boolean>;
}

/** Remembers the last `limit` keys of this process: for tests, and for a start without a database. */
export function onceInMemory(limit: number): OnceOnly {
  const seen = new Set<string>();
  return {
    async first(key) {
      if (seen.has(key)) return false;
      seen.add(key);
      const [oldest] = seen;
      if (seen.size > limit && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
