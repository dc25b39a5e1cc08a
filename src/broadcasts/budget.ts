/**
 * How fast something may be sent where it is counted: in a workspace, or on a whole platform. Pure; times are milliseconds since 1970.
 * Nobody tells the limit, so it is learned: freely at first, and once it was refused twice, at the rate of what went through between the two,
 * which for a bucket that refills and for a count that starts anew each minute alike is what it takes. From there it probes upward slowly.
 * What could not be used while it had to wait may be used after it, as it may there.
 */
export interface Budget {
  /** What it is thought to take a second; undefined until it has refused twice. */
  readonly rate: number | undefined;
  /** How many may begin at `at`; below 0 when some have been promised a later time. */
  readonly tokens: number;
  readonly at: number;
  /** It said to wait until then. */
  readonly blockedUntil: number;
  /** How long it said to wait the last time. */
  readonly waitMs: number;
  /** When it last refused. */
  readonly refusedAt: number | undefined;
  /** What it took between the two last refusals: in so many milliseconds. Answers to what was on its way at the second may still come. */
  readonly seen: { readonly took: number; readonly inMs: number; readonly atLeast: number } | undefined;
  /** What it took since. */
  readonly took: number;
  /** How many may be on their way at once. */
  readonly window: number;
  /** The shortest time that an answer took. */
  readonly quickestMs: number;
  /** How often in a row something failed without a word of limits, and when it last did. */
  readonly failures: number;
  readonly failedAt: number;
}

/** On their way at once: at first, and after a refusal; at least; at most. Of those on their way when it refuses one, it refuses the rest too. */
const FIRST_WINDOW = 5;
const SMALLEST_WINDOW = 1;
const LARGEST_WINDOW = 50;
/** An answer that takes so much longer than the quickest waits in a line somewhere: sending more makes only the line longer. */
const IN_LINE_MS = 500;
/** What may be made up for in one go: a second's worth, or that of the time it had to wait. */
const BURST_MS = 1_000;
/** How much faster in the first second without a refusal, and how much more with each further one: a storm may have made it think too little. */
const GROWTH = { first: 0.02, more: 0.01 } as const;
const SLOWEST = 0.2;
const FIRST_OUTAGE_WAIT_MS = 500;
const LONGEST_OUTAGE_WAIT_MS = 15_000;
/** Of the rate at which it was refused, so much at least is kept: a small bucket is full after a wait, and little went through since. */
const KEPT = 0.7;

export const freeBudget = (now: number): Budget => ({
  ...{ rate: undefined, tokens: 0, at: now, blockedUntil: now, waitMs: 0, refusedAt: undefined, seen: undefined, took: 0 },
  ...{ window: FIRST_WINDOW, quickestMs: Number.POSITIVE_INFINITY, failures: 0, failedAt: Number.NEGATIVE_INFINITY },
});

/** A place in the line. @returns when what it is for may begin: `now` when at once */
export function reserve(budget: Budget, now: number): { readonly budget: Budget; readonly at: number } {
  const { rate } = budget;
  if (rate === undefined) return { budget, at: Math.max(now, budget.blockedUntil) };
  const tokens = refilled(budget, rate, now) - 1;
  const waitMs = tokens >= 0 ? 0 : (-tokens / rate) * 1_000;
  return { budget: { ...budget, tokens, at: now }, at: Math.max(now + waitMs, budget.blockedUntil) };
}

/** It took one that began at `startedAt`. */
export function accepted(budget: Budget, now: number, startedAt: number): Budget {
  const quickestMs = Math.min(budget.quickestMs, now - startedAt);
  const isInLine = now - startedAt > 2 * quickestMs + IN_LINE_MS;
  const window = isInLine ? Math.max(SMALLEST_WINDOW, Math.floor(budget.window * 0.8)) : Math.min(LARGEST_WINDOW, budget.window + 1);
  const next = { ...budget, window, quickestMs, failures: 0 };
  if (budget.refusedAt !== undefined && startedAt <= budget.refusedAt) return withLateAnswer(next, now);
  const took = budget.took + 1;
  return budget.rate === undefined ? { ...next, took } : { ...next, ...faster(budget, budget.rate, now), took };
}

/** It did not take one that began at `startedAt`, and said to wait. Of what was on its way together only the first says anything. */
export function refused(budget: Budget, now: number, startedAt: number, waitMs: number): Budget {
  const { refusedAt, rate } = budget;
  const blocked = { ...budget, blockedUntil: Math.max(budget.blockedUntil, now + waitMs) };
  if (refusedAt !== undefined && startedAt <= refusedAt) return blocked;
  // One is kept back, because some are quicker on their way than others.
  const anew = { ...blocked, waitMs, refusedAt: now, took: 0, tokens: -1, at: now, window: FIRST_WINDOW };
  if (refusedAt === undefined) return anew;
  const seen = { took: budget.took, inMs: Math.max(1, now - refusedAt), atLeast: Math.max(SLOWEST, (rate ?? 0) * KEPT) };
  return { ...anew, seen, rate: rateOf(seen) };
}

/** Nobody answered, or not in sense. One may be bad luck; more in a row are an outage, in which to go on would only put everything in doubt. */
export function failed(budget: Budget, now: number, startedAt: number): Budget {
  // What was on its way together fails together.
  if (startedAt <= budget.failedAt) return budget;
  const failures = budget.failures + 1;
  const waitMs = failures === 1 ? 0 : Math.min(LONGEST_OUTAGE_WAIT_MS, FIRST_OUTAGE_WAIT_MS * 2 ** (failures - 2));
  return { ...budget, failures, failedAt: now, window: SMALLEST_WINDOW, blockedUntil: Math.max(budget.blockedUntil, now + waitMs) };
}

/** It went through before the refusal, though its answer came after it. */
function withLateAnswer(budget: Budget, now: number): Budget {
  if (budget.seen === undefined || budget.rate === undefined) return budget;
  const seen = { ...budget.seen, took: budget.seen.took + 1 };
  return { ...budget, tokens: refilled(budget, budget.rate, now), at: Math.max(budget.at, now), seen, rate: rateOf(seen) };
}

const rateOf = ({ took, inMs, atLeast }: NonNullable<Budget['seen']>): number => Math.max(atLeast, (took / inMs) * 1_000);

function faster(budget: Budget, rate: number, now: number): Pick<Budget, 'tokens' | 'at' | 'rate'> {
  const { at, blockedUntil } = budget;
  const quiet = Math.min(1_000, Math.max(0, now - Math.max(at, blockedUntil))) / 1_000;
  const growth = GROWTH.first + (GROWTH.more * Math.max(0, now - blockedUntil)) / 1_000;
  return { tokens: refilled(budget, rate, now), at: Math.max(at, now), rate: rate * (1 + growth * quiet) };
}

function refilled({ tokens, at, waitMs }: Budget, rate: number, now: number): number {
  return Math.min((rate * Math.max(BURST_MS, waitMs)) / 1_000, tokens + (rate * Math.max(0, now - at)) / 1_000);
}
