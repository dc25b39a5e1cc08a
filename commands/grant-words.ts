import { sayDate, sayDay } from '../src/calendar/dates.ts';
import { toWall } from '../src/calendar/zone.ts';
import type { Fact } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import type { Grant } from '../src/roles/grant.ts';
import type { Done } from '../src/roles/roles.ts';
import { mention } from '../src/roles/subject.ts';

/** Who has it, what it is, how far it counts and until when. */
export const grantFacts = (grant: Grant, name: string, request: Request): Fact[] => [
  { label: 'Who', value: whoOf(grant, request) },
  { label: 'What', value: name },
  { label: 'Where it counts', value: grant.reach === 'everywhere' ? 'everywhere' : 'in this workspace only, as your own role does' },
  { label: 'Until', value: lastDay(grant, request) ?? 'it is taken back' },
];

/** A role in one line of a list. */
export function grantLine(grant: Grant, name: string, request: Request): string {
  const until = lastDay(grant, request);
  const where = grant.reach === 'everywhere' ? '' : `, in ${isHere(grant, request) ? 'this' : 'its'} workspace only`;
  const by = isHere(grant, request) ? ` by ${grant.by === request.person.id ? 'you' : mention({ kind: 'person', id: grant.by })}` : '';
  const given = sayDate(toWall(grant.grantedAt, request.timeZone).slice(0, 10));
  return `${whoOf(grant, request)}: ${name}${where}${until === undefined ? '' : `, until ${until}`}; given${by} on ${given} [${grant.id}]`;
}

const DONE: Readonly<Record<string, string>> = { 'role granted': 'given', 'role revoked': 'taken back', 'role replaced': 'replaced by another' };

/** Who did what, in one line. */
export function historyLine({ at, action, person, platform, workspace, grant }: Done, name: string, request: Request): string {
  const by = person === request.person.id ? 'you' : isHere({ platform, workspace }, request) ? mention({ kind: 'person', id: person }) : 'somebody elsewhere';
  return `${sayDate(toWall(at, request.timeZone).slice(0, 10))}: ${DONE[action] ?? action} by ${by}: ${name}, of ${whoOf(grant, request)} [${grant.id}]`;
}

/** Ids mean something only where they are from. */
function whoOf(grant: Grant, request: Request): string {
  if (grant.platform === request.place.platform && grant.subject.kind === 'person' && grant.subject.id === request.person.id) return 'you';
  return isHere(grant, request) ? mention(grant.subject) : `${grant.platform}:${grant.workspace}:${grant.subject.id}`;
}

const isHere = ({ platform, workspace }: Pick<Grant, 'platform' | 'workspace'>, { place }: Request): boolean =>
  platform === place.platform && workspace === place.workspace;

/** A role that ends when a day begins was given to the day before. */
const lastDay = ({ endsAt }: Grant, { timeZone }: Request): string | undefined =>
  endsAt === undefined ? undefined : sayDay(toWall(new Date(endsAt.getTime() - 1), timeZone).slice(0, 10));

export const grantData = (grant: Grant, name: string) => ({
  id: grant.id,
  role: grant.role,
  of: grant.of ?? null,
  name,
  who: grant.subject.id,
  group: grant.subject.kind === 'group',
  everywhere: grant.reach === 'everywhere',
  until: grant.endsAt?.toISOString() ?? null,
});
