import type { Branch, Link } from './branch.ts';
import type { BranchRow } from './read-branches.ts';

/** A file of branches that somebody gave: a draft until it is confirmed, then what it did, so that it can be undone. */
export interface Import {
  /** Six letters and digits. */
  readonly id: string;
  readonly state: 'draft' | 'applied' | 'undone';
  readonly rows: readonly BranchRow[];
  /** What the person was shown, as a digest: applying it later must do just that. */
  readonly shown: string;
  /** What it did; empty for a draft. */
  readonly done: readonly ImportedBranch[];
  readonly version: number;
  readonly createdAt: Date;
  readonly appliedAt?: Date | undefined;
}

/** One branch that an import added or changed. */
export interface ImportedBranch {
  readonly id: string;
  /** Its version right after the import: another one means that somebody has changed it since. */
  readonly version: number;
  /** How it was; left out when the import added it. */
  readonly before?: BranchDetails | undefined;
  /** Links that it added. */
  readonly links: readonly Link['id'][];
}

/** What a file may say of a branch. */
export type BranchDetails = Pick<Branch, 'name' | 'code' | 'region' | 'serviceGroups' | 'tags'>;
