import type { ICalEventData } from 'ical-generator';
import { dayOf, type IsoDate } from '../calendar/dates.ts';
import { dayIn, toInstant } from '../calendar/zone.ts';
import { type Citation, citationLine } from '../core/reply.ts';
import { type Deadline, deadlineTitle, wasLate } from '../deadlines/deadline.ts';
import type { PlannedStep } from '../deadlines/plan.ts';
import type { Dated } from './dated.ts';
import { plainText, titleOf } from './words.ts';

interface Around {
  readonly now: Date;
  /** A source by its id. */
  readonly citationOf: (source: string) => Citation | undefined;
}

/** A deadline as events: a whole day for each of its dates. One that was dropped has none. */
export function deadlineEvents(deadline: Dated<Deadline>, around: Around): ICalEventData[] {
  return deadline.state === 'dropped' ? [] : deadline.plan.steps.map((step) => eventOf(deadline, step, around));
}

function eventOf(deadline: Dated<Deadline>, step: PlannedStep, { now, citationOf }: Around): ICalEventData {
  const { id, version, createdAt, zone } = deadline;
  const isOverdue = deadline.met[step.id] === undefined && deadline.state === 'open' && step.on < dayIn(now, zone);
  const changedAt = isOverdue ? later(deadline.changedAt, dayAfter(step.on, zone)) : deadline.changedAt;
  return {
    id: `deadline-${id}-${step.id}@steward`,
    start: dayOf(step.on),
    end: dayOf(step.on).add({ days: 1 }),
    allDay: true,
    summary: titleOf(summaryOf(deadline, step, isOverdue)),
    description: descriptionOf(deadline, step, citationOf),
    // That it became overdue is a change too, which nobody made.
    sequence: 2 * version + (isOverdue ? 1 : 0),
    created: createdAt,
    stamp: changedAt,
    lastModified: changedAt,
  };
}

const dayAfter = (on: IsoDate, zone: string): Date => toInstant(`${dayOf(on).add({ days: 1 }).toString()}T00:00`, zone);

const later = (one: Date, other: Date): Date => (one > other ? one : other);

function summaryOf(deadline: Deadline, step: PlannedStep, isOverdue: boolean): string {
  const what = `${deadlineTitle(deadline, step)}${step.at === null ? '' : `, by ${step.at}`}`;
  return `${isOverdue ? 'OVERDUE: ' : metWords(deadline, step)}${what}`;
}

function metWords({ met, zone }: Deadline, step: PlannedStep): string {
  const settled = met[step.id];
  if (settled === undefined) return '';
  return wasLate(step, settled, zone) ? 'Met late: ' : 'Met: ';
}

function descriptionOf({ id, plan, about }: Deadline, step: PlannedStep, citationOf: Around['citationOf']): string {
  const sources = plan.sources.map((source) => {
    const citation = citationOf(source);
    return citation === undefined ? source : citationLine(citation);
  });
  const lines = [
    ...(plan.loud ? [plan.caution] : []),
    step.due,
    ...(about === '' ? [] : [`For: ${about}`]),
    `How it was worked out: ${step.working}`,
    ...(plan.standing === null ? [] : [plan.standing]),
    ...(plan.loud ? [] : [plan.caution]),
    ...sources.map((source) => `Source: ${source}`),
    `To see all of it, say to Steward: deadline show ${id}`,
  ];
  return plainText(lines.join('\n'));
}
