import type { Clock } from '../core/clock.ts';
import type { Place, Request } from '../core/request.ts';
import { type Held, heldThere, type Membership, type Standing } from '../core/standing.ts';
import type { Directory } from '../directory/directory.ts';
import type { NamedAdministrator } from './administrators.ts';
import { type Grant, heldBy } from './grant.ts';
import type { GrantStore } from './grant-store.ts';

export interface StandingNeeds {
  readonly store: Pick<GrantStore, 'ofPerson'>;
  readonly directory: Pick<Directory, 'branches'>;
  readonly clock: Clock;
  /** What a platform knows of people, while it is connected in this process. */
  readonly membershipOf: (platform: string) => Membership | undefined;
  readonly administrators: readonly NamedAdministrator[];
  /** Milliseconds in which a platform has to answer. */
  readonly withinMs?: number;
}

/** Somebody waits for the answer: what a platform does not say by then is not known. */
const WITHIN_MS = 2_000;

/** Finds out what a person may do at this moment. Nothing is remembered: what was taken away stops at once. */
export function createStandings({ store, directory, clock, membershipOf, administrators, withinMs = WITHIN_MS }: StandingNeeds) {
  return async (request: Request): Promise<Standing> => {
    const { person, place } = request;
    const there = heldThere(person);
    // Whoever sits at the machine has it all already.
    if (there.some(({ role }) => role === 'administrator')) return { held: there, isComplete: true };
    const membership = membershipOf(place.platform);
    const isEverywhere = membership?.personIds === 'platform';
    const silent = AbortSignal.timeout(withinMs);
    const administers = answered(membership?.isAdministrator(place.workspace, person.id), silent);
    const grants = await store.ofPerson(person.id, place, isEverywhere, clock.now());
    const groups = [...new Set(grants.flatMap(({ subject }) => (subject.kind === 'group' ? [subject.id] : [])))];
    const [isAdministrator, isIn] = await Promise.all([
      administers,
      groups.length === 0 ? Promise.resolve<readonly string[]>([]) : answered(membership?.groupsOf(place.workspace, person.id, groups), silent),
    ]);
    const counting = grants.filter(({ subject }) => subject.kind === 'person' || isIn?.includes(subject.id) === true);
    const isNamed = administrators.some((one) => isPerson(one, request, isEverywhere));
    return {
      held: [
        ...there,
        ...(isNamed ? [{ role: 'administrator', reach: 'everywhere' } as const] : []),
        ...(isAdministrator === true ? [administratorOf(place)] : []),
        ...(await withMerged(counting, directory)),
      ],
      isComplete: isAdministrator !== undefined && isIn !== undefined,
    };
  };
}

const administratorOf = ({ platform, workspace }: Place): Held => ({ role: 'administrator', reach: { platform, workspace } });

const isPerson = (one: NamedAdministrator, { person, place }: Request, isEverywhere: boolean): boolean =>
  one.platform === place.platform && one.person === person.id && (isEverywhere || one.workspace === place.workspace);

/** Undefined when there is nobody to ask, when the question failed, and when no answer came in time. */
async function answered<T>(question: Promise<T> | undefined, silent: AbortSignal): Promise<T | undefined> {
  const tooLate = new Promise<undefined>((resolve) => silent.addEventListener('abort', () => resolve(undefined), { once: true }));
  return Promise.race([question?.catch(() => undefined), tooLate]);
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
