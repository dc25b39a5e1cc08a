import type { Delivered } from '../core/courier.ts';

/** A courier that says nothing for so long is taken to have failed; what it was to bring may have arrived. */
export const COURIER_MS = 30_000;

/** A courier never throws, and one that never answers must not hold the others. */
export function inTime(delivery: Promise<Delivered>): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Delivered>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'later', mayHaveArrived: true }), COURIER_MS);
  });
  return Promise.race([delivery, patience]).finally(() => clearTimeout(timer));
}
