import type { Place } from '../core/request.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import type { Reminder } from '../reminders/reminder.ts';
import type { Dated } from './dated.ts';

/** What is in the calendar of a channel. */
export interface FeedEntries {
  /**
   * What belongs to a channel, whoever set it, and nothing that its people set elsewhere: reminders that are shown or were set there, but not those of a
   * deadline, which has its own days; deadlines that were started there. At most some hundreds of each, those that run and the latest first.
   */
  of(place: Place): Promise<{ readonly reminders: readonly Dated<Reminder>[]; readonly deadlines: readonly Dated<Deadline>[] }>;
}
