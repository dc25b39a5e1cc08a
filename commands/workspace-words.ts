import { describeMoment } from '../src/calendar/schedule.ts';
import type { Place, Request } from '../src/core/request.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Directory } from '../src/directory/directory.ts';
import { type Decision, type Workspace, type WorkspaceId, workspaceName } from '../src/directory/workspace.ts';

/** Branches named in a line. */
const NAMED = 5;

/** `slack:T0123 (this one): 3 channels, of Bolton and Leeds, since 3 November 2026 at 9:30 am`. */
export async function workspaceLine(one: Workspace, directory: Directory, { place, timeZone }: Pick<Request, 'place' | 'timeZone'>): Promise<string> {
  const name = `${workspaceName(one)}${isHere(one, place) ? ' (this one)' : ''}`;
  const since = one.linkedSince === undefined ? '' : `, linked since ${describeMoment(one.linkedSince, timeZone)}`;
  return `${name}: ${await channelsIn(one, directory)}${since}`;
}

/** `3 channels, of Bolton and Leeds`. */
export async function channelsIn({ branches, channels }: Workspace, directory: Directory): Promise<string> {
  if (channels === 0) return 'no channel of a branch';
  const names = (await directory.branches(branches.slice(0, NAMED))).map(({ name }) => name);
  const more = branches.length - NAMED;
  const all = more > 0 ? [...names, `${more.toLocaleString('en-GB')} more`] : names;
  return `${channels === 1 ? 'one channel' : `${channels.toLocaleString('en-GB')} channels`}, of ${new Intl.ListFormat('en-GB').format(all)}`;
}

/** `accepted on 3 November 2026 at 9:30 am by you`. */
export function decisionWords({ state, by, person: who, at }: Decision, { person, timeZone }: Pick<Request, 'person' | 'timeZone'>): string {
  const somebody = who === person.id ? 'you' : 'another officer';
  if (by === 'settings') return `${state} on ${describeMoment(at, timeZone)}, as Steward’s settings name it`;
  // Its time is that of its first link.
  if (by === 'upgrade') return `${state}, as it was in use before workspaces had to be accepted`;
  return `${state} on ${describeMoment(at, timeZone)} by ${by === 'setup' ? `${somebody}, who linked a branch there` : somebody}`;
}

export const workspaceData = (one: Workspace) => ({
  workspace: workspaceName(one),
  state: one.decision?.state ?? 'waiting',
  by: one.decision?.by ?? null,
  at: one.decision?.at.toISOString() ?? null,
  branches: one.branches.length,
  channels: one.channels,
});

const isHere = (one: WorkspaceId, place: Place): boolean => one.platform === place.platform && one.workspace === place.workspace;

/**
 * The workspace that somebody means: `here`, `slack:T0123`, or the id alone of one that there is. One that nothing is linked in yet may be named in full.
 * @throws {UserError} for what is no workspace
 */
export function workspaceNamed(words: string, all: readonly Workspace[], { place }: Pick<Request, 'place'>): Workspace {
  const typed = words.replace(/^[`“”"]+|[.,`“”"]+$/gu, '');
  const fallback = ({ platform, workspace }: WorkspaceId): Workspace => ({ platform, workspace, branches: [], channels: 0 });
  if (/^(?:here|this(?: (?:one|workspace|server))?)$/iu.test(typed)) return all.find((one) => isHere(one, place)) ?? fallback(place);
  const isNamed = (one: WorkspaceId): boolean => [one.workspace, workspaceName(one)].some((name) => name.toLowerCase() === typed.toLowerCase());
  const [only, ...others] = all.filter(isNamed);
  if (only !== undefined && others.length === 0) return only;
  const { platform, workspace } = /^(?<platform>[a-z]+):(?<workspace>[a-z0-9]{2,24})$/iu.exec(typed)?.groups ?? {};
  if (platform !== undefined && workspace !== undefined) return fallback({ platform: platform.toLowerCase(), workspace: workspace.toUpperCase() });
  throw new UserError(
    `I know of no workspace “${typed}”.`,
    'Say its platform and id, such as `slack:T0123`: `workspaces` lists them; or `here` for this one.',
    {
      field: 'workspace',
      tryThese: ['workspaces'],
    },
  );
}
