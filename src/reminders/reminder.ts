import { z } from 'zod';
import type { IsoDate } from '../calendar/dates.ts';
import { type Schedule, schedule } from '../calendar/schedule.ts';

/** What is shown at its time in a channel, for as long as somebody there wants it: it belongs to the place, not to who set it. */
export interface Reminder {
  /** Six letters and digits, in small letters: short enough to type. */
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  /** Where it is shown. */
  readonly channel: string;
  /** Where it was set: people there may change it too. */
  readonly origin: string;
  /** Who set it: told when it cannot be shown. */
  readonly person: string;
  readonly words: string;
  readonly schedule: Schedule;
  /** Shown again and again after it was due, until somebody says done. */
  readonly nag?: Nag | undefined;
  readonly state: ReminderState;
  /** When it is next due by its schedule. */
  readonly dueAt?: Date | undefined;
  /** When what was shown before comes again: put off, or nagging. */
  readonly again?: Again | undefined;
  /** The deadline that it is for. */
  readonly deadline?: Rung | undefined;
  /** Why it could not be shown the last time. */
  readonly trouble?: Trouble | undefined;
  /** Counts its changes, so that of two at once the second is told. */
  readonly version: number;
  readonly createdAt: Date;
}

interface Rung {
  readonly id: string;
  /** A hundred for each step of the deadline, and within them the rungs of its ladder in order. */
  readonly step: number;
  /** The date of that step. How far off it is, is worked out when the reminder is shown. Not known of those that were set before it was kept. */
  readonly dueOn?: IsoDate | undefined;
}

/** `stopped` by a person; `ended` because nothing is left of its schedule; `undelivered`: its last showing failed for good. */
export type ReminderState = 'active' | 'paused' | 'stopped' | 'ended' | 'undelivered';

export type Trouble = 'gone' | 'forbidden' | 'removed';

/** Reminders of one step of a deadline share so many numbers. */
export const RUNGS_A_STEP = 100;

/** Which step of its deadline a reminder is for, from 0; -1 for one that is for none. */
export const stepOf = ({ deadline }: Pick<Reminder, 'deadline'>): number => (deadline === undefined ? -1 : Math.floor(deadline.step / RUNGS_A_STEP));

export interface Nag {
  /** At least 5. */
  readonly everyMinutes: number;
  /** How often at most. */
  readonly times: number;
}

export interface Again {
  readonly at: Date;
  readonly why: 'snoozed' | 'nag';
  /** The time it was due. */
  readonly of: Date;
  /** How often it may still nag after this. */
  readonly left: number;
  /** Put off besides, to a time after this. */
  readonly later?: PutOff | undefined;
}

type PutOff = Pick<Again, 'at' | 'of'>;

/** The time to which somebody has put it off, while that is to come. */
export function putOff({ again }: Pick<Reminder, 'again'>): PutOff | undefined {
  return again?.why === 'snoozed' ? { at: again.at, of: again.of } : again?.later;
}

/** The parts that the database keeps as JSON. */
export const scheduleJson: z.ZodType<Schedule> = schedule;
export const nagJson = z.object({ everyMinutes: z.int().min(5), times: z.int().min(1) });
const putOffJson = z.object({ at: z.coerce.date(), of: z.coerce.date() });
export const againJson = putOffJson.extend({ why: z.enum(['snoozed', 'nag']), left: z.int().min(0), later: putOffJson.optional() });

/** When it has to be looked at; undefined while there is nothing to show. */
export function nextLook({ state, dueAt, again }: Pick<Reminder, 'state' | 'dueAt' | 'again'>): Date | undefined {
  if (state !== 'active') return undefined;
  const times = [dueAt, again?.at].filter((at) => at !== undefined).map((at) => at.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
