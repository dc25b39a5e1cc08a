import { pause } from './pause.ts';

/** Lets people who ask something go before what is sent to many: each is answered in milliseconds, and a broadcast has minutes. */
export interface GiveWay {
  /** Somebody asks something now. */
  somebodyAsks(): void;
  /** Resolves when nobody is being answered, and in any case soon. */
  clear(signal: AbortSignal): Promise<void>;
}

/** About what an answer takes, and a little. */
const ANSWERED_WITHIN_MS = 50;
/** However many ask, what is sent goes on. */
const LONGEST_MS = 200;

/** @param now milliseconds that only go forward */
export function createGiveWay(now: () => number): GiveWay {
  let busyUntil = Number.NEGATIVE_INFINITY;
  return {
    somebodyAsks() {
      busyUntil = now() + ANSWERED_WITHIN_MS;
    },
    async clear(signal) {
      const latest = now() + LONGEST_MS;
      while (!signal.aborted && now() < Math.min(busyUntil, latest)) await pause(Math.min(busyUntil, latest) - now(), signal);
    },
  };
}
