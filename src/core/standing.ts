import type { Place, Role } from './request.ts';

/** Where a role counts: in every workspace, or in one. Whoever administers a workspace can give only what counts there. */
export type Reach = 'everywhere' | Pick<Place, 'platform' | 'workspace'>;

/** One role that a person has at this moment. */
export interface Held {
  readonly role: Role;
  /** Of which region a regional officer is one, of which branch a branch officer: their ids. */
  readonly of?: string | undefined;
  readonly reach: Reach;
}

/** What a platform knows of a person that may stand for a role. Asked anew each time, so that what was taken away stops at once. */
export interface Membership {
  /** Whether the person owns or administers the workspace. */
  isAdministrator(workspace: string, person: string): Promise<boolean>;
  /** Those of these groups (roles of a Discord server, user groups of a Slack workspace, by their ids) that the person is in. */
  groupsOf(workspace: string, person: string, groups: readonly string[]): Promise<readonly string[]>;
}
