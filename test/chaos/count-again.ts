import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../bench/random.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import type { Sent } from './broadcast-population.ts';

const LONGEST_BETWEEN_MS = 400;

/** Of the counts: how often they were read, and those that did not add up. */
export interface Counted {
  readonly times: number;
  readonly wrong: readonly string[];
}

/** Reads the counts of all that was sent at random moments, from outside. @returns ends it */
export function countAgain(address: StoreAddress, all: readonly Sent[], random: Random): () => Promise<Counted> {
  let isOver = false;
  let times = 0;
  const wrong: string[] = [];
  const counting = (async () => {
    const store = await openStore(address, surroundings);
    const kept = broadcastsInStore(store.db);
    while (!isOver) {
      await pause(random() * LONGEST_BETWEEN_MS);
      for (const { broadcast, addressees, others } of [...all]) {
        const counts = (await kept.counts([broadcast.id]).catch(() => undefined))?.get(broadcast.id);
        if (counts === undefined) continue;
        const { total, ...byState } = counts;
        const expected = addressees.length + others.size;
        times += 1;
        const sum = Object.values(byState).reduce((whole, count) => whole + count, 0);
        if (sum !== total || total !== expected) wrong.push(`${expected} expected: ${JSON.stringify(counts)}`);
      }
    }
    await store.close();
  })();
  return async () => {
    isOver = true;
    await counting;
    return { times, wrong };
  };
}
