import type { Command } from '../src/core/command.ts';
import { appraiseCommands } from './appraise.ts';
import { argumentsCommand } from './arguments.ts';
import { ask } from './ask.ts';
import { branchCommands } from './branch.ts';
import { branches } from './branches.ts';
import { broadcastCommands } from './broadcast.ts';
import { broadcasts } from './broadcasts.ts';
import { calendarCommands } from './calendar.ts';
import { cases } from './cases.ts';
import { deadlineCommands } from './deadline.ts';
import { deadlines } from './deadlines.ts';
import { directoryCommands } from './directory.ts';
import { helpFor } from './help.ts';
import { law } from './law.ts';
import { motions } from './motions.ts';
import { questions } from './questions.ts';
import { remind } from './remind.ts';
import { reminderCommands } from './reminder.ts';
import { reminders } from './reminders.ts';
import { risks } from './risks.ts';
import { roleCommands } from './role.ts';
import { roles } from './roles.ts';
import type { Services } from './services.ts';
import { setup } from './setup.ts';
import { show } from './show.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';
import { upcoming } from './upcoming.ts';
import { workspaceCommands } from './workspace.ts';
import { workspaces } from './workspaces.ts';

const listed: readonly Command<Services>[] = [
  ...[ask, motions, risks, cases, argumentsCommand, questions, law, show],
  ...[remind, reminders, ...reminderCommands, ...deadlineCommands, deadlines, upcoming, ...calendarCommands],
  ...[subscribe, unsubscribe, subscriptions],
  ...[setup, branches, ...branchCommands, ...directoryCommands, workspaces, ...workspaceCommands],
  ...[roles, ...roleCommands],
  ...[...broadcastCommands, broadcasts],
  ...appraiseCommands,
];

/** Every command, in the order that help shows them. */
export const commands: readonly Command<Services>[] = [...listed, helpFor(listed)];
