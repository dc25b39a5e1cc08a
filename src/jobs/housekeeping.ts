import type { Kysely } from 'kysely';
import { createTask, type ScheduledTask } from 'node-cron';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Schema } from '../store/schema.ts';

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

/** Runs each task once each time, however many processes share the database. What fails is logged, and runs again at its next time. */
export function createHousekeeping(tasks: readonly UpkeepTask[], db: Kysely<Schema>, { clock, log }: { clock: Clock; log: Log }): Housekeeping {
  const running = new Set<Promise<void>>();
  const scheduled = tasks.map((task) => {
    const timer: ScheduledTask = createTask(task.cron, ({ date }) => track(runIfFirst(task, date)), { timezone: task.timeZone, suppressMissedWarning: true });
    const next = (): number => timer.getNextRuns(1)[0]?.getTime() ?? Number.MAX_SAFE_INTEGER;
    return { task, timer, next };
  });

  /** The table holds when each runs next. Whoever moves that on is the one that runs it. @returns whether this was it */
  async function moveOn(name: string, due: Date): Promise<boolean> {
    const next = scheduled.find(({ task }) => task.name === name)?.next() ?? Number.MAX_SAFE_INTEGER;
    const { numUpdatedRows } = await db
      .updateTable('upkeep')
      .set({ due_at: next })
      .where('task', '=', name)
      .where('due_at', '<=', due.getTime())
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async function runIfFirst(task: UpkeepTask, due: Date): Promise<void> {
    try {
      if (await moveOn(task.name, due)) await task.run();
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
      for (const { task, timer, next } of scheduled) {
        await await_(task.name, next());
        const now = clock.now();
        if (task.catchesUp) void track(runIfFirst(task, now));
        else await moveOn(task.name, now);
        await timer.start();
      }
    },
    async stop() {
      for (const { timer } of scheduled) await timer.destroy();
      await Promise.all(running);
    },
  };

  /** Sooner when its rule was changed to an earlier time. */
  async function await_(name: string, next: number): Promise<void> {
    await db
      .insertInto('upkeep')
      .values({ task: name, due_at: next })
      .onConflict((conflict) => conflict.column('task').doUpdateSet({ due_at: next }).where('upkeep.due_at', '>', next))
      .execute();
  }
}
