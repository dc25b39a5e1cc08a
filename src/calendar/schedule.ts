import { z } from 'zod';
import { isDate } from './dates.ts';
import { DIVISIONS, type Division } from './holidays.ts';
import { nextOccurrence } from './occurrences.ts';
import { readRule } from './rule.ts';
import { isZone, toInstant, type WallTime } from './zone.ts';

export { describe, describeMoment } from './describe.ts';

export interface Once {
  readonly kind: 'once';
  /** Wall time, `2026-12-01T09:00`. */
  readonly at: WallTime;
  readonly zone: string;
}

export interface Repeating {
  readonly kind: 'repeating';
  /** Wall time of the first occurrence it may have (DTSTART); itself one by the rule. */
  readonly start: WallTime;
  /** An RFC 5545 rule, `FREQ=MONTHLY;BYDAY=1MO`, of those in `rule.ts`. COUNT or UNTIL (wall time) is in it; COUNT counts before days off are moved. */
  readonly rule: string;
  /** What happens on a day that is not a working day: it is kept, or moved to the working day before or after. */
  readonly onDaysOff: 'keep' | 'before' | 'after';
  readonly zone: string;
  /** Whose bank holidays are days off. */
  readonly division: Division;
}

export type Schedule = Once | Repeating;

const wall = z
  .string()
  .refine((text) => /^2\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDate(text.slice(0, 10)), 'must be a time such as 2026-12-01T09:00');
const zone = z.string().refine(isZone, 'must be a time zone such as Europe/London');
const rule = z.string().refine((text) => readRule(text) !== undefined, 'must be a recurrence rule that occurs, such as FREQ=MONTHLY;BYDAY=1MO');

const once = z.strictObject({ kind: z.literal('once'), at: wall, zone });
const repeating = z.strictObject({
  kind: z.literal('repeating'),
  start: wall,
  rule,
  onDaysOff: z.enum(['keep', 'before', 'after']),
  zone,
  division: z.enum(DIVISIONS),
});

/** Reads a schedule back from where it was stored. */
export const schedule: z.ZodType<Schedule> = z.discriminatedUnion('kind', [once, repeating]);

/** The first time strictly after an instant; undefined when there is none. */
export function nextAfter(schedule: Schedule, after: Date): Date | undefined {
  if (schedule.kind === 'repeating') return nextOccurrence(schedule, after)?.at;
  const at = toInstant(schedule.at, schedule.zone);
  return at > after ? at : undefined;
}

/** The next times after an instant, at most `count` of them, in order. */
export function upcoming(schedule: Schedule, after: Date, count: number): Date[] {
  const times: Date[] = [];
  for (let at = nextAfter(schedule, after); at !== undefined && times.length < count; at = nextAfter(schedule, at)) times.push(at);
  return times;
}
