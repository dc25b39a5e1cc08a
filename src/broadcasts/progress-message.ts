import type { Clock } from '../core/clock.ts';
import type { Courier, Delivered } from '../core/courier.ts';
import type { Reply } from '../core/reply.ts';
import { inTime } from '../delivery/in-time.ts';
import { retryAlways } from '../delivery/retry.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { budgetKeys, reckon } from './bring-delivery.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore } from './broadcast-store.ts';
import type { Budgets } from './budgets.ts';
import { paceOf, type Sample, withSample } from './progress-pace.ts';
import { progressReply } from './shown/progress.ts';

interface Needs {
  readonly store: Pick<BroadcastStore, 'find' | 'counts' | 'unreached' | 'silent' | 'replace'>;
  readonly courier: Courier;
  readonly budgets: Pick<Budgets, 'expect' | 'spend' | 'accepted' | 'refused' | 'failed'>;
  readonly clock: Clock;
}

type Shown = NonNullable<Broadcast['progress']>;

const TRIES = 3;

/** Shows senders how far their broadcasts have come: one message each, brought once and edited from then on. */
export function progressMessage({ store, courier, budgets, clock }: Needs) {
  const samples = new Map<string, readonly Sample[]>();
  /** What each message shows, as far as this process knows. */
  const shown = new Map<string, string>();

  return (due: readonly Due[]): Promise<Outcome[]> =>
    Promise.all(
      due.map(async ({ key, attempt }): Promise<Outcome> => {
        const outcome = await show(key);
        if (outcome?.status !== 'later') return { key, status: 'done' };
        return { key, status: 'again', at: retryAlways(outcome, attempt, clock.now(), Math.random()) };
      }),
    );

  async function show(id: string): Promise<Delivered | undefined> {
    const broadcast = await store.find(id);
    const counts = (await store.counts([id])).get(id);
    if (broadcast?.progress === undefined || counts === undefined) return undefined;
    const seen = withSample(samples.get(id) ?? [], counts, clock.now().getTime());
    samples.set(id, seen);
    const come = { counts, unreached: await store.unreached(id), silent: await store.silent(id) };
    const reply = progressReply(broadcast, come, paceOf(seen, counts));
    const { message } = broadcast.progress;
    const outcome = message === undefined ? await bring(broadcast, broadcast.progress, reply) : await edit(broadcast, broadcast.progress, message, reply);
    if (isOver(broadcast)) for (const known of [samples, shown]) known.delete(id);
    return outcome;
  }

  /** That it is begun is written down first: should this process die, the next asks the platform whether it is there. */
  async function bring(broadcast: Broadcast, { to, begunAt }: Shown, reply: Reply): Promise<Delivered | undefined> {
    if (begunAt === undefined && !(await note(broadcast.id, { begunAt: clock.now() }))) return undefined;
    // It takes the place of one of those that are to be sent there.
    const keys = budgetKeys(to, 'new');
    budgets.expect(keys[1], courier.perSecond);
    budgets.spend(keys[1]);
    const startedAt = clock.now();
    const outcome = await inTime(courier.deliver(to, reply, { key: `p.${broadcast.id}`, maybeSince: begunAt }));
    reckon(outcome, keys, startedAt, budgets);
    if (outcome.status !== 'sent') return outcome;
    shown.set(broadcast.id, wordsOf(reply));
    await note(broadcast.id, { message: outcome.message });
    return outcome;
  }

  async function edit(broadcast: Broadcast, { to, begunAt }: Shown, message: string, reply: Reply): Promise<Delivered | undefined> {
    const { id, revision } = broadcast;
    if (shown.get(id) === wordsOf(reply)) return undefined;
    const outcome = await inTime(courier.replace(to, message, reply));
    if (outcome.status === 'sent') shown.set(id, wordsOf(reply));
    if (outcome.status === 'sent' && outcome.message !== message) await note(id, { message: outcome.message });
    // Where what was said cannot be changed, it is said once more at the end.
    if (outcome.status !== 'unreachable' || !isOver(broadcast)) return outcome;
    return inTime(courier.deliver(to, reply, { key: `e.${id}.${revision}`, maybeSince: begunAt }));
  }

  /** @returns false when others change it all the time */
  async function note(id: string, what: Partial<Shown>): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries++) {
      const broadcast = await store.find(id);
      if (broadcast?.progress === undefined) return false;
      if (await store.replace(broadcast, { ...broadcast, progress: { ...broadcast.progress, ...what } }, undefined)) return true;
    }
    return false;
  }
}

const wordsOf = ({ blocks }: Reply): string => JSON.stringify(blocks);

const isOver = ({ state }: Broadcast): boolean => state === 'sent' || state === 'cancelled' || state === 'withdrawn';
