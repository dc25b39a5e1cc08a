import type { Branch, Link, Recipient } from '../directory/branch.ts';
import type { WorkspaceId } from '../directory/workspace.ts';
import { mayComeFrom } from '../roles/authority.ts';
import type { Broadcast, Previewed, Reason } from './broadcast.ts';
import type { NewDelivery } from './broadcast-store.ts';

/** Whom a broadcast reaches as the directory stands at this moment, and whom not. Every recipient is in exactly one of the two. */
export interface Plan {
  /** With those channels only to which it goes. */
  readonly reached: readonly Recipient[];
  readonly unreachable: readonly { readonly branch: Branch; readonly why: Reason }[];
  /** Of those reached: branches that muted its tag. */
  readonly overridden: readonly Branch[];
  /** Workspaces with channels that it would go to, were they accepted. */
  readonly notAccepted: readonly WorkspaceId[];
  readonly deliveries: readonly NewDelivery[];
  readonly previewed: Previewed;
}

type Sent = Pick<Broadcast, 'id' | 'tag' | 'essential' | 'sender'>;

/** @param leftOut why it may not go to a branch in a channel, whatever the state of that channel */
export function planOf(broadcast: Sent, recipients: readonly Recipient[], leftOut: (branch: Branch, link: Link) => Reason | undefined): Plan {
  const judged = recipients.map((recipient) => judge(broadcast, recipient, leftOut));
  const reached = judged.flatMap(({ branch, good }) => (good.length === 0 ? [] : [{ branch, links: good }]));
  const unreachable = judged.flatMap(({ branch, good, why }) => (good.length > 0 ? [] : [{ branch, why }]));
  return {
    reached,
    unreachable,
    overridden: reached.map(({ branch }) => branch).filter((branch) => isMuted(broadcast, branch)),
    notAccepted: workspacesOf(judged.flatMap(({ bad }) => bad.flatMap(({ link, why }) => (why === 'not-accepted' ? [link] : [])))),
    deliveries: judged.flatMap((one) => deliveriesOf(broadcast, one)),
    previewed: { reached: reached.flatMap(({ links }) => links.map(({ id }) => id)), unreachable: unreachable.map(({ branch }) => branch.id) },
  };
}

interface Judged {
  readonly branch: Branch;
  readonly good: readonly Link[];
  /** Channels that it would go to, were something not in the way. */
  readonly bad: readonly { readonly link: Link; readonly why: Reason }[];
  /** Why none is good. */
  readonly why: Reason;
}

function judge(broadcast: Sent, { branch, links }: Recipient, leftOut: Parameters<typeof planOf>[2]): Judged {
  if (broadcast.essential === undefined && isMuted(broadcast, branch)) return { branch, good: [], bad: [], why: 'muted' };
  const within = links.filter((link) => leftOut(branch, link) === undefined);
  const bad = within.flatMap((link) => {
    const why = hindrance(broadcast, link);
    return why === undefined ? [] : [{ link, why }];
  });
  const [first] = links;
  const none: Reason = (first && leftOut(branch, first)) ?? 'no-channel';
  return { branch, good: within.filter((link) => hindrance(broadcast, link) === undefined), bad, why: bad[0]?.why ?? none };
}

/** Why something does not arrive in a channel as things stand. */
export const hindrance = ({ sender }: Pick<Broadcast, 'sender'>, link: Link): Reason | undefined => (mayComeFrom(sender, link) ? link.trouble : 'not-accepted');

/** Each once. */
const workspacesOf = (links: readonly Link[]): readonly WorkspaceId[] => [
  ...new Map(links.map(({ platform, workspace }) => [`${platform} ${workspace}`, { platform, workspace }])).values(),
];

const isMuted = ({ tag }: Sent, { mutes }: Branch): boolean => tag !== undefined && mutes.includes(tag);

/** One a channel; one without a channel for a branch that has none it could go to. */
function deliveriesOf({ id }: Sent, { branch, good, bad, why }: Judged): NewDelivery[] {
  const common = { broadcast: id, branch: branch.id, region: branch.region };
  const to = ({ id: link, platform, workspace, channel }: Link) => ({ ...common, key: `b.${id}.${link}`, link: { id: link, platform, workspace, channel } });
  const none: NewDelivery[] = good.length + bad.length > 0 ? [] : [{ ...common, key: `b.${id}.none.${branch.id}`, state: 'unreachable', why }];
  return [
    ...good.map((link): NewDelivery => ({ ...to(link), state: 'queued' })),
    ...bad.map(({ link, why: reason }): NewDelivery => ({ ...to(link), state: 'unreachable', why: reason })),
    ...none,
  ];
}

/** What is different about whom it reaches, as sentences; none when nothing is. @param nameOf a branch that was in the plan before, by its id */
export function changesSince(before: Previewed, plan: Plan, nameOf: (branch: string) => string): string[] {
  const [links, without] = [new Set(before.reached), new Set(before.unreachable)];
  const now = new Set(plan.previewed.reached);
  const closed = new Set(plan.deliveries.flatMap(({ link, state }) => (link !== undefined && state === 'unreachable' ? [link.id] : [])));
  const lost = before.reached.filter((link) => !now.has(link));
  const unreachableNow = new Set(plan.previewed.unreachable);
  const gained = plan.reached.filter((one) => one.links.some(({ id }) => !links.has(id)));
  const nowWithout = plan.unreachable.filter(({ branch }) => !without.has(branch.id)).map(({ branch }) => branch.name);
  const reachedNow = new Set(plan.reached.map(({ branch }) => branch.id));
  const left = before.unreachable.filter((id) => !unreachableNow.has(id) && !reachedNow.has(id)).map(nameOf);
  return [
    ...said(
      gained.map(({ branch }) => branch.name),
      'It now also reaches',
    ),
    ...said(nowWithout, 'It no longer reaches'),
    ...said(left, 'No longer among those it is for:'),
    ...(nowWithout.length > 0
      ? []
      : [
          ...channels(lost.filter((link) => !closed.has(link)).length, 'not linked any more'),
          ...channels(lost.filter((link) => closed.has(link)).length, 'not to be reached any more'),
        ]),
  ];
}

const channels = (count: number, what: string): string[] =>
  count === 0 ? [] : [`${count === 1 ? 'One channel that it was to go to is' : `${count.toLocaleString('en-GB')} channels that it was to go to are`} ${what}.`];

const NAMED = 8;

function said(names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${(names.length - NAMED).toLocaleString('en-GB')} more` : '';
  return [`${what} ${names.slice(0, NAMED).join(', ')}${more}.`];
}
