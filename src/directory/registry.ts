import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import { entryOf, newId } from '../reminders/reminders.ts';
import type { Branch, Link } from './branch.ts';
import type { Change, Channel, DirectoryStore } from './directory-store.ts';

/**
 * What changes the directory, one branch at a time; see imports.ts for many. Every change is written in the audit log.
 * Whoever calls has checked that the person may change the branch as it was read: when it is no longer so, nothing is done and a UserError says so.
 */
export interface Registry {
  /** @throws {UserError} when there is one of that name in the region, or one of that code */
  add(details: NewBranch, request: Request): Promise<Branch>;
  /** @param action for the audit log: `branch renamed from “Bolton”` */
  change(branch: Branch, changes: BranchChanges, action: string, request: Request): Promise<Branch>;
  /** Links the place of the request to a branch. @param from the branch that it was linked to until now */
  link(branch: Branch, from: Branch | undefined, request: Request): Promise<Link>;
  unlink(branch: Branch, link: Link, request: Request): Promise<void>;
  /** Channels, tags and service groups go to the other, which is returned; `from` stays, and says where it went. */
  merge(from: Branch, into: Branch, request: Request): Promise<Branch>;
  /** Newest first. */
  history(branch: string): Promise<readonly AuditEntry[]>;
  /** Why Steward cannot write in a channel now, as a sentence with what to do; undefined when it can, or nobody knows. */
  unreachable(channel: Channel): Promise<string | undefined>;
}

export type NewBranch = Pick<Branch, 'name' | 'code' | 'region' | 'serviceGroups'>;
export type BranchChanges = Partial<Pick<Branch, 'name' | 'region' | 'tags' | 'mutes'> & { readonly state: 'open' | 'closed' }>;

interface Needs {
  readonly store: DirectoryStore;
  readonly clock: Clock;
  /** The courier of a platform, while it is connected in this process. */
  readonly courierOf: (platform: string) => Courier | undefined;
}

const HISTORY = 50;

export function createRegistry({ store, clock, courierOf }: Needs): Registry {
  async function apply(
    change: Omit<Change, 'at' | 'entries'>,
    shown: Branch,
    entries: readonly (readonly [branch: string, action: string])[],
    request: Request,
  ) {
    const at = clock.now();
    const written = entries.map(([branch, action]) => entryOf(`branch:${branch}`, action, request, at));
    const outcome = await store.apply({ ...change, at, entries: written });
    if (outcome === 'changed') throw changedMeanwhile(shown);
    if (outcome === 'taken') throw taken(shown);
  }

  return {
    async add(details, request) {
      const branch: Branch = { ...details, id: newId(), tags: [], mutes: [], state: 'open', version: 1, createdAt: clock.now() };
      await apply({ branches: [{ after: branch }] }, branch, [[branch.id, 'branch added']], request);
      return branch;
    },
    async change(before, changes, action, request) {
      const after = { ...before, ...changes };
      await apply({ branches: [{ before, after }] }, after, [[before.id, action]], request);
      return { ...after, version: before.version + 1 };
    },
    async link(branch, from, request) {
      const { platform, workspace, channel } = request.place;
      const old = from && (await store.linkAt({ platform, workspace, channel }));
      if (from && old?.branch !== from.id) throw changedMeanwhile(branch);
      const link: Link = { id: newLinkId(), branch: branch.id, platform, workspace, channel, linkedAt: clock.now() };
      await apply(
        { branches: [branch, ...(from ? [from] : [])].map((one) => ({ before: one, after: one })), linked: [link], unlinked: old ? [old] : [] },
        branch,
        [[branch.id, 'channel linked'], ...(from ? [[from.id, `channel given to branch ${branch.id}`] as const] : [])],
        request,
      );
      return link;
    },
    unlink: (branch, link, request) =>
      apply({ branches: [{ before: branch, after: branch }], unlinked: [link] }, branch, [[branch.id, 'channel unlinked']], request),
    async merge(from, into, request) {
      const links = await store.links([from.id]);
      const moved = links.map((link): Link => ({ ...link, id: newLinkId(), branch: into.id, linkedAt: clock.now() }));
      const after: Branch = { ...into, tags: union(into.tags, from.tags), serviceGroups: union(into.serviceGroups, from.serviceGroups) };
      await apply(
        {
          branches: [
            { before: from, after: { ...from, state: { mergedInto: into.id } } },
            { before: into, after },
          ],
          linked: moved,
          unlinked: links,
        },
        into,
        [[from.id, `branch merged into ${into.id}`] as const, [into.id, `branch ${from.id} merged into it`] as const],
        request,
      );
      return { ...after, version: into.version + 1 };
    },
    history: (branch) => store.history(branch, HISTORY),
    async unreachable(channel) {
      const answer = await courierOf(channel.platform)?.canReach(channel);
      return answer === undefined || answer === 'yes' || answer === 'unknown' ? undefined : CANNOT[answer];
    },
  };
}

const CANNOT = {
  forbidden:
    'I cannot write here yet: invite me (in Slack `/invite @Steward`; in Discord let me view the channel and send messages), or nothing that is sent to the branch arrives here.',
  gone: 'This channel is closed to me: invite me (in Slack `/invite @Steward`; in Discord let me view the channel and send messages), or nothing that is sent to the branch arrives here.',
  removed: 'I was removed from this workspace: have me installed again, or nothing that is sent to the branch arrives here.',
} as const;

/** Made by thousands at once, and typed by nobody. */
export const newLinkId = (): string => newId() + newId();

export const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

const changedMeanwhile = ({ id, name }: Branch): UserError =>
  new UserError(`Somebody else has just changed ${name}, so nothing was done.`, `Look at it first: \`branch show ${id}\`.`, {
    tryThese: [`branch show ${id}`],
  });

const taken = ({ name, code }: Branch): UserError =>
  new UserError(
    `There is a branch called ${name} in that region already${code === undefined ? '' : `, or one with the code ${code}`}, or the channel is another branch’s.`,
    `Look for it first: \`branches ${name}\`.`,
    { tryThese: [`branches ${name}`] },
  );
