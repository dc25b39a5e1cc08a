import type { Delivered } from '../core/courier.ts';

/** How long to wait before trying again, doubled each time up to the last: given up after about an hour. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_FAILURES = 13;
/** A message that was sent may be taken after its sender gave up waiting: so long it is given before anybody looks whether it is there, or edits it anew. */
export const ARRIVES_WITHIN_MS = 10_000;

/**
 * When something that could not be brought is tried again; undefined when it has failed too often.
 * @param failures before this one
 * @param chance from 0 up to 1: so that what failed together is not tried again together
 */
export function retryAt({ afterMs, mayHaveArrived }: Extract<Delivered, { status: 'later' }>, failures: number, now: Date, chance: number): Date | undefined {
  const at = (ms: number): Date => new Date(now.getTime() + Math.ceil(ms));
  if (afterMs !== undefined) return at(afterMs);
  if (failures + 1 >= MOST_FAILURES) return undefined;
  return at(Math.max(backoff(failures, chance), mayHaveArrived ? ARRIVES_WITHIN_MS : 0));
}

/** The same, for what is never given up. */
export const retryAlways = (later: Extract<Delivered, { status: 'later' }>, failures: number, now: Date, chance: number): Date =>
  retryAt(later, failures, now, chance) ?? new Date(now.getTime() + backoff(failures, chance));

const backoff = (failures: number, chance: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.8 + 0.4 * chance);
