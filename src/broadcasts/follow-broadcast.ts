import type { Clock } from '../core/clock.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore } from './broadcast-store.ts';
import { nextLook } from './next-look.ts';
import { nextStep } from './next-step.ts';

interface Needs {
  readonly store: Pick<BroadcastStore, 'find' | 'lanes' | 'silent' | 'replace'>;
  readonly clock: Clock;
  /** Has what is to be sent of it looked at, after a step. */
  readonly send: (broadcast: string) => Promise<void>;
  /** Has how far it has come shown. */
  readonly show: (broadcast: Broadcast) => Promise<void>;
}

/** How often one that is on its way is looked at, and how far it has come is shown. */
const EVERY_MS = 5_000;

/** Starts broadcasts at their time, chases at their pace, and says when nothing is left to do. */
export function followBroadcast({ store, clock, send, show }: Needs) {
  return (due: readonly Due[]): Promise<Outcome[]> =>
    Promise.all(
      due.map(async ({ key }): Promise<Outcome> => {
        const at = await follow(key);
        return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
      }),
    );

  /** @returns when to look again */
  async function follow(id: string): Promise<Date | undefined> {
    const broadcast = await store.find(id);
    if (broadcast === undefined) return undefined;
    const now = clock.now();
    const isBusy = (await store.lanes(id)).length > 0;
    const step = nextStep(broadcast, isBusy, await store.silent(id), now);
    if (step === undefined) {
      await show(broadcast);
      return lookAgain(broadcast, isBusy, now);
    }
    const { platform, workspace, person } = broadcast.sender;
    const entry = step.action === undefined ? undefined : { at: now, platform, workspace, person, action: step.action, subject: `broadcast:${id}` };
    // One that somebody changed at this moment is looked at again as it is now.
    if (await store.replace(broadcast, step.next, entry, step.change)) await send(id);
    return now;
  }

  function lookAgain(broadcast: Broadcast, isBusy: boolean, now: Date): Date | undefined {
    const isMoving = isBusy && (broadcast.state === 'sending' || broadcast.state === 'cancelled' || broadcast.state === 'withdrawn');
    return isMoving ? new Date(now.getTime() + EVERY_MS) : nextLook(broadcast);
  }
}
