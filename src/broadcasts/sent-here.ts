import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { Branch } from '../directory/branch.ts';
import type { Brought } from './broadcast-store.ts';
import type { Broadcasts, SentHere } from './broadcasts.ts';
import type { Desk } from './desk.ts';
import { isPartOf } from './part-of.ts';
import { notSentHere, whoAcknowledges } from './receiving.ts';
import { isAwaited } from './shown/reasons.ts';

type Here = Pick<Broadcasts, 'here' | 'awaitedHere'>;

/** Read together where all are looked through: more than most channels are sent in a year. */
const PAGE = 100;

/** What was sent to the channel where somebody asks, while it was that of its branch. Anybody there may ask. */
export function createSentHere({ store, directory }: Pick<Desk, 'store' | 'directory'>): Here {
  async function branchHere({ place }: Request): Promise<Branch> {
    const branch = await directory.branchAt(place);
    if (branch !== undefined) return branch;
    throw new UserError(
      'This is not a channel of a branch, so nothing is sent here.',
      'Say the same in the channel of your branch, or press the button under the message there. A branch officer links a channel with `setup`.',
    );
  }

  async function* broughtTo(request: Request, together: number, before: string | undefined): AsyncGenerator<Brought> {
    let last = before;
    for (;;) {
      const page = await store.broughtTo(request.place, whoAcknowledges(request), together, last);
      yield* page;
      last = page.at(-1)?.delivery.key;
      if (page.length < together) return;
    }
  }

  /** Newest first, each once. What the channel got as that of another branch is not shown. */
  async function* newestFirst(request: Request, branch: Branch, together: number, before?: string): AsyncGenerator<SentHere> {
    const isOurs = new Map<string, boolean>();
    const shown = new Set<string>();
    for await (const one of broughtTo(request, together, before)) {
      const { id } = one.broadcast;
      const to = one.delivery.branch;
      if (!isOurs.has(to)) isOurs.set(to, await isPartOf(branch, to, directory));
      if (isOurs.get(to) === true && !shown.has(id)) yield sentHere(one);
      shown.add(id);
    }
  }

  return {
    async here(request, limit, before) {
      const branch = await branchHere(request);
      const from = before === undefined ? undefined : await store.deliveryAt(before, request.place);
      if (before !== undefined && from === undefined) throw notSentHere(before);
      const found: SentHere[] = [];
      for await (const one of newestFirst(request, branch, limit + 1, from?.key)) {
        if (found.length === limit) return { branch, found, hasOlder: true };
        found.push(one);
      }
      return { branch, found, hasOlder: false };
    },
    async awaitedHere(request) {
      const branch = await branchHere(request);
      const awaited: SentHere[] = [];
      let last: SentHere | undefined;
      for await (const one of newestFirst(request, branch, PAGE)) {
        if (one.isAwaited && one.state !== 'failed') awaited.push(one);
        if (one.broadcast.state !== 'withdrawn' && acknowledgedAt(one) > acknowledgedAt(last)) last = one;
      }
      return { branch, awaited, last };
    },
  };
}

const sentHere = ({ broadcast, delivery: { state }, at, acknowledged }: Brought): SentHere => ({
  ...{ broadcast, state, at, acknowledged },
  isAwaited: isAwaited(broadcast) && acknowledged === undefined,
});

/** In milliseconds; 0 for one that was not. */
const acknowledgedAt = (one: SentHere | undefined): number => one?.acknowledged?.at.getTime() ?? 0;
