import type { Clock } from '../core/clock.ts';
import type { Address, Courier, Delivered } from '../core/courier.ts';
import { inTime } from '../delivery/in-time.ts';
import { retryAlways } from '../delivery/retry.ts';
import type { Directory } from '../directory/directory.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore, Question } from './broadcast-store.ts';
import { questionReply } from './shown/question.ts';

interface Needs {
  readonly store: Pick<BroadcastStore, 'find' | 'claimQuestion' | 'settleQuestion'>;
  readonly directory: Pick<Directory, 'branches'>;
  /** The courier of a platform, while it is connected in this process. */
  readonly courierOf: (platform: string) => Courier | undefined;
  readonly clock: Clock;
}

/** Longer than a courier takes, twice: to where questions go, and to the sender. */
const LEASE_MS = 75_000;
/** For another process to take it, one that is connected; and after nobody could be reached. */
const ELSEWHERE_MS = 5_000;
const UNREACHABLE_MS = 3_600_000;

/** Brings questions to whoever sent the broadcast, each once. One that cannot be brought is kept, and tried again. */
export function bringQuestion({ store, directory, courierOf, clock }: Needs) {
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);

  return (due: readonly Due[]): Promise<Outcome[]> =>
    Promise.all(
      due.map(async ({ key }): Promise<Outcome> => {
        const at = await bring(key);
        return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
      }),
    );

  async function bring(id: string): Promise<Date | undefined> {
    const question = await store.claimQuestion(id, clock.now(), LEASE_MS);
    if (question === undefined) return undefined;
    const outcome = await deliver(question);
    if (outcome?.status === 'sent') return void (await store.settleQuestion(id, 'brought'));
    const retryAt = retryTime(outcome, question.failures);
    await store.settleQuestion(id, { retryAt, mayHaveArrived: outcome?.status === 'later' && outcome.mayHaveArrived });
    return retryAt;
  }

  function retryTime(outcome: Exclude<Delivered, { status: 'sent' }> | undefined, failures: number): Date {
    if (outcome === undefined) return later(ELSEWHERE_MS);
    return outcome.status === 'later' ? retryAlways(outcome, failures, clock.now(), Math.random()) : later(UNREACHABLE_MS);
  }

  /** To where questions go; when nothing can be said there, to the sender alone. @returns undefined where this process has no connection */
  async function deliver({
    id,
    broadcast: of,
    branch: by,
    words,
    to,
    maybeSince,
  }: Question & { readonly maybeSince: Date | undefined }): Promise<Delivered | undefined> {
    const broadcast = await store.find(of);
    const [branch] = await directory.branches([by]);
    // It was deleted, with all that belongs to it.
    if (broadcast === undefined) return { status: 'sent', message: '' };
    const sayTo = async (address: Address): Promise<Delivered | undefined> => {
      const reply = questionReply(broadcast, branch?.name ?? 'A branch', words, 'channel' in address);
      const delivery = courierOf(address.platform)?.deliver(address, reply, { key: `q.${id}`, maybeSince });
      return delivery && inTime(delivery);
    };
    const outcome = await sayTo(to);
    return outcome?.status === 'unreachable' && 'channel' in to ? sayTo(inPerson(broadcast)) : outcome;
  }
}

const inPerson = ({ sender: { platform, workspace, person } }: Broadcast): Address => ({ platform, workspace, person });
