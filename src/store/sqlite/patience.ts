import { setTimeout as pause } from 'node:timers/promises';
import { isBusy } from './faults.ts';

/** Another process holds the file for milliseconds as a rule; after some ten seconds in all something is wrong with it. */
const TRIES = 400;
const PAUSE_MS = 20;

/** Tries again while another process holds the file, and lets this one go on with other work in between. */
export async function patiently<T>(attempt: () => T): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return attempt();
    } catch (error) {
      if (tries === TRIES || !isBusy(error)) throw error;
      await pause(PAUSE_MS);
    }
  }
}
