import type { Unreachable } from '../core/courier.ts';
import type { Held } from '../core/standing.ts';
import type { Link, Recipient } from '../directory/branch.ts';
import { mayReach, overRegion } from '../roles/authority.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastNeeds } from './desk.ts';
import { hindrance, type Plan, planOf } from './plan.ts';

/** Up to so many channels the platforms are asked whether they can be written to now. */
const ASKED = 25;
const ANSWER_WITHIN_MS = 2_000;

/** Works out whom a broadcast reaches as things stand. */
export function createPlanner({ directory, courierOf }: Pick<BroadcastNeeds, 'directory' | 'courierOf'>) {
  return {
    forSender: async (broadcast: Broadcast, recipients: readonly Recipient[], held: readonly Held[]): Promise<Plan> =>
      planOf(broadcast, await askedNow(recipients), (branch, link) => (mayReach(held, branch, link) ? undefined : 'out-of-reach')),

    /** Just those channels that the sender confirmed, as far as they are still there. */
    async forApprover(broadcast: Broadcast, held: readonly Held[]): Promise<{ plan: Plan; isWithinReach: boolean }> {
      const chosen = new Set(broadcast.previewed?.reached);
      const recipients = await directory.audience(broadcast.audience);
      const isWithinReach = recipients.every(
        ({ branch, links }) => overRegion(held, branch.region).length > 0 && links.every((link) => !chosen.has(link.id) || mayReach(held, branch, link)),
      );
      const plan = planOf(broadcast, recipients, (_, link) => (chosen.has(link.id) ? undefined : (hindrance(broadcast, link) ?? 'out-of-reach')));
      return { plan, isWithinReach };
    },
  };

  async function askedNow(recipients: readonly Recipient[]): Promise<readonly Recipient[]> {
    if (recipients.reduce((sum, { links }) => sum + links.length, 0) > ASKED) return recipients;
    const known = await Promise.all(recipients.map(async ({ branch, links }) => ({ branch, links: await Promise.all(links.map(asked)) })));
    return known;
  }

  async function asked(link: Link): Promise<Link> {
    const { platform, workspace, channel } = link;
    const answer = await inTime(courierOf(platform)?.canReach({ platform, workspace, channel }));
    return answer === 'unknown' ? link : { ...link, trouble: answer === 'yes' ? undefined : answer };
  }
}

async function inTime(answer: Promise<'yes' | Unreachable | 'unknown'> | undefined): Promise<'yes' | Unreachable | 'unknown'> {
  if (answer === undefined) return 'unknown';
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'unknown'>((resolve) => {
    timer = setTimeout(() => resolve('unknown'), ANSWER_WITHIN_MS);
  });
  return Promise.race([answer, patience]).finally(() => clearTimeout(timer));
}
