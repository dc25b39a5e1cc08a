import type { Clock } from '../../core/clock.ts';
import { type Database, databaseCheck } from '../database.ts';
import { type Check, type Finding, look, ok } from '../finding.ts';
import { several } from '../plain-words.ts';

/** A reminder is looked at within seconds; one that is late by so much waits for something. */
const LATE_MS = 5 * 60_000;
/** After an hour's failures it is tried once in fifteen minutes. */
const FAILURES = 10;

/** Whether reminders reach the places they are for. */
export const remindersCheck = (database: Database, clock: Clock): Check =>
  databaseCheck('Reminders', database, async ({ store: { db } }) => {
    const { count: late } = await db
      .selectFrom('reminders')
      .where('state', '=', 'active')
      .where('look_at', '<', clock.now().getTime() - LATE_MS)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const { count: undelivered } = await db
      .selectFrom('reminders')
      .where('state', '=', 'undelivered')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const { count: failing } = await db
      .selectFrom('showings')
      .where('state', '=', 'sending')
      .where('failures', '>=', FAILURES)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const findings: Finding[] = [];
    if (late > 0)
      findings.push(
        look(
          `${several(late, 'reminder')} should have been shown before now.`,
          'Start Steward with the platform they are for: each is shown then, and says how late it is.',
        ),
      );
    if (undelivered > 0)
      findings.push(
        look(
          `${several(undelivered, 'reminder')} could not be shown: a channel is gone, or closed to Steward.`,
          'Whoever set one was told; `reminders` lists it, and it can be moved.',
        ),
      );
    if (failing > 0)
      findings.push(look(`${several(failing, 'reminder')} failed again and again.`, 'Look at the log for what the platform answers; Steward goes on trying.'));
    return findings.length === 0 ? [ok('none is late, none failed.')] : findings;
  });
