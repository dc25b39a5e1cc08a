import { systemClock } from '../../src/core/clock.ts';
import { onceInStore } from '../../src/store/once.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';

/** A process of its own: opens the store in its first argument, asks for as many keys as its second says, and prints the ones it was first for. */
const [address = '{}', keys = '0'] = process.argv.slice(2);
const store = await openStore(JSON.parse(address) as StoreAddress, {
  clock: systemClock,
  log: { debug() {}, info() {}, warn() {}, error() {} },
});
const once = onceInStore(store.db, systemClock, 3_600_000);
const first: number[] = [];
for (let key = 0; key < Number(keys); key++) if (await once.first(`key ${key}`)) first.push(key);
await store.close();
process.stdout.write(JSON.stringify(first));
