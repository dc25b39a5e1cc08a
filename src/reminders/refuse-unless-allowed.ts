import { UserError } from '../core/user-error.ts';
import type { Reminder, ReminderState } from './reminder.ts';

/** What a person may do with a reminder. */
type Act = 'done' | 'put off' | 'change' | 'pause' | 'resume' | 'stop';

/** In which states. What is stopped stays so; what has ended, or could not be shown, has nothing to hold back or to go on with. */
const ALLOWED: Readonly<Record<Act, readonly ReminderState[]>> = {
  done: ['active', 'paused', 'ended', 'undelivered'],
  'put off': ['active', 'paused', 'ended', 'undelivered'],
  change: ['active', 'paused', 'ended', 'undelivered'],
  pause: ['active', 'paused'],
  resume: ['active', 'paused'],
  stop: ['active', 'paused', 'ended', 'undelivered', 'stopped'],
};

/** @throws {UserError} when that cannot be done with a reminder as it stands: why, and what can */
export function refuseUnlessAllowed(act: Act, reminder: Reminder): void {
  if (!ALLOWED[act].includes(reminder.state)) throw refusalOf(reminder);
}

/** What can be done with one that is stopped, is over, or could not be shown. */
export function refusalOf({ id, state, deadline }: Reminder): UserError {
  if (state === 'undelivered')
    return new UserError('That reminder could not be shown, and waits to be moved.', 'Have it shown in a channel that I am in, or stop it.', {
      tryThese: [`reminder change ${id} here`, `reminder stop ${id}`],
    });
  if (state === 'ended')
    return new UserError('That reminder is over: nothing is left of it.', 'Put it off, or give it another time, and it comes again.', {
      tryThese: [`reminder snooze ${id} tomorrow 9am`],
    });
  if (deadline !== undefined)
    return new UserError('The deadline that it is for is met or dropped, so it comes no more.', `See how it stands: \`deadline show ${deadline.id}\`.`, {
      tryThese: [`deadline show ${deadline.id}`],
    });
  return new UserError('That reminder was cancelled.', 'Set a new one: `remind "ring the region" tomorrow 9am`.', { tryThese: ['reminders'] });
}
