import { toWall } from '../calendar/zone.ts';
import type { Clock } from '../core/clock.ts';
import type { Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import type { AuditEntry, ReminderStore } from '../reminders/reminder-store.ts';
import { entryOf, maySee, newId, type Reminders, whose } from '../reminders/reminders.ts';
import { type Deadline, ladderOf, nextStep, withStepMet } from './deadline.ts';
import type { DeadlineStore } from './deadline-store.ts';
import type { Plan } from './plan.ts';

/** What commands may do with deadlines. Everyone who can see one may change it; who did is written down. */
export interface Deadlines {
  /** Starts it: its reminders are shown where it was started. */
  start(plan: Plan, about: string, request: Request): Promise<Deadline>;
  /** Those of the place and the person, nearest first; with `isAll` those that are over too. */
  list(request: Request, isAll: boolean): Promise<readonly Deadline[]>;
  /** @throws {UserError} when there is none of that id that this place or person may see */
  find(id: string, request: Request): Promise<Deadline>;
  /** Its next step is met. Its reminders stop. */
  meet(id: string, request: Request): Promise<Deadline>;
  /** It is no longer kept. Its reminders stop. */
  drop(id: string, request: Request): Promise<Deadline>;
  history(id: string): Promise<readonly AuditEntry[]>;
}

interface Needs {
  readonly store: DeadlineStore;
  readonly reminders: Pick<Reminders, 'prepare' | 'watch'>;
  readonly audit: Pick<ReminderStore, 'history'>;
  readonly clock: Clock;
}

const TRIES = 3;
const HISTORY = 20;

export function createDeadlines({ store, reminders, audit, clock }: Needs): Deadlines {
  async function find(id: string, request: Request): Promise<Deadline> {
    const deadline = await store.find(id.trim().toLowerCase());
    if (deadline === undefined || !maySee(deadline, request))
      throw new UserError(`There is no deadline \`${id}\` here.`, 'Say `deadlines` for those there are: each shows its short name.', {
        tryThese: ['deadlines'],
      });
    return deadline;
  }

  /** Changes it as `change` says, again if somebody else was faster. */
  async function settle(
    id: string,
    request: Request,
    action: string,
    change: (deadline: Deadline, now: Date) => { next: Deadline; stops: readonly number[] },
  ): Promise<Deadline> {
    for (let tries = 0; tries < TRIES; tries++) {
      const deadline = await find(id, request);
      if (deadline.state !== 'open')
        throw new UserError(`That deadline is ${deadline.state} already.`, 'Say `deadlines all` for those that are over.', { tryThese: ['deadlines all'] });
      const now = clock.now();
      const { next, stops } = change(deadline, now);
      if (await store.replace(deadline, next, stops, entryOf(`deadline:${deadline.id}`, action, request, now))) return next;
    }
    throw new UserError('Somebody else is changing this deadline just now.', `Look at it first: \`deadline show ${id}\`.`, {
      tryThese: [`deadline show ${id}`],
    });
  }

  return {
    find,
    async start(plan, about, request) {
      const now = clock.now();
      const { platform, workspace, channel } = request.place;
      const deadline: Deadline = {
        ...{ id: newId(), platform, workspace, channel, person: request.person.id, about, plan, zone: request.timeZone },
        ...{ met: {}, state: 'open', version: 1, createdAt: now },
      };
      const ladder = reminders.prepare(ladderOf(deadline, toWall(now, request.timeZone).slice(0, 10)), request).filter(({ dueAt }) => dueAt !== undefined);
      await store.add(deadline, ladder, entryOf(`deadline:${deadline.id}`, 'deadline started', request, now));
      await reminders.watch(ladder);
      return deadline;
    },
    list: (request, isAll) => store.listFor(whose(request), isAll),
    meet: (id, request) =>
      settle(id, request, 'deadline met', (deadline, now) => ({ next: withStepMet(deadline, now, request.person.id), stops: [stepNumber(deadline)] })),
    drop: (id, request) =>
      settle(id, request, 'deadline dropped', (deadline) => ({ next: { ...deadline, state: 'dropped' }, stops: deadline.plan.steps.map((_, nth) => nth) })),
    history: (id) => audit.history(`deadline:${id}`, HISTORY),
  };
}

const stepNumber = (deadline: Deadline): number => deadline.plan.steps.findIndex(({ id }) => id === nextStep(deadline)?.id);
