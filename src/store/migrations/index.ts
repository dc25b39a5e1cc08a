import type { Migration } from '../migrate.ts';
import { onceAndInstallations } from './0001-once-and-installations.ts';
import { jobs } from './0002-jobs.ts';
import { reminders } from './0003-reminders.ts';
import { appraisals } from './0004-appraisals.ts';
import { directory } from './0005-directory.ts';
import { roles } from './0006-roles.ts';
import { broadcasts } from './0007-broadcasts.ts';
import { subscriptions } from './0008-subscriptions.ts';
import { reminderChanges } from './0009-reminder-changes.ts';
import { workspaces } from './0010-workspaces.ts';
import { deliveriesInChannel } from './0011-deliveries-in-channel.ts';

/** All of them, in the order they run. One that has been released is never changed: add another. */
export const migrations: readonly Migration[] = [
  onceAndInstallations,
  jobs,
  reminders,
  appraisals,
  directory,
  roles,
  broadcasts,
  subscriptions,
  reminderChanges,
  workspaces,
  deliveriesInChannel,
];
