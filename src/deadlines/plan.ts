import { z } from 'zod';
import { type IsoDate, isDate, plusDays, sayDate, weekdayOf } from '../calendar/dates.ts';
import { HOLIDAY_CALENDARS, type HolidayCalendar } from '../calendar/holidays.ts';
import { countFrom } from '../calendar/offsets.ts';
import { UserError } from '../core/user-error.ts';
import { BASES, clockTime, isoDate, RULE_STATUSES, type Rule, type Step } from './rule.ts';

/** The years that can be planned for: bank holidays are known, and a slip such as 2206 is caught. */
const FIRST = '1990-01-01';
const LAST = '2100-12-31';

const notice = z.object({
  on: isoDate,
  /** Who is told: an office in the branch or the union, never a person. */
  to: z.string(),
});

const plannedStep = z.object({
  id: z.string(),
  label: z.string(),
  due: z.string(),
  on: isoDate,
  /** Branch time, where the hour matters. */
  at: clockTime.nullable(),
  /** How the date was reached, in words. */
  working: z.string(),
  /** In order; `daysBefore` 0 is the day itself. */
  reminders: z.array(notice.extend({ daysBefore: z.int().min(0) })),
  /** When it is still open: these, and then no more. */
  escalations: z.array(notice),
});

/** A deadline's dates as plain JSON: what is kept, shown and acted on. It says all it needs, so that a later change of the rule changes no plan that has begun. */
export const planSchema = z.object({
  /** The rule's id. */
  rule: z.string(),
  title: z.string(),
  basis: z.enum(BASES),
  status: z.enum(RULE_STATUSES),
  /** How far it may be relied on, in a sentence; null when there is nothing to add to the caution. */
  standing: z.string().nullable(),
  /** Of its sources, see Citation; null when it comes from a branch's own file. */
  grade: z.enum(['A', 'B', 'C']).nullable(),
  /** The date it was counted from; null when the rule has fixed dates. */
  trigger: z.object({ date: z.string(), on: isoDate }).nullable(),
  holidays: z.enum(HOLIDAY_CALENDARS),
  holder: z.string(),
  caution: z.string(),
  loud: z.boolean(),
  sources: z.array(z.string()),
  entries: z.array(z.string()),
  notes: z.string().nullable(),
  /** The nearest date first. */
  steps: z.array(plannedStep).min(1),
});

export type Plan = z.output<typeof planSchema>;
export type PlannedStep = Plan['steps'][number];

/**
 * Works a rule out from the date that it asks for.
 * @param on that date; undefined for a rule with fixed dates
 * @param division the branch's, for a rule that does not say whose bank holidays count
 * @throws {UserError} when the date is missing, does not exist or lies outside 1990 to 2100, or a date of the plan would
 */
export function planFor(rule: Rule, on: IsoDate | undefined, { division }: { division: HolidayCalendar }): Plan {
  const holidays = rule.holidays ?? division;
  const trigger = triggerOf(rule, on);
  const steps = rule.steps.map((step) => plannedStepOf(rule, step, trigger?.on, holidays));
  return {
    rule: rule.id,
    title: rule.title,
    basis: rule.basis,
    status: rule.status,
    standing: standingOf(rule),
    grade: rule.grade ?? null,
    trigger,
    holidays,
    holder: rule.holder,
    caution: rule.caution,
    loud: rule.loud,
    sources: [...rule.sources],
    entries: [...rule.entries],
    notes: rule.notes ?? null,
    steps: steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  };
}

function standingOf({ basis, status }: Rule): string | null {
  if (status === 'historical') return 'This is history: it no longer applies to anything new.';
  if (status === 'planned') return 'This is planned, and nobody may rely on it until it has begun.';
  return basis === 'target' ? 'This is a target or an estimate, not a rule: it binds nobody.' : null;
}

function triggerOf(rule: Rule, on: IsoDate | undefined): Plan['trigger'] {
  if (rule.trigger === undefined) return null;
  const remedy = `${rule.trigger.ask} Write it as 2026-06-19.`;
  if (on === undefined) throw new UserError(`${rule.title}: a date is needed, ${rule.trigger.date}.`, remedy, { field: 'on' });
  if (!isDate(on)) throw new UserError(`There is no date "${on}".`, remedy, { field: 'on' });
  if (on < FIRST || on > LAST) throw outOfRange(on, remedy);
  const day = rule.trigger['every-year-on'];
  if (day !== undefined && on.slice(5) !== day) throw new UserError(`${rule.title}: ${sayDate(on)} is not ${rule.trigger.date}.`, remedy, { field: 'on' });
  return { date: rule.trigger.date, on };
}

function plannedStepOf(rule: Rule, step: Step, from: IsoDate | undefined, holidays: HolidayCalendar): PlannedStep {
  const { on, at, working } = dateOf(step, from, holidays);
  if (on < FIRST || on > LAST) throw outOfRange(on, 'Look at the date it is counted from: is the year right?');
  const { to, times, 'every-days': every } = rule.escalate;
  const rungs = [...new Set(step.ladder ?? rule.ladder)].sort((a, b) => b - a);
  return {
    id: step.id,
    label: step.label,
    due: step.due,
    on,
    at: at ?? null,
    working,
    reminders: rungs
      .map((daysBefore) => ({ on: plusDays(on, -daysBefore), to: rule.holder, daysBefore }))
      // Before the day that sets it going there is nothing to be reminded of.
      .filter((reminder) => from === undefined || on < from || reminder.on >= from),
    escalations: Array.from({ length: times }, (_, nth) => ({ on: plusDays(on, every * (nth + 1)), to })),
  };
}

function dateOf({ when }: Step, from: IsoDate | undefined, holidays: HolidayCalendar): { on: IsoDate; at?: string | undefined; working: string } {
  if (when.kind === 'fixed') return { on: when.on, at: when.at, working: sayFixed(when.on, when.at) };
  // Only a rule whose dates are all fixed has no trigger; the loaders see to it.
  if (from === undefined) throw new Error('a counted step needs a date to count from');
  const { date, working } = countFrom(from, when.offset, holidays);
  return { on: date, working };
}

const sayFixed = (on: IsoDate, at: string | undefined): string =>
  `${at === undefined ? '' : `${at} on `}${sayDate(on)}, a ${weekdayOf(on)}: not worked out, but as the file of dates gives it`;

const outOfRange = (on: IsoDate, remedy: string): UserError =>
  new UserError(`${sayDate(on)} is outside the years that can be planned for, 1990 to 2100.`, remedy, { field: 'on' });
