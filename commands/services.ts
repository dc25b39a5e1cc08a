import type { Unanswered } from '../src/advice/unanswered.ts';
import type { Appraisals } from '../src/appraisals/appraisals.ts';
import type { Broadcasts } from '../src/broadcasts/broadcasts.ts';
import type { Division } from '../src/calendar/holidays.ts';
import type { DeadlineRules } from '../src/deadlines/deadline-rules.ts';
import type { Deadlines } from '../src/deadlines/deadlines.ts';
import type { Directory } from '../src/directory/directory.ts';
import type { Imports } from '../src/directory/imports.ts';
import type { Registry } from '../src/directory/registry.ts';
import type { Workspaces } from '../src/directory/workspaces.ts';
import type { Feeds } from '../src/feeds/feeds.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import type { Reminders } from '../src/reminders/reminders.ts';
import type { Roles } from '../src/roles/roles.ts';
import type { Subscriptions } from '../src/subscriptions/subscriptions.ts';

/** What commands may use. `main` supplies it. */
export interface Services {
  /** The knowledge base as it stands at this moment. */
  knowledge(): KnowledgeBase;
  readonly unanswered: Unanswered;
  /** Whose bank holidays count. */
  readonly division: Division;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  reminders(): Promise<Reminders>;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  deadlines(): Promise<Deadlines>;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  feeds(): Promise<Feeds>;
  appraisals(): Promise<Appraisals>;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  directory(): Promise<Directory>;
  /** What changes the directory. */
  registry(): Promise<Registry>;
  /** Which workspaces guidance from elsewhere may come to. */
  workspaces(): Promise<Workspaces>;
  subscriptions(): Promise<Subscriptions>;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  roles(): Promise<Roles>;
  /** Files of branches. */
  imports(): Promise<Imports>;
  /** The rules that deadlines are worked out by, as they stand at this moment. */
  deadlineRules(): DeadlineRules;
  /** Opens the database the first time. @throws {UserError} when it cannot be used */
  broadcasts(): Promise<Broadcasts>;
}
