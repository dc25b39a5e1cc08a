import type { BroadcastStore } from '../../src/broadcasts/broadcast-store.ts';
import type { Asker, Broadcasts } from '../../src/broadcasts/broadcasts.ts';
import { createBroadcasts } from '../../src/broadcasts/create-broadcasts.ts';
import { createBroadcastWork } from '../../src/broadcasts/work-broadcasts.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createDirectory } from '../../src/directory/create-directory.ts';
import { openQueue } from '../../src/jobs/open-queue.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import { request } from '../reminders/made-up.ts';
import type { Place } from './platforms.ts';

/** Who sends, corrects and withdraws: somebody in every workspace of the fake Slack. */
export const SENDER = 'U0ASKER';
/** Nothing is begun here: it is only put in the queue. */
const NOBODY = { given: async () => ({ held: [], isComplete: false }), ended: async () => [] };

type Act<T> = (broadcasts: Broadcasts, asker: Asker, kept: Pick<BroadcastStore, 'deliveries'>) => Promise<T>;

/** What a national officer does in a place, on the records that Steward works on, whether it runs just now or not. */
export async function asOfficer<T>(address: StoreAddress, home: Place, act: Act<T>): Promise<T> {
  const store = await openStore(address, surroundings);
  const queue = await openQueue(address, store, surroundings);
  try {
    const directory = await createDirectory(directoryInStore(store.db));
    const kept = broadcastsInStore(store.db);
    const { wake } = createBroadcastWork({ store: kept, directory, officers: NOBODY, queue, ...surroundings });
    const broadcasts = createBroadcasts({ store: kept, directory, clock: systemClock, courierOf: () => undefined, wake });
    const asker: Asker = { request: { ...request({ person: SENDER }), place: home }, held: [{ role: 'national-officer', reach: 'everywhere' }] };
    return await act(broadcasts, asker, kept);
  } finally {
    await queue.stop();
    await store.close();
  }
}
