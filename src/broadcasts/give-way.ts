import { pause } from './pause.ts';

/** Lets people who ask something go before what is sent to many: each is answered in milliseconds, and a broadcast has minutes. */
export interface GiveWay {
  /** Somebody asks something now. */
  somebodyAsks(): void;
  /** Resolves when nobody is being answered, and in any case soon. */
  clear(signal: AbortSignal): Promise<void>;
  /** The same, one after the other and a moment apart: workspaces whose turns come together would keep a person waiting for all of them. */
  inTurn(signal: AbortSignal): Promise<void>;
}

/** About what an answer takes, and a little. */
const ANSWERED_WITHIN_MS = 25;
/** However many ask, what is sent goes on. */
const LONGEST_MS = 200;
/** About what it costs to begin one. */
const APART_MS = 2;

/** @param now milliseconds that only go forward */
export function createGiveWay(now: () => number): GiveWay {
  let busyUntil = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  let before: Promise<void> = Promise.resolve();

  /** Never rejects. */
  async function until(at: () => number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && now() < at()) await pause(at() - now(), signal);
  }

  return {
    somebodyAsks() {
      busyUntil = now() + ANSWERED_WITHIN_MS;
    },
    clear(signal) {
      const latest = now() + LONGEST_MS;
      return until(() => Math.min(busyUntil, latest), signal);
    },
    inTurn(signal) {
      // Those behind others wait for people no longer for it: the time in the line counts.
      const latest = now() + LONGEST_MS;
      before = before.then(async () => {
        await until(() => Math.max(lastAt + APART_MS, Math.min(busyUntil, latest)), signal);
        lastAt = now();
      });
      return before;
    },
  };
}
