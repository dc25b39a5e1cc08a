import type { Place, Request } from '../core/request.ts';
import { countsIn, type Held, type Reach, type Standing } from '../core/standing.ts';
import { UserError } from '../core/user-error.ts';
import type { Directory } from '../directory/directory.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import { entryOf, newId } from '../reminders/reminders.ts';
import { type Giving, overRole } from './authority.ts';
import { createGivenRoles, type Known } from './given-roles.ts';
import { coversReach, type Grant, heldBy, isSameRole, type Wanted } from './grant.ts';
import type { GrantStore } from './grant-store.ts';
import { createRoleNames, type RoleNames } from './role-names.ts';
import { createStandings, type StandingNeeds, WITHIN_MS } from './standings.ts';
import type { Subject } from './subject.ts';

/** Who asks, and what they may do. */
export interface Asker {
  readonly request: Request;
  readonly held: readonly Held[];
}

/** One entry of the audit log, with the role that it is about. */
export interface Done extends AuditEntry {
  readonly grant: Grant;
}

/** A role that somebody had. */
export interface Ended {
  readonly held: Held;
  readonly at: Date;
}

/** What commands may do with roles. Every change is written in the audit log. */
export interface Roles {
  /** What a person may do at this moment, found out anew. */
  standingOf(request: Request): Promise<Standing>;
  /** The roles that somebody has been given and that count at this moment: for what goes on by their role while they ask for nothing. */
  given(who: Known): Promise<Standing>;
  /** Those that were given to them and count no more, and since when. */
  ended(who: Known): Promise<readonly Ended[]>;
  /** Gives a role, as far as the role of who gives it; the same one given before is replaced. @throws {UserError} who may, when the asker may not */
  grant(wanted: Wanted, asker: Asker): Promise<Grant>;
  /** Takes it back at once, and with it the same given twice. `isLast`: the asker was the last one who had been made an administrator there. @throws {UserError} */
  revoke(id: string, asker: Asker): Promise<{ readonly grant: Grant; readonly isLast: boolean }>;
  /** In force, of those that the asker has or may give: the latest first. */
  list(asker: Asker): Promise<readonly Grant[]>;
  /** What was done of late to those that the asker has or may give, the latest first. */
  history(asker: Asker): Promise<readonly Done[]>;
  /** Whether the environment names the subject an administrator: nobody can take that back here. */
  isNamed(subject: Subject, where: Pick<Place, 'platform' | 'workspace'>): boolean;
  readonly names: RoleNames;
}

/** Looked through for what was done of late. */
const LATEST = 500;

export interface RolesNeeds extends StandingNeeds {
  readonly store: GrantStore;
  readonly directory: Pick<Directory, 'branches' | 'regions'>;
}

