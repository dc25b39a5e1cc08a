import type { Unreachable } from '../core/courier.ts';

/** A region, or a service group. */
export interface Division {
  /** `north-west`: never changes. */
  readonly id: string;
  readonly name: string;
  /** What it is also called. */
  readonly aliases: readonly string[];
}

export interface Branch {
  /** Six letters and digits. */
  readonly id: string;
  readonly name: string;
  /** The union's own number for it, as the region writes it. */
  readonly code?: string | undefined;
  /** Id of its region. */
  readonly region: string;
  /** Ids. */
  readonly serviceGroups: readonly string[];
  /** Small letters, digits and hyphens: `pfi-schools`. */
  readonly tags: readonly string[];
  /** Tags of broadcasts that it does not want, unless they are essential. */
  readonly mutes: readonly string[];
  /** One that merged stays, so that what was sent to it can still be found. */
  readonly state: 'open' | 'closed' | { readonly mergedInto: string };
  readonly version: number;
  readonly createdAt: Date;
}

/** A channel where a branch can be reached. A channel belongs to one branch at a time; a branch may have several. */
export interface Link {
  readonly id: string;
  readonly branch: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly linkedAt: Date;
  /** Set when it was unlinked or moved: the row stays. */
  readonly endedAt?: Date | undefined;
  /** Why the last thing that was sent there did not arrive. */
  readonly trouble?: Unreachable | undefined;
  /** Whether guidance from elsewhere may come to its workspace, as it is when the link is read: see `mayComeFrom`. */
  readonly isAccepted?: boolean | undefined;
}

/** Who something is for: within a list any of them, between lists all of them; `branches` come in besides, `except` never. */
export interface Audience {
  /** Every branch there is: lists beside it narrow it. */
  readonly all: boolean;
  readonly regions: readonly string[];
  readonly serviceGroups: readonly string[];
  readonly tags: readonly string[];
  /** Ids of branches. */
  readonly branches: readonly string[];
  readonly except: readonly string[];
}

/** An open branch, and the channels where it can be reached at this moment: none when none is linked. */
export interface Recipient {
  readonly branch: Branch;
  readonly links: readonly Link[];
}
