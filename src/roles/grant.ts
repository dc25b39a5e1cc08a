import type { Place } from '../core/request.ts';
import type { Held, Reach } from '../core/standing.ts';
import type { Subject } from './subject.ts';

/** Roles that one person may give to another; everyone is an organiser. */
export const GIVEN_ROLES = ['branch-officer', 'regional-officer', 'national-officer', 'administrator'] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** A role that somebody gave. It counts from then on until it ends or is taken back, and the row stays for the record. */
export interface Grant extends Omit<Wanted, 'at'> {
  /** Six letters and digits. */
  readonly id: string;
  /** Where who has it is known by that id: ids of people and groups are the platform's own. */
  readonly platform: string;
  readonly workspace: string;
  /** As far as the role of who gave it. */
  readonly reach: Reach;
  /** Who gave it. */
  readonly by: string;
  readonly grantedAt: Date;
  readonly revokedAt?: Date | undefined;
}

/** What is asked for: a role, of what, for whom and until when. */
export interface Wanted {
  readonly role: GivenRole;
  /** The region of a regional officer, the branch of a branch officer: ids. */
  readonly of?: string | undefined;
  readonly subject: Subject;
  /** Where the subject is known by its id, when that is another workspace than the one it is said in. */
  readonly at?: Pick<Place, 'platform' | 'workspace'> | undefined;
  /** The first moment at which it does not count. */
  readonly endsAt?: Date | undefined;
}

/** Whether one reach is at least as far as another. */
export const coversReach = (wide: Reach, narrow: Reach): boolean =>
  wide === 'everywhere' || (narrow !== 'everywhere' && wide.platform === narrow.platform && wide.workspace === narrow.workspace);

/** Two grants of the same thing to the same subject: whoever takes one back means both. */
export const isSameRole = (one: Granted, other: Granted): boolean =>
  one.role === other.role &&
  one.of === other.of &&
  one.platform === other.platform &&
  one.workspace === other.workspace &&
  one.subject.kind === other.subject.kind &&
  one.subject.id === other.subject.id;

type Granted = Omit<Wanted, 'at'> & Pick<Place, 'platform' | 'workspace'>;

export const heldBy = ({ role, of, reach }: Grant): Held => ({ role, of, reach });
