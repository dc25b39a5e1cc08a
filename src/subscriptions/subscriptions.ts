import { nextAfter, type Repeating } from '../calendar/schedule.ts';
import type { Clock } from '../core/clock.ts';
import type { Courier, Unreachable } from '../core/courier.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { Queue } from '../jobs/queue.ts';
import type { AuditEntry, ReminderStore } from '../reminders/reminder-store.ts';
import { entryOf, newId } from '../reminders/reminders.ts';
import type { KnownEntries } from './known-entries.ts';
import { nextLook, type Subscription } from './subscription.ts';
import type { SubscriptionStore } from './subscription-store.ts';
import { EVERYTHING, type Topic } from './topic.ts';

/** What commands may do with what a channel follows. Everyone in the channel may change it; who did is written down. */
export interface Subscriptions {
  /** What the channel of the request follows, though it may be paused; undefined when it follows nothing. */
  of(request: Request): Promise<Subscription | undefined>;
  /**
   * The channel follows these topics too, from now on; one that was paused goes on.
   * @param schedule when its digests come from now on; undefined for as they do, or as `usual` when it followed nothing
   */
  follow(topics: readonly Topic[], schedule: Repeating | undefined, usual: Repeating, request: Request): Promise<Subscription>;
  /** It follows them no more, or nothing any more: then undefined. */
  leave(topics: readonly Topic[] | 'all', request: Request): Promise<Subscription | undefined>;
  /** Why its channel cannot be written to now; undefined when it can, or nobody knows. */
  unreachable(subscription: Subscription): Promise<Unreachable | undefined>;
  history(subscription: Subscription): Promise<readonly AuditEntry[]>;
}

interface Needs {
  readonly store: SubscriptionStore;
  readonly known: Pick<KnownEntries, 'last'>;
  readonly audit: Pick<ReminderStore, 'history'>;
  readonly queue: Pick<Queue, 'schedule' | 'cancel'>;
  readonly clock: Clock;
  /** The courier of a platform, while it is connected in this process. */
  readonly courierOf: (platform: string) => Courier | undefined;
}

export const topicOf = (platform: string): string => `digests.${platform}`;

const TRIES = 3;
const HISTORY = 5;
/** More is everything. */
const MOST_TOPICS = 25;

export function createSubscriptions({ store, known, audit, queue, clock, courierOf }: Needs): Subscriptions {
  async function look(subscription: Subscription): Promise<void> {
    const runAt = nextLook(subscription);
    const topic = topicOf(subscription.platform);
    if (runAt === undefined) await queue.cancel(topic, [subscription.id]);
    else await queue.schedule([{ topic, key: subscription.id, runAt }]);
  }

  /** Changes the channel's as `change` says, again if somebody else was faster. `change` is given undefined where there has never been one. */
  async function settle(request: Request, action: string, change: (subscription: Subscription | undefined) => Promise<Subscription>): Promise<Subscription> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await store.of(request.place);
      const next = { ...(await change(before)), person: request.person.id };
      const entry = entryOf(`subscription:${next.id}`, action, request, clock.now());
      const isKept = before === undefined ? await store.add(next, entry) : await store.replace(before, next, entry);
      if (!isKept) continue;
      await look(next);
      return next;
    }
    throw new UserError('Somebody else is changing what this channel follows just now.', 'Look at it first: `subscriptions`.', { tryThese: ['subscriptions'] });
  }

  return {
    async of({ place }) {
      const subscription = await store.of(place);
      return subscription?.state === 'stopped' ? undefined : subscription;
    },
    follow: (topics, schedule, usual, request) =>
      settle(request, 'topics followed', async (before) => {
        const now = clock.now();
        const isNew = before === undefined || before.state === 'stopped';
        const kept = isNew ? { topics: [], schedule: usual } : before;
        const { platform, workspace, channel } = request.place;
        const wanted = schedule ?? kept.schedule;
        // One that is due and being tried just now is not put off by another topic.
        const dueAt = before?.state === 'active' && schedule === undefined ? before.dueAt : nextAfter(wanted, now);
        // What changed before is not told to who begins to follow now.
        const since = isNew ? await known.last() : before.since;
        return {
          ...{ id: newId(), version: 1, createdAt: now, last: undefined },
          ...before,
          ...{ platform, workspace, channel, person: request.person.id, topics: together(kept.topics, topics), schedule: wanted, since },
          ...{ state: 'active', trouble: undefined, dueAt },
        };
      }),
    async leave(topics, request) {
      const left = await settle(request, topics === 'all' ? 'stopped following' : 'topics left', async (before) => {
        if (before === undefined || before.state === 'stopped') throw followsNothing();
        const rest = topics === 'all' ? [] : before.topics.filter((topic) => !topics.includes(topic));
        return rest.length === 0 ? { ...before, state: 'stopped', dueAt: undefined } : { ...before, topics: rest };
      });
      return left.state === 'stopped' ? undefined : left;
    },
    async unreachable({ platform, workspace, channel }) {
      const answer = await courierOf(platform)?.canReach({ platform, workspace, channel });
      return answer === undefined || answer === 'yes' || answer === 'unknown' ? undefined : answer;
    },
    history: ({ id }) => audit.history(`subscription:${id}`, HISTORY),
  };
}

/** All of them once; who follows everything follows each. @throws {UserError} for too many */
function together(before: readonly Topic[], added: readonly Topic[]): Topic[] {
  const all = [...new Set([...before, ...added])];
  if (all.includes(EVERYTHING)) return [EVERYTHING];
  if (all.length > MOST_TOPICS)
    throw new UserError(`A channel can follow ${MOST_TOPICS} topics, and these would be ${all.length}.`, 'Leave some first, or follow everything.', {
      tryThese: ['unsubscribe', 'subscribe everything'],
    });
  return all;
}

export const followsNothing = (): UserError =>
  new UserError('This channel follows nothing.', 'Say what it should follow: `subscribe jobs`, or `subscribe everything`.', {
    tryThese: ['subscribe everything', 'subscriptions'],
  });
