import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Held } from '../core/standing.ts';
import { UserError } from '../core/user-error.ts';
import type { Directory } from '../directory/directory.ts';
import { entryOf } from '../reminders/reminders.ts';
import type { Broadcast, BroadcastDelivery } from './broadcast.ts';
import type { BroadcastStore, DeliveriesChange } from './broadcast-store.ts';
import type { Asker } from './broadcasts.ts';
import { heldHere, isSender, mayManage, mayManageEverywhere, notYours, seesDelivery } from './reach.ts';

export interface BroadcastNeeds {
  readonly store: BroadcastStore;
  readonly directory: Directory;
  readonly clock: Clock;
  /** The courier of a platform, while it is connected in this process. */
  readonly courierOf: (platform: string) => Courier | undefined;
  /** Above how many branches a second officer has to approve; never when left out. */
  readonly approvalAbove?: number | undefined;
  /** Has what was just kept looked at: what is to be sent of it, how far it has come, a question. */
  readonly wake: { broadcast(id: string): Promise<void>; progress(broadcast: Broadcast): Promise<void>; question(id: string): Promise<void> };
}

/** What all that is done with broadcasts has in common. */
export interface Desk extends BroadcastNeeds {
  /** @throws {UserError} when there is none of that id that the asker may see */
  see(id: string, asker: Asker): Promise<Seen>;
  /** Changes one that the asker may manage, again when somebody else was faster; nothing where no change is given. `action` goes into the audit log. */
  change(id: string, asker: Asker, action: string, change: (seen: Seen, now: Date) => Change | undefined): Promise<Broadcast>;
  /** All of one, without chasers. */
  deliveries(id: string): Promise<readonly BroadcastDelivery[]>;
}

export interface Seen {
  readonly broadcast: Broadcast;
  readonly held: readonly Held[];
  /** Those that the asker may see. */
  readonly deliveries: () => Promise<readonly BroadcastDelivery[]>;
}

interface Change {
  readonly next: Broadcast;
  readonly deliveries?: DeliveriesChange | undefined;
}

const PAGE = 1_000;
const TRIES = 3;

export function createDesk(needs: BroadcastNeeds): Desk {
  const { store, directory, clock, wake } = needs;

  async function deliveries(id: string): Promise<readonly BroadcastDelivery[]> {
    const all: BroadcastDelivery[] = [];
    for (;;) {
      const page = await store.deliveries(id, all.at(-1)?.key, PAGE);
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  async function see(id: string, asker: Asker): Promise<Seen> {
    const broadcast = await store.find(id);
    const held = heldHere(asker);
    if (broadcast === undefined) throw noneSuch(id);
    if (broadcast.state === 'draft') {
      if (!isSender(broadcast, asker)) throw noneSuch(id);
      return { broadcast, held, deliveries: async () => [] };
    }
    let all: Promise<readonly BroadcastDelivery[]> | undefined;
    const visible = (): Promise<readonly BroadcastDelivery[]> => {
      all ??= deliveries(id).then((found) => found.filter((one) => seesDelivery(held, one)));
      return all;
    };
    // A draft that was thrown away has no deliveries to be seen by.
    const isNotOut = broadcast.state === 'waiting' || (broadcast.state === 'cancelled' && isSender(broadcast, asker));
    const isKnown = mayManageEverywhere(held, broadcast) || (isNotOut && mayManage(held, broadcast, []));
    if (!isKnown && (await visible()).length === 0) throw noneSuch(id);
    return { broadcast, held, deliveries: visible };
  }

  async function manage(id: string, asker: Asker): Promise<Seen> {
    const seen = await see(id, asker);
    const { broadcast, held } = seen;
    if (mayManageEverywhere(held, broadcast) || mayManage(held, broadcast, await deliveries(broadcast.id))) return seen;
    throw notYours(broadcast, directory.regions());
  }

  return {
    ...needs,
    see,
    deliveries,
    async change(id, asker, action, change) {
      for (let tries = 0; tries < TRIES; tries++) {
        const seen = await manage(id, asker);
        const now = clock.now();
        const changes = change(seen, now);
        if (changes === undefined) return seen.broadcast;
        const { next, deliveries: changed } = changes;
        const entry = entryOf(`broadcast:${seen.broadcast.id}`, action, asker.request, now);
        if (!(await store.replace(seen.broadcast, next, entry, changed))) continue;
        await wake.broadcast(next.id);
        return next;
      }
      throw new UserError('Somebody else is changing this broadcast just now.', `Look at it first: \`broadcast show ${id}\`.`, {
        tryThese: [`broadcast show ${id}`],
      });
    },
  };
}

export const noneSuch = (id: string): UserError =>
  new UserError(
    id === '' ? 'Which broadcast do you mean?' : `There is no broadcast \`${id}\` that you may see here.`,
    'Say `broadcasts` for those there are: each shows its short name.',
    {
      tryThese: ['broadcasts'],
    },
  );
