import type { Counts } from './broadcast.ts';
import type { Pace } from './shown/progress.ts';

/** How many deliveries were settled at a moment. */
export interface Sample {
  readonly at: number;
  readonly settled: number;
}

/** The rate is that of the last minute: a broadcast that was limited goes by fits and starts. */
const LOOK_BACK_MS = 60_000;
const TELLS_FROM_MS = 3_000;

/** What was seen, with one more; only what the rate is made of. */
export function withSample(samples: readonly Sample[], { total, queued, sending }: Counts, at: number): readonly Sample[] {
  return [...samples.filter((sample) => sample.at > at - LOOK_BACK_MS), { at, settled: total - queued - sending }];
}

/** Of nothing that moves there is no rate. */
export function paceOf(samples: readonly Sample[], { queued, sending }: Counts): Pace {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < TELLS_FROM_MS || last.settled <= first.settled)
    return { perMinute: undefined, leftMs: undefined };
  const perMs = (last.settled - first.settled) / (last.at - first.at);
  return { perMinute: perMs * 60_000, leftMs: Math.round((queued + sending) / perMs) };
}
