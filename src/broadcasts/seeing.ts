import type { Branch } from '../directory/branch.ts';
import { inOrder } from '../directory/create-directory.ts';
import { overRegion } from '../roles/authority.ts';
import type { Broadcast, BroadcastDelivery } from './broadcast.ts';
import type { Asker, Broadcasts, Listed } from './broadcasts.ts';
import { type Desk, noneSuch } from './desk.ts';
import { heldHere, isSender, mayManage, mayManageEverywhere, seesDelivery } from './reach.ts';
import { countsOf, standingsOf, unreachedOf } from './standing.ts';
import { triableOf } from './triable.ts';

type Seeing = Pick<Broadcasts, 'standing' | 'list' | 'history'>;
type One = Listed['found'][number];

/** Looked through together for those that the asker may see. */
const PAGE = 200;
const HISTORY = 50;

/** What officers see of broadcasts: never more than the branches they may send to. */
export function createSeeing({ store, directory, see, deliveries }: Desk): Seeing {
  const inOrderOf = inOrder(directory.regions());

  async function branchesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Branch>> {
    return new Map((await directory.branches([...new Set(ids)])).map((branch) => [branch.id, branch]));
  }

  /** Undefined when the asker may not see any of it. */
  async function listed(broadcast: Broadcast, asker: Asker): Promise<One | undefined> {
    const held = heldHere(asker);
    if (broadcast.state === 'draft') return isSender(broadcast, asker) ? standingIn(broadcast, []) : undefined;
    if (!broadcast.regions.some((region) => overRegion(held, region).length > 0)) return undefined;
    if (mayManageEverywhere(held, broadcast) || (broadcast.state === 'waiting' && mayManage(held, broadcast, [])))
      return {
        broadcast,
        counts: (await store.counts([broadcast.id])).get(broadcast.id) ?? countsOf([]),
        unreached: await store.unreached(broadcast.id),
      };
    const visible = (await deliveries(broadcast.id)).filter((delivery) => seesDelivery(held, delivery));
    return visible.length === 0 ? undefined : standingIn(broadcast, visible);
  }

  /** All there are, however many others have sent. */
  async function* newestFirst(before: Broadcast | undefined): AsyncGenerator<Broadcast> {
    let last = before;
    for (;;) {
      const page = await store.list(PAGE, last);
      yield* page;
      last = page.at(-1);
      if (page.length < PAGE || last === undefined) return;
    }
  }

  return {
    async standing(id, asker) {
      const seen = await see(id, asker);
      const visible = await seen.deliveries();
      const [branches, people] = await Promise.all([branchesOf(visible.map(({ branch }) => branch)), store.people(seen.broadcast.id)]);
      const { failed, added } = await triableOf(seen, visible, directory);
      return {
        ...standingIn(seen.broadcast, visible),
        canTryAgain: failed.length + added.length > 0,
        branches: standingsOf(visible, branches, people).sort((one, other) => inOrderOf(one.branch, other.branch)),
      };
    },
    async list(asker, limit, before) {
      const from = before === undefined ? undefined : await store.find(before);
      if (before !== undefined && from === undefined) throw noneSuch(before);
      const found: One[] = [];
      for await (const broadcast of newestFirst(from)) {
        const one = await listed(broadcast, asker);
        if (one !== undefined && found.length === limit) return { found, hasOlder: true };
        if (one !== undefined) found.push(one);
      }
      return { found, hasOlder: false };
    },
    async history(id, asker) {
      const { broadcast } = await see(id, asker);
      return (await store.history(broadcast.id, HISTORY)).map(({ at, action, person }) => ({ at, action, person }));
    },
  };
}

const standingIn = (broadcast: Broadcast, deliveries: readonly BroadcastDelivery[]): One => ({
  broadcast,
  counts: countsOf(deliveries),
  unreached: unreachedOf(deliveries),
});
