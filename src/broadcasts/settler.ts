import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Directory } from '../directory/directory.ts';
import type { BroadcastStore, SettledDelivery } from './broadcast-store.ts';
import type { GiveWay } from './give-way.ts';
import { pause } from './pause.ts';

interface Needs {
  readonly store: Pick<BroadcastStore, 'settle'>;
  readonly directory: Pick<Directory, 'noteTrouble'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly giveWay: Pick<GiveWay, 'inTurn'>;
  /** Aborted when the process is to end. */
  readonly stopping: AbortSignal;
}

/** What becomes of deliveries of all lanes is written together this often: a commit costs more than rows. So much is in doubt when a process dies. */
const TOGETHER_MS = 100;
const MOST_TOGETHER = 500;
const AGAIN_MS = 1_000;

export interface Settler {
  /** Resolves once it is written down; never rejects. */
  settle(result: SettledDelivery): Promise<void>;
}

export function createSettler({ store, directory, giveWay, clock, log, stopping }: Needs): Settler {
  const waiting: { readonly result: SettledDelivery; readonly written: () => void }[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      await pause(TOGETHER_MS, stopping);
      await giveWay.inTurn(stopping);
      const some = waiting.splice(0, MOST_TOGETHER);
      await write(some.map(({ result }) => result));
      for (const { written } of some) written();
    }
    isWriting = false;
  }

  /** What was sent must not be in doubt because the database was away for a moment. At the end there is no time to wait: the leases will end. */
  async function write(results: readonly SettledDelivery[]): Promise<void> {
    for (;;) {
      try {
        await store.settle(results, clock.now());
        await directory.noteTrouble(troubles(results));
        return;
      } catch (error) {
        const type = error instanceof Error ? error.name : typeof error;
        log.warn({ deliveries: results.length, type }, 'what became of deliveries could not be written down: it is tried again until the database is back');
        if (stopping.aborted) return;
        await pause(AGAIN_MS, stopping);
      }
    }
  }

  return {
    settle: (result) =>
      new Promise((resolve) => {
        waiting.push({ result, written: resolve });
        if (!isWriting) void writeAll();
      }),
  };
}

/** A copy that is gone says nothing of its channel; being removed says it of all. */
function troubles(results: readonly SettledDelivery[]): Parameters<Directory['noteTrouble']>[0] {
  return results.flatMap(({ claimed: { link: id, task }, outcome }): Parameters<Directory['noteTrouble']>[0] => {
    if (outcome.status === 'sent') return [{ id, trouble: undefined }];
    if (outcome.status !== 'unreachable' || (task !== 'deliver' && outcome.why !== 'removed')) return [];
    return [{ id, trouble: outcome.why }];
  });
}
