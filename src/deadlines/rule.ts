import { z } from 'zod';
import { isDate } from '../calendar/dates.ts';
import { HOLIDAY_CALENDARS } from '../calendar/holidays.ts';
import { type Offset, ROLLS, UNITS } from '../calendar/offsets.ts';

/** What a deadline rests on: `law` a rule of law or official guidance, `union` the union's own timetable, `target` what was asked for, proposed or estimated: it binds nobody. */
export const BASES = ['law', 'union', 'target'] as const;
/** `planned` may not be relied on yet, `historical` no more. */
export const RULE_STATUSES = ['in-force', 'historical', 'planned'] as const;

export const isoDate = z.string().refine(isDate, 'must be a date that exists, such as 2026-06-19');
export const line = z.string().trim().min(1);
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00');

/** `{ months: 2 }` */
const period = z.record(z.string(), z.int().min(0).max(1_000)).transform((given, context): Pick<Offset, 'unit' | 'count'> => {
  const [first, second] = Object.entries(given);
  const unit = UNITS.find((one) => one === first?.[0]);
  if (first !== undefined && unit !== undefined && second === undefined) return { unit, count: first[1] };
  context.addIssue(`must be one unit with its number, such as { months: 2 }; the units are ${UNITS.join(', ')}`);
  return z.NEVER;
});

/** Days before the date on which a reminder is sent; 0 is the day itself. */
const ladder = z.array(z.int().min(0).max(366)).min(1).max(10);
const LADDER = [14, 7, 2, 0];

const step = z
  .strictObject({
    id,
    label: line,
    /** What should have happened by then: a sentence. */
    due: line,
    after: period.optional(),
    before: period.optional(),
    roll: z.enum(ROLLS),
    /** The date asked for is itself the first day of the period. */
    'first-day-counts': z.literal(true).optional(),
    /** Where it differs from the rule's. */
    ladder: ladder.optional(),
  })
  .refine((given) => (given.after === undefined) !== (given.before === undefined), 'needs one of `after` and `before`')
  .refine(
    (given) => given['first-day-counts'] === undefined || (given.after !== undefined && !given.after.unit.startsWith('clear')),
    'first-day-counts goes with `after`, and not with clear days, which leave the first day out',
  )
  .transform(({ after, before, roll, 'first-day-counts': firstDayCounts, ...rest }): Step => {
    const counted = after ?? before ?? { unit: 'days', count: 0 };
    return { ...rest, when: { kind: 'counted', offset: { ...counted, direction: after === undefined ? 'before' : 'after', roll, firstDayCounts } } };
  });

/** One date of a rule: counted from the date that the rule asks for, or given by a file that a branch filled in. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly due: string;
  readonly when: { readonly kind: 'counted'; readonly offset: Offset } | { readonly kind: 'fixed'; readonly on: string; readonly at?: string | undefined };
  readonly ladder?: readonly number[] | undefined;
}

function haveOwnIds(steps: readonly { readonly id: string }[]): boolean {
  return new Set(steps.map((one) => one.id)).size === steps.length;
}

/** A test of the rule itself: from `on`, the steps fall on `gives`, in their order. */
const example = z.strictObject({
  on: isoDate,
  gives: z.union([isoDate.transform((one) => [one]), z.array(isoDate).min(1)], 'must be a date, or one date for each step'),
  /** Whose bank holidays, where the rule does not say. */
  in: z.enum(HOLIDAY_CALENDARS).default('england-and-wales'),
});

/** `knowledge/deadlines/<id>.yml`: how a deadline is worked out, from what date, who is told and when, and where it comes from. */
export const ruleSchema = z.strictObject({
  id,
  title: line,
  /** What people call it: any of these finds it. */
  aliases: z.array(line).min(1),
  basis: z.enum(BASES),
  status: z.enum(RULE_STATUSES),
  /** The best grade of its sources. */
  grade: z.enum(['A', 'B', 'C']),
  /** The date that everything is counted from: what it is the date of, and how to ask a person for it. */
  trigger: z.strictObject({
    date: line,
    ask: line,
    /** It is the same day every year, `04-01`: any other is refused. */
    'every-year-on': z
      .string()
      .refine((day) => isDate(`2000-${day}`), 'must be a day of the year such as 04-01')
      .optional(),
  }),
  steps: z.array(step).min(1).max(10).refine(haveOwnIds, 'each step needs an id of its own'),
  /** Whose bank holidays count; the branch's when not given. */
  holidays: z.enum(HOLIDAY_CALENDARS).optional(),
  ladder: ladder.default(LADDER),
  holder: line.default('branch secretary'),
  /** Who is told when it is overdue: every so many days after the date, so many times, and then no more. */
  escalate: z
    .strictObject({ to: line, 'every-days': z.int().min(1).max(90), times: z.int().min(0).max(10) })
    .default({ to: 'regional organiser', 'every-days': 7, times: 2 }),
  caution: line.default('Check with your regional organiser.'),
  /** The caution must not be overlooked: it goes first. */
  loud: z.boolean().default(false),
  /** Ids in `knowledge/sources.yml`. */
  sources: z.array(id).min(1),
  /** Ids of the entries that say it, so that a deadline can show the passage. */
  entries: z.array(id).default([]),
  notes: line.optional(),
  examples: z.array(example).min(1, 'needs at least one example, which is its test'),
});

/** A rule as it is worked with. One made from a branch's own file has fixed dates: it asks for none, and has no ids to cite. */
export type Rule = Omit<z.output<typeof ruleSchema>, 'trigger' | 'grade' | 'examples'> & {
  readonly grade?: RuleFile['grade'] | undefined;
  readonly trigger?: RuleFile['trigger'] | undefined;
};
export type RuleFile = z.output<typeof ruleSchema>;
