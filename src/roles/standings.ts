import type { Place, Request } from '../core/request.ts';
import { type Held, heldThere, type Standing } from '../core/standing.ts';
import type { NamedAdministrator } from './administrators.ts';
import { answered } from './answered.ts';
import { createGivenRoles, type GivenRolesNeeds } from './given-roles.ts';

export interface StandingNeeds extends GivenRolesNeeds {
  readonly administrators: readonly NamedAdministrator[];
  /** Milliseconds in which a platform has to answer. */
  readonly withinMs?: number;
}

/** Somebody waits for the answer: what a platform does not say by then is not known. */
export const WITHIN_MS = 2_000;

/** Finds out what a person may do at this moment. Nothing is remembered: what was taken away stops at once. */
export function createStandings(needs: StandingNeeds) {
  const { membershipOf, administrators, withinMs = WITHIN_MS } = needs;
  const givenTo = createGivenRoles(needs);
  return async (request: Request): Promise<Standing> => {
    const { person, place } = request;
    const there = heldThere(person);
    // Whoever sits at the machine has it all already.
    if (there.some(({ role }) => role === 'administrator')) return { held: there, isComplete: true };
    const membership = membershipOf(place.platform);
    const silent = AbortSignal.timeout(withinMs);
    const [isAdministrator, given] = await Promise.all([
      answered(membership?.isAdministrator(place.workspace, person.id), silent),
      givenTo({ ...place, person: person.id }, silent),
    ]);
    const isNamed = administrators.some((one) => isPerson(one, request, membership?.personIds === 'platform'));
    return {
      held: [
        ...there,
        ...(isNamed ? [{ role: 'administrator', reach: 'everywhere' } as const] : []),
        ...(isAdministrator === true ? [administratorOf(place)] : []),
        ...given.held,
      ],
      isComplete: isAdministrator !== undefined && given.isComplete,
    };
  };
}

const administratorOf = ({ platform, workspace }: Place): Held => ({ role: 'administrator', reach: { platform, workspace } });

const isPerson = (one: NamedAdministrator, { person, place }: Request, isEverywhere: boolean): boolean =>
  one.platform === place.platform && one.person === person.id && (isEverywhere || one.workspace === place.workspace);
