import type { Clock } from '../core/clock.ts';
import type { Courier, Delivered } from '../core/courier.ts';
import type { Reply } from '../core/reply.ts';
import { COURIER_MS, inTime } from '../delivery/in-time.ts';
import { ARRIVES_WITHIN_MS, retryAlways } from '../delivery/retry.ts';
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

  async function bring(broadcast: Broadcast, progress: Shown, reply: Reply): Promise<Delivered | undefined> {
    const outcome = await deliver(broadcast.id, progress, `p.${broadcast.id}`, reply);
    if (outcome?.status !== 'sent') return outcome;
    // What an earlier attempt brought shows what was true then.
    if (progress.begunAt !== undefined) return edit(broadcast, progress, outcome.message, reply);
    shown.set(broadcast.id, wordsOf(reply));
    return outcome;
  }

  /**
   * That it is begun is written down before, and that it is over after: should this process die in between, the next asks the platform whether it is
   * there, but no sooner than it must be. The first that is brought is edited from then on.
   */
  async function deliver(id: string, { to, begunAt, triedAt, message }: Shown, key: string, reply: Reply): Promise<Delivered | undefined> {
    const startedAt = clock.now();
    const underWayMs = triedAt === undefined ? 0 : triedAt.getTime() + COURIER_MS + ARRIVES_WITHIN_MS - startedAt.getTime();
    if (underWayMs > 0) return { status: 'later', mayHaveArrived: true, afterMs: underWayMs };
    if (!(await note(id, { begunAt: begunAt ?? startedAt, triedAt: startedAt }))) return undefined;
    // It takes the place of one of those that are to be sent there.
    const keys = budgetKeys(to, 'new');
    budgets.expect(keys[1], courier.perSecond);
    budgets.spend(keys[1]);
    const outcome = await inTime(courier.deliver(to, reply, { key, maybeSince: begunAt }));
    reckon(outcome, keys, startedAt, budgets);
    await note(id, { triedAt: undefined, ...(outcome.status === 'sent' && message === undefined ? { message: outcome.message } : {}) });
    return outcome;
  }

  async function edit(broadcast: Broadcast, progress: Shown, message: string, reply: Reply): Promise<Delivered | undefined> {
    const { id, revision } = broadcast;
    const { to } = progress;
    if (shown.get(id) === wordsOf(reply)) return undefined;
    const outcome = await inTime(courier.replace(to, message, reply));
    if (outcome.status === 'sent') shown.set(id, wordsOf(reply));
    if (outcome.status === 'sent' && outcome.message !== message) await note(id, { message: outcome.message });
    // Where what was said cannot be changed, it is said once more at the end.
    if (outcome.status !== 'unreachable' || !isOver(broadcast)) return outcome;
    return deliver(id, progress, `e.${id}.${revision}`, reply);
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
