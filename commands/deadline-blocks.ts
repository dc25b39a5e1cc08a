import { daysUntil, type IsoDate, sayDay } from '../src/calendar/dates.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import type { WallTime } from '../src/calendar/zone.ts';
import { type Block, button, buttons, citationLine, type Fact, facts, heading, list, text } from '../src/core/reply.ts';
import { type Deadline, deadlineTitle, isOverdue, nextOn, nextStep, noticeAt, stepNumber, wasLate } from '../src/deadlines/deadline.ts';
import type { Plan, PlannedStep } from '../src/deadlines/plan.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';

const BASIS = {
  law: '',
  union: 'The union’s own timetable.',
  target: 'A target, not a rule: it binds nobody.',
} as const;

const STATUS = {
  'in-force': '',
  historical: 'Historical: it is not a rule today.',
  planned: 'Planned: it may not be relied on yet.',
} as const;

/**
 * The plan of a deadline: its dates with the working, its ladder, what to be careful of, and where it comes from.
 * @param now what clocks show: what is past by then is marked
 */
export function planBlocks(
  plan: Plan,
  about: string,
  now: WallTime,
  knowledge: KnowledgeBase,
  metOf: (step: PlannedStep) => string | undefined = notMet,
): Block[] {
  const caution = [plan.caution, BASIS[plan.basis], STATUS[plan.status]].filter((words) => words !== '').join(' ');
  const isWarning = plan.loud || plan.status !== 'in-force';
  return [
    heading(about === '' ? plan.title : `${plan.title}: ${about}`),
    ...(isWarning ? [text(caution, 'warning')] : []),
    ...plan.steps.flatMap((step) => stepBlocks(step, plan, now, metOf(step))),
    ...(isWarning ? [] : [text(caution)]),
    ...(plan.notes === null ? [] : [text(plan.notes, 'muted')]),
    ...sourceBlocks(plan, knowledge),
  ];
}

/** A plan that nobody has started yet. */
const notMet = (): undefined => undefined;

function stepBlocks(step: PlannedStep, { holder, steps }: Plan, now: WallTime, met: string | undefined): Block[] {
  const [overdue] = step.escalations;
  const today = now.slice(0, 10);
  const days = (notices: readonly { readonly on: IsoDate }[]): string[] => notices.map(({ on }) => `${sayDay(on)}${noticeAt(on) <= now ? ' (past)' : ''}`);
  const pairs: Fact[] = [
    { label: steps.length === 1 ? 'Due' : step.label, value: `${sayDay(step.on)}${step.at === null ? '' : `, ${step.at}`} (${distance(step.on, today)})` },
    ...(met === undefined ? [] : [{ label: 'Met', value: met }]),
    { label: 'What', value: step.due },
    { label: 'Worked out', value: step.working },
    {
      label: 'Reminders',
      value: step.reminders.length === 0 ? 'none: it is too near' : `${days(step.reminders).join('; ')}; for the ${holder}`,
    },
    ...(overdue === undefined
      ? []
      : [{ label: 'If overdue', value: `the ${overdue.to} is named, on ${days(step.escalations).join(' and ')}, and then no more` }]),
  ];
  return [facts(...pairs)];
}

/** `in 14 days`, `today`, `3 days ago`. */
export function distance(on: IsoDate, today: IsoDate): string {
  const days = daysUntil(on, today);
  if (days === 0) return 'today';
  if (Math.abs(days) === 1) return days === 1 ? 'tomorrow' : 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

function sourceBlocks({ sources, entries }: Plan, knowledge: KnowledgeBase): Block[] {
  const cited = sources.flatMap((id) => knowledge.sources.get(id) ?? []);
  const known = entries.flatMap((id) => knowledge.entries.get(id) ?? []);
  return [
    ...(cited.length === 0
      ? []
      : [text('Where it comes from:', 'muted'), list(cited.map((source) => `${citationLine(source)}${source.url === undefined ? '' : ` ${source.url}`}`))]),
    ...buttons(...known.slice(0, 2).map(({ id, title }) => button(title, `show ${id}`))),
  ];
}

/** A deadline in one line of a list. */
export function deadlineLine(deadline: Deadline, today: IsoDate, person: string): string {
  const { id, state } = deadline;
  const step = nextStep(deadline);
  const on = nextOn(deadline);
  const what = deadlineTitle(deadline, step);
  const holder = deadline.person === person ? 'you hold it' : 'another member holds it';
  if (state !== 'open') return `${state === 'met' ? metWords(deadline) : 'Dropped'}: ${what} [${id}]`;
  return `${isOverdue(deadline, today) ? 'OVERDUE, ' : ''}${sayDay(on)} (${distance(on, today)}): ${what}; ${holder} [${id}]`;
}

function metWords(deadline: Deadline): string {
  const late = deadline.plan.steps.some((step) => {
    const met = deadline.met[step.id];
    return met !== undefined && wasLate(step, met, deadline.zone);
  });
  return late ? 'Met late' : 'Met';
}

export function deadlineButtons(deadline: Deadline): Block[] {
  const step = nextStep(deadline);
  if (deadline.state !== 'open' || step === undefined) return [];
  const label = deadline.plan.steps.length === 1 ? 'It is met' : `Met: ${step.label}`;
  return buttons(button(label, metLine(deadline, step), 'primary'), button('Drop it', `deadline drop ${deadline.id}`, 'danger'));
}

/** `deadline met k3m9xq 2`: pressed twice it is the same date still. */
export const metLine = (deadline: Deadline, step: PlannedStep): string => `deadline met ${named(deadline, step)}`;

export const reopenLine = (deadline: Deadline, step: PlannedStep): string => `deadline reopen ${named(deadline, step)}`;

export const reopenButton = (deadline: Deadline, step: PlannedStep): Block[] => buttons(button('That was a slip: open it again', reopenLine(deadline, step)));

const named = (deadline: Deadline, step: PlannedStep): string =>
  deadline.plan.steps.length === 1 ? deadline.id : `${deadline.id} ${stepNumber(deadline, step) + 1}`;

/** `on Friday 20 November 2026, 8 am, by you`; undefined while a step is open. */
export function metWhen({ met, zone }: Deadline, step: PlannedStep, person: string): string | undefined {
  const said = met[step.id];
  return said && `on ${describeMoment(said.at, zone)}, by ${said.by === person ? 'you' : 'another member'}`;
}

/** The same as plain data. */
export const deadlineData = (deadline: Deadline, today: IsoDate) => ({
  id: deadline.id,
  rule: deadline.plan.rule,
  about: deadline.about,
  state: deadline.state,
  overdue: isOverdue(deadline, today),
  next: nextOn(deadline),
  ...planData(deadline.plan),
});

export const planData = (plan: Plan) => ({
  title: plan.title,
  status: plan.status,
  caution: plan.caution,
  sources: plan.sources,
  steps: plan.steps.map(({ id, label, due, on, at, working, reminders, escalations }) => ({
    id,
    label,
    due,
    on,
    at,
    working,
    reminders: reminders.map((one) => one.on),
    escalations: escalations.map((one) => one.on),
  })),
});
