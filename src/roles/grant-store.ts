import type { Place } from '../core/request.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { Grant } from './grant.ts';

type Workspace = Pick<Place, 'platform' | 'workspace'>;

/** Where roles that people were given are kept. One is in force until it ends or is taken back. */
export interface GrantStore {
  /** Keeps it, and takes back those that it stands in the place of; all or none. */
  add(grant: Grant, instead: readonly string[], entries: readonly AuditEntry[]): Promise<void>;
  /** In force: those of the person (there, or on the whole platform), and those of the groups of the workspace. */
  ofPerson(person: string, where: Workspace, isEverywhere: boolean, now: Date): Promise<readonly Grant[]>;
  /** Given to the person, there or on the whole platform, and over by now: ended, or taken back. */
  overOf(person: string, where: Workspace, isEverywhere: boolean, now: Date): Promise<readonly Grant[]>;
  /** All in force, the latest first. */
  inForce(now: Date): Promise<readonly Grant[]>;
  /** @returns how many of these were in force until then */
  revoke(ids: readonly string[], entry: AuditEntry): Promise<number>;
  /** Those that were given last, whatever became of them. */
  latest(limit: number): Promise<readonly Grant[]>;
  /** Who did what to these, the latest first. */
  history(ids: readonly string[]): Promise<readonly AuditEntry[]>;
  /** Deletes those that ended or were taken back three years ago. */
  purge(now: Date): Promise<void>;
}
