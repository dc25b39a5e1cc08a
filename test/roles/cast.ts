import type { Request } from '../../src/core/request.ts';
import type { Membership } from '../../src/core/standing.ts';
import type { Branch } from '../../src/directory/branch.ts';
import type { Wanted } from '../../src/roles/grant.ts';
import { program } from '../commands/kept.ts';

/** Everybody there is to be: what each of them may do is asked of every command. Ids of people are those of the fake platform. */
export const CAST = {
  nobody: 'U0NOBODY',
  organiser: 'U0ORGANISER',
  'branch officer': 'U0BRANCH',
  'officer of another branch': 'U0OTHERBRANCH',
  'regional officer': 'U0REGION',
  'officer of another region': 'U0OTHERREGION',
  'national officer': 'U0NATIONAL',
  'national officer of this workspace': 'U0NATIONALHERE',
  'administrator here': 'U0ADMINHERE',
  'administrator elsewhere': 'U0ADMINELSEWHERE',
  'administrator everywhere': 'U0ADMIN',
  'one whose role has ended': 'U0ENDED',
  'one whose role was taken back': 'U0REVOKED',
  'regional officer by a group': 'U0INGROUP',
} as const;
export type Who = keyof typeof CAST;
export const EVERYBODY = Object.keys(CAST).filter((who): who is Who => who in CAST);

const GROUP = 'S0REGION';
const HERE = { platform: 'test', workspace: 'W1' } as const;
const START = '2026-11-22T09:00:00Z';
const DAY_MS = 86_400_000;

/** What the fake platform knows of people. */
const membership: Membership = {
  personIds: 'workspace',
  isAdministrator: async (workspace, person) =>
    (person === CAST['administrator here'] && workspace === 'W1') || (person === CAST['administrator elsewhere'] && workspace === 'W2'),
  groupsOf: async (_, person, groups) => groups.filter((group) => group === GROUP && person === CAST['regional officer by a group']),
};

/** The program with all of them in it: Bolton and Preston are branches of North West, Bristol is one of South West. C1 is linked to Bolton. */
export async function castProgram() {
  const known = {
    membershipOf: () => membership,
    administrators: [{ ...HERE, person: CAST['administrator everywhere'] }],
  };
  const steward = program(START, undefined, { known });
  const requestOf = (who: Who, channel = 'C1'): Request => ({
    ...{ person: { id: CAST[who], roles: who === 'nobody' ? [] : ['organiser'] }, place: { ...HERE, channel }, said: { kind: 'line', text: '' } },
    ...{ locale: 'en-GB', timeZone: 'Europe/London' },
  });
  const [registry, roles] = await Promise.all([steward.services.registry(), steward.services.roles()]);
  const add = (name: string, region: string): Promise<Branch> =>
    registry.add({ name, region, code: undefined, serviceGroups: [] }, requestOf('administrator everywhere'));
  const [bolton, preston, bristol] = [await add('Bolton', 'north-west'), await add('Preston', 'north-west'), await add('Bristol', 'south-west')];
  await registry.link(bolton, undefined, requestOf('administrator everywhere'));

  async function give(giver: Who, to: Who | 'group' | 'somebody new', what: Pick<Wanted, 'role' | 'of' | 'endsAt'>) {
    const request = requestOf(giver);
    const { held } = await roles.standingOf(request);
    const subject = to === 'group' ? ({ kind: 'group', id: GROUP } as const) : ({ kind: 'person', id: to === 'somebody new' ? 'U0NEW' : CAST[to] } as const);
    return { grant: await roles.grant({ ...what, subject }, { request, held }), asker: { request, held } };
  }
  const first = 'administrator everywhere';
  await give(first, 'branch officer', { role: 'branch-officer', of: bolton.id });
  await give(first, 'officer of another branch', { role: 'branch-officer', of: bristol.id });
  await give(first, 'regional officer', { role: 'regional-officer', of: 'north-west' });
  await give(first, 'officer of another region', { role: 'regional-officer', of: 'south-west' });
  await give(first, 'national officer', { role: 'national-officer' });
  await give('administrator here', 'national officer of this workspace', { role: 'national-officer' });
  await give(first, 'group', { role: 'regional-officer', of: 'north-west' });
  await give(first, 'one whose role has ended', { role: 'national-officer', endsAt: new Date(Date.parse(START) + DAY_MS) });
  const { grant, asker } = await give(first, 'one whose role was taken back', { role: 'national-officer' });
  await roles.revoke(grant.id, asker);
  steward.passes(2 * DAY_MS);
  return { ...steward, requestOf, bolton, preston, bristol, give, roles };
}
export type CastProgram = Awaited<ReturnType<typeof castProgram>>;
