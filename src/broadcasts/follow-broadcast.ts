import type { Clock } from '../core/clock.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { authorityNow, hasEnded, type Officers } from './authority-now.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore } from './broadcast-store.ts';
import { nextLook } from './next-look.ts';
import { nextStep, type SendingStep, type Step } from './next-step.ts';
import { midwayWithAuthority, withAuthority } from './with-authority.ts';

interface Needs {
  readonly store: Pick<BroadcastStore, 'find' | 'lanes' | 'silent' | 'spots' | 'replace'>;
  readonly officers: Officers;
  readonly clock: Clock;
  /** Has what is to be sent of it looked at, after a step. */
  readonly send: (broadcast: string) => Promise<void>;
  /** Has how far it has come shown. */
  readonly show: (broadcast: Broadcast) => Promise<void>;
}

/** How often one that is on its way is looked at, and how far it has come is shown. */
const EVERY_MS = 5_000;
/** A platform is asked so often what an officer may do: again when it did not say, and while a broadcast goes out. */
const ASK_AGAIN_MS = 60_000;

/** Starts broadcasts at their time and chases at their pace, each while the roles still count that it goes by, and says when nothing is left to do. */
export function followBroadcast({ store, officers, clock, send, show }: Needs) {
  /** When it was last looked, of those that go out, whether the roles still count that they go by: in milliseconds since 1970. */
  const lookedAt = new Map<string, number>();

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
    const due = nextStep(broadcast, isBusy, await store.silent(id), now);
    const step = due === undefined ? await narrowed(broadcast, isBusy, now) : await allowed(broadcast, due, now);
    if (step === undefined) {
      await show(broadcast);
      return due === undefined ? lookAgain(broadcast, isBusy, now) : new Date(now.getTime() + ASK_AGAIN_MS);
    }
    const { platform, workspace, person } = broadcast.sender;
    const entry = step.action === undefined ? undefined : { at: now, platform, workspace, person, action: step.action, subject: `broadcast:${id}` };
    // One that somebody changed at this moment is looked at again as it is now.
    if (await store.replace(broadcast, step.next, entry, step.change)) await send(id);
    return now;
  }

  async function allowed(broadcast: Broadcast, step: Step | SendingStep, now: Date): Promise<Step | undefined> {
    if (!('goesTo' in step)) return step;
    const spots = await store.spots(broadcast.id, step.goesTo);
    return withAuthority(broadcast, step, await authorityNow(broadcast, spots, officers), now);
  }

  /** A role that ends while it goes out ends it for what has not gone. Of those that were taken back we know; who left a group only its platform does. */
  async function narrowed(broadcast: Broadcast, isBusy: boolean, now: Date): Promise<Step | undefined> {
    const { id, state, sendingSince } = broadcast;
    if (state !== 'sending' || !isBusy || sendingSince === undefined) {
      lookedAt.delete(id);
      return undefined;
    }
    const isDue = now.getTime() - (lookedAt.get(id) ?? sendingSince.getTime()) >= ASK_AGAIN_MS;
    if (!isDue && !(await hasEnded(broadcast, sendingSince, officers))) return undefined;
    lookedAt.set(id, now.getTime());
    return midwayWithAuthority(broadcast, await authorityNow(broadcast, await store.spots(id, 'queued'), officers), now);
  }

  function lookAgain(broadcast: Broadcast, isBusy: boolean, now: Date): Date | undefined {
    const isMoving = isBusy && (broadcast.state === 'sending' || broadcast.state === 'cancelled' || broadcast.state === 'withdrawn');
    return isMoving ? new Date(now.getTime() + EVERY_MS) : nextLook(broadcast);
  }
}
