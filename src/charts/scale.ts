/** No sum of money is larger or smaller than these, and a scale can go wrong beyond them. */
const MOST = 1e15;
const LEAST = 1e-6;

/** The amount as it is drawn: what is written beside it is the amount itself. */
export const drawn = (amount: number): number => (Math.abs(amount) < LEAST ? 0 : Math.max(-MOST, Math.min(MOST, amount)));

/** The ends and the steps of an axis that holds nought and all amounts, with steps of 1, 2 or 5 times a power of ten. */
export function scaleOf(amounts: readonly number[], steps: number): { min: number; max: number; interval: number } {
  const [low, high] = [Math.min(0, ...amounts.map(drawn)), Math.max(0, ...amounts.map(drawn))];
  if (low === high) return { min: 0, max: 1, interval: 1 };
  const rough = (high - low) / Math.max(1, steps);
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  return { min: Math.floor(low / interval) * interval, max: Math.ceil(high / interval) * interval, interval };
}
