import type { Place } from '../core/request.ts';

/** One of Slack's workspaces, or a server of Discord. */
export type WorkspaceId = Pick<Place, 'platform' | 'workspace'>;

/** `slack:T0123`: how one is named in any text. */
export const workspaceName = ({ platform, workspace }: WorkspaceId): string => `${platform}:${workspace}`;

/**
 * What vouched for a workspace: a person who said so, one who linked a branch there and whose role counts everywhere, whoever runs Steward by
 * naming it in the settings, or that it was linked before anybody had to.
 */
export const VOUCHERS = ['person', 'setup', 'settings', 'upgrade'] as const;

/** Whether guidance from elsewhere may come to a workspace. Anybody can make one and link a branch there, so without a decision it may not. */
export interface Decision extends WorkspaceId {
  readonly state: 'accepted' | 'refused';
  readonly by: (typeof VOUCHERS)[number];
  /** The platform's id of who it was; undefined when it was nobody. */
  readonly person?: string | undefined;
  readonly at: Date;
}

/** A workspace with channels of branches, or with a decision, or both. */
export interface Workspace extends WorkspaceId {
  readonly decision?: Decision | undefined;
  /** Ids of the branches that have channels there. */
  readonly branches: readonly string[];
  readonly channels: number;
  /** When the oldest of these was linked. */
  readonly linkedSince?: Date | undefined;
}