export function createRoles(needs: RolesNeeds): Roles {
  const { store, directory, clock, membershipOf, administrators, withinMs = WITHIN_MS } = needs;
  const givenTo = createGivenRoles(needs);
  const names = createRoleNames(directory);
  const isEverywhere = (platform: string): boolean => membershipOf(platform)?.personIds === 'platform';

  /** With the region of the branch, which decides who may. */
  async function withRegion<G extends Pick<Grant, 'role' | 'of'>>(grants: readonly G[]): Promise<readonly (G & Giving)[]> {
    const ids = [...new Set(grants.flatMap(({ role, of }) => (role === 'branch-officer' && of !== undefined ? [of] : [])))];
    const regions = new Map((ids.length === 0 ? [] : await directory.branches(ids)).map(({ id, region }) => [id, region]));
    return grants.map((grant) => ({ ...grant, region: grant.of === undefined ? undefined : regions.get(grant.of) }));
  }

  /** How far the asker may give or take it back. */
  const reachesOver = ({ held, request }: Asker, giving: Giving): readonly Reach[] =>
    overRole(held, giving)
      .filter((one) => countsIn(one, request.place))
      .map(({ reach }) => reach);

  const isOwn = ({ subject, platform, workspace }: Grant, { person, place }: Request): boolean =>
    subject.kind === 'person' && subject.id === person.id && platform === place.platform && (workspace === place.workspace || isEverywhere(platform));

  const mayRevoke = (grant: Grant & Giving, asker: Asker): boolean =>
    isOwn(grant, asker.request) || reachesOver(asker, grant).some((reach) => coversReach(reach, grant.reach));

  const isNamed = (subject: Subject, { platform, workspace }: Pick<Place, 'platform' | 'workspace'>): boolean =>
    subject.kind === 'person' &&
    administrators.some((one) => one.platform === platform && one.person === subject.id && (one.workspace === workspace || isEverywhere(platform)));

  function isLastAdministrator(gone: Grant, { request }: Asker, left: readonly Grant[]): boolean {
    if (gone.role !== 'administrator' || !isOwn(gone, request) || administrators.length > 0) return false;
    return !left.some((grant) => grant.role === 'administrator' && countsIn(grant, request.place));
  }

  return {
    names,
    isNamed,
    standingOf: createStandings(needs),
    given: (who) => givenTo(who, AbortSignal.timeout(withinMs)),
    async ended(who) {
      const over = await store.overOf(who.person, who, isEverywhere(who.platform), clock.now());
      return over.flatMap((grant) => {
        const at = endOf(grant);
        return at === undefined ? [] : [{ held: heldBy(grant), at }];
      });
    },
    async grant({ at, ...wanted }, asker) {
      const { request } = asker;
      const [giving = wanted] = await withRegion([wanted]);
      const { platform, workspace } = at ?? request.place;
      const reaches = reachesOver(asker, giving).filter((one) => coversReach(one, { platform, workspace }));
      if (reaches.length === 0) throw await notYours('give', giving, names);
      const reach: Reach = reaches.includes('everywhere') ? 'everywhere' : { platform, workspace };
      const now = clock.now();
      const grant: Grant = { ...wanted, id: newId(), platform, workspace, reach, by: request.person.id, grantedAt: now };
      const before = (await store.inForce(now)).filter((one) => isSameRole(one, grant) && coversReach(reach, one.reach));
      const entry = (id: string, action: string) => entryOf(`role:${id}`, action, request, now);
      await store.add(
        grant,
        before.map(({ id }) => id),
        [entry(grant.id, 'role granted'), ...before.map(({ id }) => entry(id, 'role replaced'))],
      );
      return grant;
    },
    async revoke(id, asker) {
      const now = clock.now();
      const all = await withRegion(await store.inForce(now));
      const grant = all.find((one) => one.id === id.trim().toLowerCase());
      if (grant === undefined)
        throw new UserError(`There is no role \`${id}\` in force.`, 'It has ended or was taken back. `roles` shows those that count.', { tryThese: ['roles'] });
      if (!mayRevoke(grant, asker)) throw await notYours('take back', grant, names);
      const gone = all.filter((one) => isSameRole(one, grant) && mayRevoke(one, asker)).map((one) => one.id);
      await store.revoke(gone, entryOf(`role:${grant.id}`, 'role revoked', asker.request, now));
      const left = all.filter((one) => !gone.includes(one.id));
      return { grant: { ...grant, revokedAt: now }, isLast: isLastAdministrator(grant, asker, left) };
    },
    list: async (asker) => seenBy(asker, await store.inForce(clock.now())),
    async history(asker) {
      const seen = new Map((await seenBy(asker, await store.latest(LATEST))).map((grant) => [`role:${grant.id}`, grant]));
      const entries = await store.history([...seen.values()].map(({ id }) => id));
      return entries.flatMap((entry) => {
        const grant = seen.get(entry.subject);
        return grant === undefined ? [] : [{ ...entry, grant }];
      });
    },
  };

  async function seenBy(asker: Asker, grants: readonly Grant[]): Promise<readonly Grant[]> {
    return (await withRegion(grants)).filter((grant) => isOwn(grant, asker.request) || maySee(grant, asker));
  }

  /** Those that count where the asker's own role does. */
  function maySee(grant: Grant & Giving, asker: Asker): boolean {
    const reaches = reachesOver(asker, grant);
    return reaches.includes('everywhere') || (reaches.length > 0 && countsIn(grant, asker.request.place));
  }
}

/** Whichever came first. */
function endOf({ endsAt, revokedAt }: Grant): Date | undefined {
  if (endsAt === undefined || revokedAt === undefined) return endsAt ?? revokedAt;
  return endsAt < revokedAt ? endsAt : revokedAt;
}

/** Says who may, with the region and the branch. */
async function notYours(what: 'give' | 'take back', giving: Giving, names: RoleNames): Promise<UserError> {
  const [role, who] = await Promise.all([names.name(giving), names.whoMayGive(giving)]);
  return new UserError(`You may not ${what} the role of ${role}.`, `That can be done by ${who}, and no further than their own role counts: ask one of them.`);
}
