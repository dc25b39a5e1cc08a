import type { Place } from '../core/request.ts';
import type { AuditEntry } from '../reminders/reminder-store.ts';

/** A secret link to the calendar of a channel. The secret itself is kept nowhere. */
export interface CalendarLink extends Place {
  readonly id: string;
  readonly createdAt: Date;
}

/** Where secret links are kept, by the hashes of their secrets. */
export interface CalendarLinks {
  add(link: CalendarLink, secretHash: string, entry: AuditEntry): Promise<void>;
  /** Undefined when there is none, or none any more. */
  find(secretHash: string): Promise<CalendarLink | undefined>;
  /** Those of a channel, the oldest first. */
  list(place: Place): Promise<readonly CalendarLink[]>;
  /** Deletes all of a channel. @returns how many there were; none leaves no entry */
  revokeAll(place: Place, entry: AuditEntry): Promise<number>;
}
