import type { Clock } from '../core/clock.ts';
import type { Held, Membership, Standing } from '../core/standing.ts';
import type { Directory } from '../directory/directory.ts';
import { answered } from './answered.ts';
import { type Grant, heldBy } from './grant.ts';
import type { GrantStore } from './grant-store.ts';

export interface GivenRolesNeeds {
  readonly store: Pick<GrantStore, 'ofPerson'>;
  readonly directory: Pick<Directory, 'branches'>;
  readonly clock: Clock;
  /** What a platform knows of people, while it is connected in this process. */
  readonly membershipOf: (platform: string) => Membership | undefined;
}

/** A person, and where they are known by that id. */
export interface Known {
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
}

/**
 * The roles that a person has been given and that count at this moment: to them, or to a group of the platform that they are in. Nothing is remembered.
 * `isComplete` is false when the platform did not say in time, and when it is not connected in this process.
 */
export function createGivenRoles({ store, directory, clock, membershipOf }: GivenRolesNeeds) {
  return async ({ platform, workspace, person }: Known, silent: AbortSignal): Promise<Standing> => {
    const membership = membershipOf(platform);
    const grants = await store.ofPerson(person, { platform, workspace }, membership?.personIds === 'platform', clock.now());
    const groups = [...new Set(grants.flatMap(({ subject }) => (subject.kind === 'group' ? [subject.id] : [])))];
    const isIn = groups.length === 0 ? [] : await answered(membership?.groupsOf(workspace, person, groups), silent);
    const counting = grants.filter(({ subject }) => subject.kind === 'person' || isIn?.includes(subject.id) === true);
    return { held: await withMerged(counting, directory), isComplete: membership !== undefined && isIn !== undefined };
  };
}

/** An officer of a branch that merged is an officer of the one that it is part of now. */
async function withMerged(grants: readonly Grant[], directory: Pick<Directory, 'branches'>): Promise<readonly Held[]> {
  const into = new Map<string, string>();
  let asked = grants.flatMap(({ role, of }) => (role === 'branch-officer' && of !== undefined ? [of] : []));
  while (asked.length > 0) {
    const merged = (await directory.branches(asked)).flatMap(({ id, state }) =>
      typeof state === 'object' && !into.has(id) ? [[id, state.mergedInto] as const] : [],
    );
    for (const [id, other] of merged) into.set(id, other);
    asked = merged.map(([, other]) => other);
  }
  return grants.map((grant) => heldBy({ ...grant, of: follow(grant.of, into) }));
}

function follow(of: string | undefined, into: ReadonlyMap<string, string>): string | undefined {
  let [at, steps] = [of, 0];
  for (let next = at === undefined ? undefined : into.get(at); next !== undefined && steps <= into.size; next = into.get(next), steps++) at = next;
  return at;
}
