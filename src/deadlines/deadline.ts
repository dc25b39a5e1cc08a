import { z } from 'zod';
import { type IsoDate, plusDays } from '../calendar/dates.ts';
import { dayIn, toWall, type WallTime } from '../calendar/zone.ts';
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

/** `Freedom of information request for the contract (Answer due)`: what it is and for what; the step where there are several. */
export const deadlineTitle = ({ plan, about }: Pick<Deadline, 'plan' | 'about'>, step: PlannedStep | undefined): string =>
  `${plan.title}${about === '' ? '' : ` for ${about}`}${plan.steps.length > 1 && step !== undefined ? ` (${step.label})` : ''}`;

/** The number of one of its steps within its plan, from 0. */
export const stepNumber = ({ plan }: Pick<Deadline, 'plan'>, { id }: PlannedStep): number => plan.steps.findIndex((step) => step.id === id);

/**
 * The reminders of a deadline that are to come, without how far off it is, which is said when they are shown: its ladder, the day itself, and what is
 * said once it is overdue. A step that is overdue without any to come has one more, the next morning: it is never silent.
 */
export function ladderOf({ id, about, plan, zone, met }: Pick<Deadline, 'id' | 'about' | 'plan' | 'zone' | 'met'>, now: Date): Draft[] {
  const wall = toWall(now, zone);
  return plan.steps.flatMap((step, nth) => {
    if (met[step.id] !== undefined) return [];
    const what = subject(plan, step, about);
    const overdue = (to: string): string => `${what} Nobody has said that it is met. Tell the ${to}. ${plan.caution}`;
    const rungs = [
      ...step.reminders.map(({ on, to }) => ({ at: noticeAt(on), words: `${what} For the ${to}. ${plan.caution}` })),
      ...step.escalations.map(({ on, to }) => ({ at: noticeAt(on), words: overdue(to) })),
    ].map((one, rung) => ({ ...one, rung }));
    const coming = rungs.filter(({ at }) => at > wall);
    const isSilent = coming.length === 0 && step.on < wall.slice(0, 10);
    const all = isSilent ? [{ at: nextMorning(wall), words: overdue(toldWhenOverdue(plan, step)), rung: rungs.length }] : coming;
    return all.map(
      ({ at, words, rung }): Draft => ({
        words,
        schedule: { kind: 'once', at, zone },
        deadline: { id, step: nth * RUNGS_A_STEP + rung, dueOn: step.on },
      }),
    );
  });
}

/** When the notice of a day is shown: in the morning, when there is a day left to do something. */
export const noticeAt = (on: IsoDate): WallTime => `${on}T09:00`;

function nextMorning(wall: WallTime): WallTime {
  const today = wall.slice(0, 10);
  return noticeAt(today) > wall ? noticeAt(today) : noticeAt(plusDays(today, 1));
}

/** The office that is named once a step is overdue. */
export const toldWhenOverdue = ({ holder }: Plan, { escalations }: PlannedStep): string => escalations[0]?.to ?? holder;

const subject = ({ title }: Plan, { due }: PlannedStep, about: string): string => `${title}${about === '' ? '' : ` for “${about}”`}: ${due}`;

/** Whether its next step is past. */
export const isOverdue = (deadline: Deadline, today: IsoDate): boolean => deadline.state === 'open' && nextOn(deadline) < today;

/** A step counts as met late when that was said after its day. */
export const wasLate = ({ on }: PlannedStep, met: Met, zone: string): boolean => dayIn(met.at, zone) > on;
