import type { Unreachable } from '../core/courier.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';
import type { Audience, Branch, Link } from './branch.ts';
import type { Divisions } from './divisions-file.ts';
import type { Import } from './import.ts';

/** Where the directory is kept. A branch with its channels is one thing with one version: whoever changes any of it moves the version on. */
export interface DirectoryStore {
  divisions(): Promise<Divisions>;
  /** Keeps these: adds what is new, changes names, drops what is gone and no branch belongs to. Twice is once. */
  seed(divisions: Divisions): Promise<void>;
  /** Those of these ids, whatever their state. */
  branches(ids: readonly string[]): Promise<readonly Branch[]>;
  /** What branches are called that are open, or that are not any more: closed or merged. */
  names(which: 'open' | 'ended'): Promise<readonly BranchName[]>;
  /** Open branches that have one of each list that is not empty. */
  select(wanted: Pick<Audience, 'regions' | 'serviceGroups' | 'tags'>): Promise<readonly Branch[]>;
  /** Every branch there ever was, and every link in force. */
  everything(): Promise<{ readonly branches: readonly Branch[]; readonly links: readonly Link[] }>;
  /** Links in force of these branches, oldest first. */
  links(branches: readonly string[]): Promise<readonly Link[]>;
  /** The link in force of a channel. */
  linkAt(place: Channel): Promise<Link | undefined>;
  /** Those of these ids that are in force. */
  linked(ids: readonly string[]): Promise<readonly Link[]>;
  noteTrouble(links: readonly { readonly id: string; readonly trouble: Unreachable | undefined }[]): Promise<void>;
  /**
   * Makes all of a change or nothing of it.
   * @returns `changed` when a branch, a link or the import is no longer as it was read; `taken` when a name, a code or a channel is another open branch's already
   */
  apply(change: Change): Promise<'done' | 'changed' | 'taken'>;
  history(branch: string, limit: number): Promise<readonly AuditEntry[]>;
  addImport(draft: Import): Promise<void>;
  findImport(id: string): Promise<Import | undefined>;
  /** Those that were applied, newest first. */
  imports(limit: number): Promise<readonly Import[]>;
  /** Deletes imports made before then: drafts, and what was applied. */
  purgeImports(before: { readonly drafts: Date; readonly applied: Date }): Promise<void>;
}

export type Channel = Pick<Link, 'platform' | 'workspace' | 'channel'>;

export type BranchName = Pick<Branch, 'id' | 'name' | 'code' | 'region'>;

export interface Change {
  /** What there was and what there is to be: without `before` it is new, without `after` it goes, its links too. Versions are counted by the store. */
  readonly branches: readonly BranchChange[];
  readonly linked?: readonly Link[] | undefined;
  /** Links in force, which end. */
  readonly unlinked?: readonly Link[] | undefined;
  /** How the import that this is part of stands afterwards. */
  readonly import?: Import | undefined;
  readonly entries: readonly AuditEntry[];
  readonly at: Date;
}

export type BranchChange =
  | { readonly before: Branch; readonly after: Branch }
  | { readonly before?: undefined; readonly after: Branch }
  | { readonly before: Branch; readonly after?: undefined };
