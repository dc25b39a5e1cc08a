import type { Person, Place, Role } from './request.ts';

/** Where a role counts: in every workspace, or in one. Whoever administers a workspace can give only what counts there. */
export type Reach = 'everywhere' | Pick<Place, 'platform' | 'workspace'>;

/** One role that a person has at this moment. */
export interface Held {
  readonly role: Role;
  /** Of which region a regional officer is one, of which branch a branch officer: their ids. */
  readonly of?: string | undefined;
  readonly reach: Reach;
}

/** What a person may do at this moment, as far as is known. */
export interface Standing {
  readonly held: readonly Held[];
  /** False when the platform did not say in time what it knows of the person: there may be more. */
  readonly isComplete: boolean;
}

/** Whether a role counts in a workspace; a role that counts everywhere does. */
export const countsIn = ({ reach }: Held, { platform, workspace }: Pick<Place, 'platform' | 'workspace'>): boolean =>
  reach === 'everywhere' || (reach.platform === platform && reach.workspace === workspace);

/** The roles that come with where a person sits, and nothing else: they count everywhere. */
export const heldThere = ({ roles }: Person): readonly Held[] => roles.map((role) => ({ role, reach: 'everywhere' }));

/** What a platform knows of a person that may stand for a role. Asked anew each time, so that what was taken away stops at once. Rejects when it cannot be known. */
export interface Membership {
  /** Where the id of a person is always the same one: in one workspace, or on the whole platform. */
  readonly personIds: 'workspace' | 'platform';
  /** Whether the person owns or administers the workspace. */
  isAdministrator(workspace: string, person: string): Promise<boolean>;
  /** Those of these groups (roles of a Discord server, user groups of a Slack workspace, by their ids) that the person is in. */
  groupsOf(workspace: string, person: string, groups: readonly string[]): Promise<readonly string[]>;
}
