import { z } from 'zod';
import type { IsoDate } from '../calendar/dates.ts';
import { dayIn } from '../calendar/zone.ts';
import { RUNGS_A_STEP } from '../reminders/reminder.ts';
import type { Draft } from '../reminders/reminders.ts';
import type { Plan, PlannedStep } from './plan.ts';

/** A deadline that runs: it belongs to a channel, and anyone there may see to it. */
export interface Deadline {
  /** Six letters and digits, as a reminder's. */
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** Who started it, and so holds it until somebody else does. */
  readonly person: string;
  /** What it is for, in their words; may be empty. */
  readonly about: string;
  readonly plan: Plan;
  /** By step. */
  readonly met: Readonly<Record<string, Met>>;
  readonly state: 'open' | 'met' | 'dropped';
  /** IANA zone in which its days are counted. */
  readonly zone: string;
  readonly version: number;
  readonly createdAt: Date;
}

export interface Met {
  readonly at: Date;
  readonly by: string;
}

export const metJson = z.record(z.string(), z.object({ at: z.coerce.date(), by: z.string() }));

/** The first step that is not met; undefined once all are. */
export const nextStep = ({ plan, met }: Pick<Deadline, 'plan' | 'met'>): PlannedStep | undefined => plan.steps.find(({ id }) => met[id] === undefined);

/** Its next step's date, or the last one's when all are met. */
export const nextOn = (deadline: Pick<Deadline, 'plan' | 'met'>): IsoDate => (nextStep(deadline) ?? deadline.plan.steps.at(-1))?.on ?? '';

/** One of its steps met: the deadline itself with the last of them. */
export function withStepMet(deadline: Deadline, { id }: PlannedStep, at: Date, by: string): Deadline {
  const next = { ...deadline, met: { ...deadline.met, [id]: { at, by } } };
  return nextStep(next) === undefined ? { ...next, state: 'met' } : next;
}

/** It was a slip that one of its steps is met: that one is open again, and so is the deadline. */
export function withStepOpen(deadline: Deadline, { id }: PlannedStep): Deadline {
  const { [id]: _, ...met } = deadline.met;
  return { ...deadline, met, state: 'open' };
}

/** The number of one of its steps within its plan, from 0. */
export const stepNumber = ({ plan }: Pick<Deadline, 'plan'>, { id }: PlannedStep): number => plan.steps.findIndex((step) => step.id === id);

/** Reminders are shown in the morning, when there is a day left to do something. */
const HOUR = '09:00';

/** The reminders of a deadline, without how far off it is, which is said when they are shown: its ladder, the day itself, and what is said once it is overdue. Those whose day is over are left out. */
export function ladderOf({ id, about, plan, zone }: Pick<Deadline, 'id' | 'about' | 'plan' | 'zone'>, today: IsoDate): Draft[] {
  return plan.steps.flatMap((step, nth) => {
    const before = step.reminders.map(({ on, to }) => ({ on, words: `${subject(plan, step, about)} For the ${to}. ${plan.caution}` }));
    const after = step.escalations.map(({ on, to }) => ({
      on,
      words: `${subject(plan, step, about)} Nobody has said that it is met. Tell the ${to}. ${plan.caution}`,
    }));
    return [...before, ...after]
      .map(({ on, words }, rung) => ({
        words,
        schedule: { kind: 'once' as const, at: `${on}T${HOUR}`, zone },
        deadline: { id, step: nth * RUNGS_A_STEP + rung, dueOn: step.on },
        on,
      }))
      .filter(({ on }) => on >= today)
      .map(({ on: _, ...draft }) => draft);
  });
}

const subject = ({ title }: Plan, { due }: PlannedStep, about: string): string => `${title}${about === '' ? '' : ` for “${about}”`}: ${due}`;

/** Whether its next step is past. */
export const isOverdue = (deadline: Deadline, today: IsoDate): boolean => deadline.state === 'open' && nextOn(deadline) < today;

/** A step counts as met late when that was said after its day. */
export const wasLate = ({ on }: PlannedStep, met: Met, zone: string): boolean => dayIn(met.at, zone) > on;
