/** A stream of numbers from 0 up to 1 that is the same for the same seed, so that every engine and every run sees the same. */
export type Random = () => number;

/** Mulberry32: small, quick, and good enough to draw samples with. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, not including, `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** `count` of the items, without repeats, in their own order; all of them when there are no more. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  if (count >= items.length) return [...items];
  const keyed = items.map((item, at) => ({ item, at, key: random() }));
  const drawn = keyed.sort((a, b) => a.key - b.key).slice(0, count);
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
