import type { Kysely } from 'kysely';
import { createTask, type ScheduledTask, schedule } from 'node-cron';
import type { Log } from '../core/log.ts';
import type { Schema } from '../store/schema.ts';

const EVERY_MINUTE = '0 * * * * *';

/** Upkeep that recurs: a purge, a digest. */
export interface UpkeepTask {
  /** Names it for ever: letters and hyphens. */
  readonly name: string;
  /** When, as cron writes it (`17 3 * * *`), on the wall clock of `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
  /** Whether it runs at the next start when nothing ran at its time. However often it was missed, it runs once. */
  readonly catchesUp: boolean;
  run(): Promise<void>;
}

export interface Housekeeping {
  /** @throws {StoreError} when the database cannot be reached */
  start(): Promise<void>;
  /** Resolves when what runs has ended. */
  stop(): Promise<void>;
}

interface Scheduled {
  readonly task: UpkeepTask;
  readonly timer: ScheduledTask;
}

/** Runs each task once each time, however many processes share the database. What fails is logged, and runs again at its next time. */
export function createHousekeeping(tasks: readonly UpkeepTask[], db: Kysely<Schema>, log: Log): Housekeeping {
  const running = new Set<Promise<void>>();
  const scheduled = tasks.map((task): Scheduled => {
    // Never started: it only says when the next time is. A timer that comes late is not made up for by node-cron, so the table is asked every minute.
    const timer = createTask(task.cron, () => {}, { timezone: task.timeZone });
    return { task, timer };
  });
  let ticking: ScheduledTask | undefined;

  async function tick(): Promise<void> {
    const now = new Date();
    try {
      const due = await db.selectFrom('upkeep').select('task').where('due_at', '<=', now.getTime()).execute();
      const names = new Set(due.map(({ task }) => task));
      await Promise.all(scheduled.filter(({ task }) => names.has(task.name)).map((each) => runIfFirst(each, now)));
    } catch (error) {
      const type = error instanceof Error ? error.name : typeof error;
      log.warn({ type }, 'whether upkeep is due could not be looked up: it is looked up again in a minute');
    }
  }

  async function runIfFirst({ task, timer }: Scheduled, due: Date): Promise<void> {
    try {
      if (await moveOn(db, task.name, due, nextRun(timer, due))) await task.run();
    } catch (error) {
      const type = error instanceof Error ? error.name : typeof error;
      log.error({ task: task.name, type }, 'an upkeep task failed: it runs again at its next time; look at the database and the disk if it fails again');
    }
  }

  function track(run: Promise<void>): Promise<void> {
    running.add(run);
    return run.finally(() => running.delete(run));
  }

  return {
    async start() {
      for (const each of scheduled) {
        const now = new Date();
        const next = nextRun(each.timer, now);
        await awaitRun(db, each.task.name, next);
        if (each.task.catchesUp) void track(runIfFirst(each, now));
        else await moveOn(db, each.task.name, now, next);
      }
      ticking = schedule(EVERY_MINUTE, () => track(tick()), { suppressMissedWarning: true });
    },
    async stop() {
      await ticking?.destroy();
      for (const { timer } of scheduled) await timer.destroy();
      await Promise.all(running);
    },
  };
}

/** A timer may go off a little early: then the first one is the one that is due. */
function nextRun(timer: ScheduledTask, due: Date): Date {
  const next = timer.getNextRuns(2).find((run) => run > due);
  if (!next) throw new Error('an upkeep task has no next time');
  return next;
}

/** The table holds when each task runs next; earlier than it says when the rule was changed. */
async function awaitRun(db: Kysely<Schema>, name: string, next: Date): Promise<void> {
  await db
    .insertInto('upkeep')
    .values({ task: name, due_at: next.getTime() })
    .onConflict((conflict) => conflict.column('task').doUpdateSet({ due_at: next.getTime() }).where('upkeep.due_at', '>', next.getTime()))
    .execute();
}

/** Of all that find it due, one can move it on. @returns whether it was this one, which is to run it */
async function moveOn(db: Kysely<Schema>, name: string, due: Date, next: Date): Promise<boolean> {
  const isDue = db.updateTable('upkeep').set({ due_at: next.getTime() }).where('task', '=', name).where('due_at', '<=', due.getTime());
  const { numUpdatedRows } = await isDue.executeTakeFirst();
  return numUpdatedRows > 0n;
}
