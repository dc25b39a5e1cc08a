import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Services } from '../commands/services.ts';
import type { Clock } from '../src/core/clock.ts';
import type { Courier } from '../src/core/courier.ts';
import type { Request } from '../src/core/request.ts';
import type { Deadline } from '../src/deadlines/deadline.ts';
import { createDeadlineRules } from '../src/deadlines/deadline-rules.ts';
import { createDeadlines } from '../src/deadlines/deadlines.ts';
import { loadRules } from '../src/deadlines/load.ts';
import { planFor } from '../src/deadlines/plan.ts';
import { openQueue } from '../src/jobs/open-queue.ts';
import { createReminders } from '../src/reminders/reminders.ts';
import { deadlinesInStore } from '../src/store/deadlines.ts';
import { remindersInStore } from '../src/store/reminders.ts';
import { openStore } from '../src/store/store.ts';

const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const rules = createDeadlineRules(loadRules(resolve(import.meta.dirname, '../knowledge')).rules);

/** The short name that the commands' examples use. */
export const EXAMPLE = 'k3m9xq';

type Kept = Pick<Services, 'division' | 'reminders' | 'deadlines' | 'deadlineRules'>;

/**
 * What commands keep, in a database of its own that goes with the process. A reminder and a deadline with the short name of the commands' examples
 * appear wherever they are asked for.
 */
export function keptServices(clock: Clock, courierOf: (platform: string) => Courier | undefined = () => undefined): Kept {
  let opening: ReturnType<typeof open> | undefined;

  async function open() {
    const folder = mkdtempSync(join(tmpdir(), 'steward-records-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const address = { file: join(folder, 'steward.db') };
    const store = await openStore(address, { clock, log });
    const [keptReminders, keptDeadlines] = [remindersInStore(store.db), deadlinesInStore(store.db)];
    const reminders = createReminders({ store: keptReminders, queue: await openQueue(address, store, { clock, log }), clock, courierOf });
    const deadlines = createDeadlines({ store: keptDeadlines, reminders, audit: keptReminders, clock });

    async function withExamples(id: string, request: Request): Promise<void> {
      if (id !== EXAMPLE) return;
      const { platform, workspace, channel } = request.place;
      const now = clock.now();
      const entry = { at: now, platform, workspace, person: request.person.id, action: 'reminder set', subject: `reminder:${EXAMPLE}` };
      const schedule = {
        kind: 'repeating',
        start: '2030-01-07T10:00',
        rule: 'FREQ=MONTHLY;BYDAY=1MO',
        onDaysOff: 'keep',
        zone: request.timeZone,
        division: 'england-and-wales',
      } as const;
      const [draft] = reminders.prepare([{ words: 'Branch committee: papers out', schedule }], request);
      if (draft && (await keptReminders.find(EXAMPLE)) === undefined) await keptReminders.add([{ ...draft, id: EXAMPLE }], [entry]);
      const rule = rules.find('advice-window');
      const before = await keptDeadlines.find(EXAMPLE);
      if (rule === undefined || before?.state === 'open') return;
      // An example that was met is there again for the next.
      await store.db.deleteFrom('deadlines').where('id', '=', EXAMPLE).execute();
      const deadline: Deadline = {
        ...{ id: EXAMPLE, platform, workspace, channel, person: request.person.id, about: 'shared services guidance', zone: request.timeZone },
        ...{ plan: planFor(rule, '2030-06-19', { division: 'england-and-wales' }), met: {}, state: 'open', version: 1, createdAt: now },
      };
      await keptDeadlines.add(deadline, [], { ...entry, action: 'deadline started', subject: `deadline:${EXAMPLE}` });
    }
    return {
      reminders: {
        ...reminders,
        find: async (id: string, request: Request) => withExamples(id, request).then(() => reminders.find(id, request)),
        change: async (...what: Parameters<typeof reminders.change>) => withExamples(what[0], what[1]).then(() => reminders.change(...what)),
      },
      deadlines: {
        ...deadlines,
        find: async (id: string, request: Request) => withExamples(id, request).then(() => deadlines.find(id, request)),
        meet: async (id: string, request: Request) => withExamples(id, request).then(() => deadlines.meet(id, request)),
        drop: async (id: string, request: Request) => withExamples(id, request).then(() => deadlines.drop(id, request)),
      },
    };
  }

  const opened = () => {
    opening ??= open();
    return opening;
  };
  return {
    division: 'england-and-wales',
    deadlineRules: () => rules,
    reminders: async () => (await opened()).reminders,
    deadlines: async () => (await opened()).deadlines,
  };
}
