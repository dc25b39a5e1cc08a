import { pause } from './pause.ts';

/** Lets people who ask something go before what is sent to many: each is answered in milliseconds, and a broadcast has minutes. */
export interface GiveWay {
  /** Somebody asks something now. */
  somebodyAsks(): void;
  /**
   * Resolves for one after the other, when nobody is being answered and the process has had a moment to itself since the one before; in any case soon.
   * Workspaces whose turns come together would keep a person waiting for all of them.
   */
  inTurn(signal: AbortSignal): Promise<void>;
}

/** About what an answer takes, and a little. */
const ANSWERED_WITHIN_MS = 25;
/** However many ask, and however much there is to do, what is sent goes on. */
const LONGEST_MS = 200;
/** The moment between two. A timer that goes off so much later had to wait for other work, and so had people. */
const MOMENT_MS = 2;
const LATE_MS = 2;

/** @param now milliseconds that only go forward */
export function createGiveWay(now: () => number): GiveWay {
  let busyUntil = Number.NEGATIVE_INFINITY;
  let before: Promise<void> = Promise.resolve();

  /** Never rejects. */
  async function moment(latest: number, signal: AbortSignal): Promise<void> {
    let isLate = true;
    while (isLate && !signal.aborted) {
      const at = now();
      await pause(MOMENT_MS, signal);
      isLate = now() - at > MOMENT_MS + LATE_MS && now() < latest;
    }
  }

  /** Never rejects. */
  async function people(latest: number, signal: AbortSignal): Promise<void> {
    const until = (): number => Math.min(busyUntil, latest);
    while (!signal.aborted && now() < until()) await pause(until() - now(), signal);
  }

  return {
    somebodyAsks() {
      busyUntil = now() + ANSWERED_WITHIN_MS;
    },
    inTurn(signal) {
      // The time in the line counts: those behind others wait no longer for people.
      const latest = now() + LONGEST_MS;
      before = before.then(() => moment(latest, signal)).then(() => people(latest, signal));
      return before;
    },
  };
}
