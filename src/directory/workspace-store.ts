import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { Decision, Workspace, WorkspaceId } from './workspace.ts';

/** Where it is kept which workspaces were accepted and refused. */
export interface WorkspaceStore {
  find(where: WorkspaceId): Promise<Decision | undefined>;
  /** Those with a link in force and those decided on, by platform and id. */
  all(): Promise<readonly Workspace[]>;
  /**
   * Keeps it with its entry in the audit log. One that stands already keeps who made it and when; with `first` any that was made before stays.
   * @returns whether it was kept
   */
  decide(decision: Decision, entry: AuditEntry, first?: boolean): Promise<boolean>;
}
