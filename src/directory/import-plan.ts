import type { Branch, Link } from './branch.ts';
import type { Channel } from './directory-store.ts';
import type { Divisions } from './divisions-file.ts';
import type { BranchDetails } from './import.ts';
import type { RowFault } from './read-branches.ts';

/** The directory as an import finds it. */
export interface Found extends Divisions {
  /** Every branch, whatever its state. */
  readonly branches: readonly Branch[];
  /** Links in force. */
  readonly links: readonly Link[];
}

/** One branch that rows of a file add or change. */
export interface PlannedChange {
  /** The first row that says it. */
  readonly row: number;
  /** Left out when it is new. */
  readonly before?: Branch | undefined;
  readonly after: BranchDetails;
  /** Channels to link besides those that it has. */
  readonly channels: readonly Channel[];
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** How many rows say what is so already. */
  readonly same: number;
  /** In order of rows. */
  readonly refused: readonly RefusedRow[];
}

export interface Limits {
  /** Whether whoever imports may change the branches of a region. */
  mayChange(region: string): boolean;
  /** For rows without one: an id. */
  readonly region?: string | undefined;
}

export interface RefusedRow extends RowFault {
  readonly name: string;
}
