import type { Log } from '../core/log.ts';
import { StoreError } from '../store/store-error.ts';

/** Reports that the database is away when it goes and when it is back, not at every try in between. */
export interface Outage {
  began(error: unknown): void;
  ended(): void;
}

export function createOutage(log: Log): Outage {
  let isAway = false;
  return {
    began(error) {
      if (isAway) return;
      isAway = true;
      const isKnown = error instanceof StoreError;
      const type = error instanceof Error ? error.name : typeof error;
      log.error(
        isKnown ? { fault: error.fault } : { type },
        `${isKnown ? error.message : 'the queue cannot use its tables: look at the database.'} What is due waits; it is tried again every second.`,
      );
    },
    ended() {
      if (!isAway) return;
      isAway = false;
      log.info({}, 'the queue has its database back, and goes on');
    },
  };
}
