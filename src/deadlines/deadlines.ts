import type { Clock } from '../core/clock.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import { askedIn } from '../reminders/asked.ts';
import { settledNotice } from '../reminders/notice.ts';
import { type Reminder, stepOf } from '../reminders/reminder.ts';
import type { AuditEntry, ReminderStore } from '../reminders/reminder-store.ts';
import { entryOf, maySee, newId, type Reminders, whose } from '../reminders/reminders.ts';
import { type Deadline, ladderOf, stepNumber, withStepMet, withStepOpen } from './deadline.ts';
import type { DeadlineStore, LadderChange } from './deadline-store.ts';
import type { Plan, PlannedStep } from './plan.ts';

/** What commands may do with deadlines. Everyone who can see one may change it; who did is written down. */
export interface Deadlines {
  /** Starts it: its reminders are shown where it was started. The same request once more (a button pressed twice) gets the one that is there. */
  start(plan: Plan, about: string, request: Request): Promise<Deadline>;
  /** Those of the place and the person, nearest first; with `isAll` those that are over too. */
  list(request: Request, isAll: boolean): Promise<readonly Deadline[]>;
  /** @throws {UserError} when there is none of that id that this place or person may see */
  find(id: string, request: Request): Promise<Deadline>;
  /** One of its steps is met: the reminders of that step stop, and what was shown says so. One that was met before stays as it is. */
  meet(id: string, step: PlannedStep, request: Request): Promise<Deadline>;
  /** It was a slip that one of its steps is met: the reminders of that step that are still to come do come. */
  reopen(id: string, step: PlannedStep, request: Request): Promise<Deadline>;
  /** It is no longer kept. Its reminders stop. */
  drop(id: string, request: Request): Promise<Deadline>;
  history(id: string): Promise<readonly AuditEntry[]>;
}

interface Needs {
  readonly store: DeadlineStore;
  readonly reminders: Pick<Reminders, 'prepare' | 'watch' | 'retell'>;
  readonly reminderStore: Pick<ReminderStore, 'history' | 'ofDeadlines'>;
  readonly clock: Clock;
}

const TRIES = 3;
const HISTORY = 20;

export function createDeadlines({ store, reminders, reminderStore, clock }: Needs): Deadlines {
  async function find(id: string, request: Request): Promise<Deadline> {
    const deadline = await store.find(id.trim().toLowerCase());
    if (deadline === undefined || !maySee(deadline, request))
      throw new UserError(`There is no deadline \`${id}\` here.`, 'Say `deadlines` for those there are: each shows its short name.', {
        tryThese: ['deadlines'],
      });
    return deadline;
  }

  /** Changes it as `wanted` says, again if somebody else was faster. What nobody need change any more stays as it is. */
  async function change(
    id: string,
    request: Request,
    action: string,
    wanted: (deadline: Deadline, now: Date) => { readonly next: Deadline; readonly ladder: LadderChange } | undefined,
  ): Promise<Deadline> {
    for (let tries = 0; tries < TRIES; tries++) {
      const deadline = await find(id, request);
      if (deadline.state === 'dropped')
        throw new UserError('That deadline is dropped already.', 'Say `deadlines all` for those that are over.', { tryThese: ['deadlines all'] });
      const now = clock.now();
      const done = wanted(deadline, now);
      if (done === undefined) return deadline;
      if (!(await store.replace(deadline, done.next, done.ladder, entryOf(`deadline:${deadline.id}`, action, request, now)))) continue;
      await reminders.watch(done.ladder.add);
      return done.next;
    }
    throw new UserError('Somebody else is changing this deadline just now.', `Look at it first: \`deadline show ${id}\`.`, {
      tryThese: [`deadline show ${id}`],
    });
  }

  /** What was shown of some steps asks nobody any more. */
  async function retell({ id }: Deadline, steps: readonly number[], what: string): Promise<void> {
    const rungs = (await reminderStore.ofDeadlines([id])).filter((rung) => steps.includes(stepOf(rung)));
    await Promise.all(rungs.map((rung) => reminders.retell(rung, settledNotice(rung, what))));
  }

  const comingLadder = (deadline: Deadline, now: Date, request: Request): readonly Reminder[] =>
    reminders.prepare(ladderOf(deadline, now), request).filter(({ dueAt }) => dueAt !== undefined);

  return {
    find,
    async start(plan, about, request) {
      const now = clock.now();
      const { platform, workspace, channel } = request.place;
      const deadline: Deadline = {
        ...{ id: newId(), platform, workspace, channel, person: request.person.id, about, plan, zone: request.timeZone },
        ...{ met: {}, state: 'open', version: 1, createdAt: now },
      };
      const ladder = comingLadder(deadline, now, request);
      const kept = await store.add(deadline, ladder, entryOf(`deadline:${deadline.id}`, 'deadline started', request, now), askedIn(request, now));
      if (kept.id === deadline.id) await reminders.watch(ladder);
      return kept;
    },
    list: (request, isAll) => store.listFor(whose(request), isAll),
    async meet(id, step, request) {
      const deadline = await change(id, request, `deadline met “${step.label}”`, (before, now) =>
        before.met[step.id] === undefined
          ? { next: withStepMet(before, step, now, request.person.id), ladder: { stopSteps: [stepNumber(before, step)], add: [] } }
          : undefined,
      );
      await retell(deadline, [stepNumber(deadline, step)], 'It is met.');
      return deadline;
    },
    reopen: (id, step, request) =>
      change(id, request, `deadline opened again “${step.label}”`, (before, now) => {
        if (before.met[step.id] === undefined) return undefined;
        const next = withStepOpen(before, step);
        return { next, ladder: { stopSteps: [], add: comingLadder(next, now, request).filter((rung) => stepOf(rung) === stepNumber(next, step)) } };
      }),
    async drop(id, request) {
      const all = (deadline: Deadline): number[] => deadline.plan.steps.map((_, nth) => nth);
      const deadline = await change(id, request, 'deadline dropped', (before) => {
        if (before.state === 'met')
          throw new UserError('That deadline is met already.', 'Say `deadlines all` for those that are over.', { tryThese: ['deadlines all'] });
        return { next: { ...before, state: 'dropped' }, ladder: { stopSteps: all(before), add: [] } };
      });
      await retell(deadline, all(deadline), 'It was dropped: nobody is reminded of it any more.');
      return deadline;
    },
    history: (id) => reminderStore.history(`deadline:${id}`, HISTORY),
  };
}
