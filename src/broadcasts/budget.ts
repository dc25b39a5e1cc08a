/**
 * How fast something may be sent where it is counted: in a workspace, or on a whole platform. Pure; times are milliseconds since 1970.
 * Nobody tells the limit, so it is learned. It begins at what the platform documents, or freely where that says nothing. From the second refusal on
 * the rate is that of what went through between refusals, which for a bucket that refills and for a count that starts anew each minute alike is what
 * it takes. From there it probes upward: slowly at first, for each refusal costs a wait, and ever faster, for a storm may have made it think too little.
 * What could not be used while it had to wait may be used after it, as it may there.
 */
export interface Budget {
  /** What it is thought to take a second; undefined where it is not documented, until it has refused twice. */
  readonly rate: number | undefined;
  /** What it is documented to take a second, and since when it is used. */
  readonly documented: number | undefined;
  readonly beganAt: number;
  /** How much faster it becomes each second, as a part of its rate; and when it last did. */
  readonly growth: number;
  readonly grownAt: number;
  /** How many may begin at `at`; below 0 when some have been promised a later time. */
  readonly tokens: number;
  readonly at: number;
  /** It said to wait until then. */
  readonly blockedUntil: number;
  /** How long it said to wait the last time. */
  readonly waitMs: number;
  /** When it last refused. */
  readonly refusedAt: number | undefined;
  /** What it took between refusals, the older ones counting less: in so many milliseconds. Answers to what was on its way at the last may still come. */
  readonly seen: { readonly took: number; readonly inMs: number; readonly atLeast: number } | undefined;
  /** What it took since. */
  readonly took: number;
  /** How many may be on their way at once. */
  readonly window: number;
  /** Since when that is one; infinite while it is more. */
  readonly aloneSince: number;
  /** The shortest time that an answer took, since it became slow if it did. */
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
/** Longer than workspaces that share a limit wait for each other. */
const SLOW_MS = 1_000;
/** What may be made up for in one go: a second's worth, or that of the time it had to wait. */
const BURST_MS = 1_000;
/** How much faster each second: once it is learned, and when it was refused sooner than that can tell much; and how much more with the square of the seconds. */
const GROWTH = { learned: 0.003, unsure: 0.05, more: 0.0001, moreAtFirst: 0.00022 } as const;
/** A refusal so soon after a wait comes from what was made up for. */
const SOON_MS = 300;
/** What earlier refusals say counts so much; nothing when it takes so many times what was thought. */
const REMEMBERED = 0.8;
const MUCH_MORE = 1.15;
/** Between two refusals it took one more or less than its rate times the time: thinking it takes a little more costs a refusal, a little less goes on for ever. */
const HALF_A_MESSAGE = 0.5;
/** Of what it is documented to take in a second so much is used besides, at first: with none in reserve one that comes early is refused, or answers to people. */
const BESIDES = 0.8;
/** One of these at once and the others within so long: many workspaces begin together, and all at once would hold everybody up. */
const BESIDES_MS = 3_000;
/** It counts at the first refusal as so many seconds of being used would. */
const TRUSTED_S = 3;
/** With more than so many to spare it is not the rate that holds anybody up. */
const USED_BELOW = 2;
const SLOWEST = 0.5;
const FIRST_OUTAGE_WAIT_MS = 500;
const LONGEST_OUTAGE_WAIT_MS = 15_000;
/** Of the rate at which it was refused, so much at least is kept: a small bucket is full after a wait, and little went through since. */
const KEPT = 0.7;

/** @param documented what it is said to take a second */
export const freeBudget = (now: number, documented?: number): Budget => ({
  ...{ rate: documented, documented, beganAt: now, growth: 0, grownAt: now, tokens: Math.min(1, BESIDES * (documented ?? 0)), at: now },
  ...{ blockedUntil: now, waitMs: 0, refusedAt: undefined, seen: undefined, took: 0 },
  ...{ window: FIRST_WINDOW, aloneSince: Number.POSITIVE_INFINITY, quickestMs: Number.POSITIVE_INFINITY, failures: 0, failedAt: Number.NEGATIVE_INFINITY },
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
  const tookMs = now - startedAt;
  const isLate = tookMs > 2 * budget.quickestMs + IN_LINE_MS;
  // Begun with no other on its way: nothing of ours was before it in a line, so it answers like that now, and sending more makes it no slower.
  const isSlow = isLate && startedAt >= budget.aloneSince && tookMs > SLOW_MS;
  const quickestMs = isSlow ? tookMs : Math.min(budget.quickestMs, tookMs);
  const next = { ...budget, ...withWindow(budget, isLate && !isSlow ? Math.floor(budget.window * 0.8) : budget.window + 1, now), quickestMs, failures: 0 };
  if (budget.refusedAt !== undefined && startedAt <= budget.refusedAt) return withLateAnswer(next, now);
  const took = budget.took + 1;
  if (budget.rate === undefined) return { ...next, took };
  if (took === 1 && budget.refusedAt === undefined) return { ...next, ...fromFirst(budget, budget.rate, now), took };
  return { ...next, ...faster(budget, budget.rate, now), took };
}

/** There it counts from when the first came, which is no later than its answer: whatever was counted here before that would come too early. */
function fromFirst(budget: Budget, rate: number, now: number): Pick<Budget, 'tokens' | 'beganAt' | 'at' | 'grownAt'> {
  return { tokens: budget.tokens - gained(budget, rate, budget.beganAt, budget.at), beganAt: now, at: now, grownAt: now };
}

function withWindow({ aloneSince }: Budget, wanted: number, now: number): Pick<Budget, 'window' | 'aloneSince'> {
  const window = Math.min(LARGEST_WINDOW, Math.max(SMALLEST_WINDOW, wanted));
  return { window, aloneSince: window > SMALLEST_WINDOW ? Number.POSITIVE_INFINITY : Math.min(aloneSince, now) };
}

/** It did not take one that began at `startedAt`, and said to wait. Of what was on its way together only the first says anything. */
export function refused(budget: Budget, now: number, startedAt: number, waitMs: number): Budget {
  const { refusedAt } = budget;
  const blocked = { ...budget, blockedUntil: Math.max(budget.blockedUntil, now + waitMs) };
  if (refusedAt !== undefined && startedAt <= refusedAt) return blocked;
  // One is kept back, because some are quicker on their way than others.
  const anew = { ...blocked, waitMs, refusedAt: now, took: 0, tokens: -1, at: now, grownAt: now, window: FIRST_WINDOW, aloneSince: Number.POSITIVE_INFINITY };
  if (refusedAt === undefined) return { ...anew, rate: afterFirst(budget, now), growth: GROWTH.unsure };
  const growth = now - budget.blockedUntil < SOON_MS ? GROWTH.unsure : GROWTH.learned;
  const seen = seenBetween(budget, refusedAt, now);
  return { ...anew, growth, seen, rate: rateOf(seen) };
}

/** What it took at once is among the rest: about as much as in a second. After a short time that says little, and what is documented counts for more. */
function afterFirst({ rate, documented, beganAt, took }: Budget, now: number): number | undefined {
  if (rate === undefined || documented === undefined) return undefined;
  const seconds = Math.max(0, now - beganAt) / 1_000;
  return Math.min(rate, Math.max(rate / 2, (took + documented * (TRUSTED_S - 1)) / (seconds + TRUSTED_S)));
}

function seenBetween({ rate, took, seen: before }: Budget, refusedAt: number, now: number): NonNullable<Budget['seen']> {
  const inMs = Math.max(1, now - refusedAt);
  const takesMore = rate !== undefined && ((took - 1) / inMs) * 1_000 > rate * MUCH_MORE;
  const part = before === undefined || takesMore ? 0 : REMEMBERED;
  return {
    took: took + part * (before?.took ?? 0),
    inMs: inMs + part * (before?.inMs ?? 0),
    atLeast: Math.max(SLOWEST, (rate ?? 0) * KEPT),
  };
}

/** Nobody answered, or not in sense. One may be bad luck; more in a row are an outage, in which to go on would only put everything in doubt. */
export function failed(budget: Budget, now: number, startedAt: number): Budget {
  // What was on its way together fails together.
  if (startedAt <= budget.failedAt) return budget;
  const failures = budget.failures + 1;
  const waitMs = failures === 1 ? 0 : Math.min(LONGEST_OUTAGE_WAIT_MS, FIRST_OUTAGE_WAIT_MS * 2 ** (failures - 2));
  return { ...budget, failures, failedAt: now, ...withWindow(budget, SMALLEST_WINDOW, now), blockedUntil: Math.max(budget.blockedUntil, now + waitMs) };
}

/** It went through before the refusal, though its answer came after it. */
function withLateAnswer(budget: Budget, now: number): Budget {
  if (budget.seen === undefined || budget.rate === undefined) return budget;
  const seen = { ...budget.seen, took: budget.seen.took + 1 };
  return { ...budget, tokens: refilled(budget, budget.rate, now), at: Math.max(budget.at, now), seen, rate: rateOf(seen) };
}

const rateOf = ({ took, inMs, atLeast }: NonNullable<Budget['seen']>): number => Math.max(atLeast, ((took + HALF_A_MESSAGE) / inMs) * 1_000);

function faster(budget: Budget, rate: number, now: number): Pick<Budget, 'tokens' | 'at' | 'rate' | 'grownAt'> {
  const { at, blockedUntil, grownAt, growth, refusedAt } = budget;
  const tokens = refilled(budget, rate, now);
  const quiet = Math.min(1_000, Math.max(0, now - Math.max(grownAt, blockedUntil))) / 1_000;
  const seconds = Math.max(0, now - blockedUntil) / 1_000;
  const growing = growth + (refusedAt === undefined ? GROWTH.moreAtFirst : GROWTH.more) * seconds ** 2;
  // Where it holds nobody up, nothing is learned of what else would be taken.
  const isUsed = tokens < USED_BELOW;
  return { tokens, at: Math.max(at, now), rate: isUsed ? rate * (1 + growing * quiet) : rate, grownAt: Math.max(grownAt, now) };
}

function refilled(budget: Budget, rate: number, now: number): number {
  const { tokens, at, waitMs } = budget;
  return Math.min((rate * Math.max(BURST_MS, waitMs)) / 1_000, tokens + gained(budget, rate, at, now));
}

function gained(budget: Budget, rate: number, from: number, to: number): number {
  return (rate * Math.max(0, to - from)) / 1_000 + Math.max(0, besides(budget, to) - besides(budget, from));
}

/** How many have been let go besides until then, without the first. */
function besides({ documented = 0, beganAt, refusedAt }: Budget, at: number): number {
  if (refusedAt !== undefined) return 0;
  return Math.max(0, BESIDES * documented - 1) * Math.min(1, Math.max(0, at - beganAt) / BESIDES_MS);
}
