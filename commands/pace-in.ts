import { weekdayOf } from '../src/calendar/dates.ts';
import { sayTime } from '../src/calendar/describe.ts';
import { type Around, type Choice, parseWhen, type Understood } from '../src/calendar/parse-when.ts';
import { readRule } from '../src/calendar/rule.ts';
import type { Once, Repeating } from '../src/calendar/schedule.ts';
import { toInstant } from '../src/calendar/zone.ts';
import { UserError } from '../src/core/user-error.ts';

export type Pace =
  | { readonly kind: 'none'; readonly rest: string }
  | { readonly kind: 'pace'; readonly schedule: Repeating; readonly rest: string; readonly assumed?: string | undefined }
  | { readonly kind: 'doubtful'; readonly why: string; readonly choices: readonly Choice[]; readonly rest: string };

/** When nothing is said. */
const USUAL = 'every Monday 9am';

const DAY_MS = 86_400_000;
/** A day that is further off is a date. */
const NEAR_MS = 8 * DAY_MS;
const PACE = /\b(?:weekly|daily|every|each|week|day)\b/giu;

/**
 * How often and when, in words that may also say what it is about: `pfi weekly Monday 9am`. A day or a time without more is weekly, and weekly
 * without a day is on Monday.
 * @throws {UserError} when it is a time, and none at which something can come daily or weekly
 */
export function paceIn(words: string, around: Around): Pace {
  const said = parseWhen(words, around);
  // The same words a day later: what moves with the day on which it is read was not said.
  const later = parseWhen(words, { ...around, now: new Date(around.now.getTime() + DAY_MS) });
  switch (said.kind) {
    case 'none':
      return { kind: 'none', rest: words };
    case 'understood':
      return {
        kind: 'pace',
        ...(said.schedule.kind === 'once' ? fromOnce(said, said.schedule, later, around) : fromRepeating(said, said.schedule, later, around)),
      };
    case 'doubtful': {
      const choices = said.choices.map((choice) => weekly(choice, later, around));
      return { kind: 'doubtful', why: said.why, choices, rest: said.rest.replace(PACE, ' ').trim() };
    }
    default:
      throw noPace(said.kind === 'impossible' ? said.why : undefined);
  }
}

type Said = Extract<Understood, { kind: 'understood' }>;
type Read = Omit<Extract<Pace, { kind: 'pace' }>, 'kind'>;

function fromRepeating({ rest, assumed }: Said, schedule: Repeating, later: Understood, around: Around): Read {
  const rule = readRule(schedule.rule);
  if (rule === undefined || !['day', 'week'].includes(rule.unit) || rule.interval !== 1 || rule.end !== undefined) throw noPace(undefined);
  const isDaySaid = later.kind === 'understood' && later.schedule.kind === 'repeating' && later.schedule.rule === schedule.rule;
  return isDaySaid ? { schedule, rest, assumed } : { schedule: repeated(`every Monday at ${sayTime(schedule.start)}`, around), rest, assumed: NO_DAY };
}

/** `Monday 9am`, `8am`, `daily noon`. */
function fromOnce({ rest }: Said, { at, zone }: Once, later: Understood, around: Around): Read {
  if (toInstant(at, zone).getTime() - around.now.getTime() > NEAR_MS) throw noPace(undefined);
  const isDaySaid = isOn(later, dayOf(at));
  const isDaily = /\b(?:daily|(?:every|each) day)\b/iu.test(rest);
  const schedule = repeated(`every ${isDaily ? 'day' : isDaySaid ? dayOf(at) : 'Monday'} at ${sayTime(at)}`, around);
  return { schedule, rest: rest.replace(PACE, ' ').trim(), assumed: isDaily || isDaySaid ? undefined : NO_DAY };
}

/** A choice of one time becomes that of each week. */
function weekly(choice: Choice, later: Understood, around: Around): Choice {
  const meant = parseWhen(choice.phrase, around);
  if (meant.kind !== 'understood' || meant.schedule.kind !== 'once') return choice;
  const { at } = meant.schedule;
  const phrase = `every ${isOn(later, dayOf(at)) ? dayOf(at) : 'Monday'} at ${sayTime(at)}`;
  return { ...choice, label: phrase, phrase };
}

/** Whether it is on that day of the week, however it is taken. */
function isOn(said: Understood, day: string): boolean {
  if (said.kind === 'understood') return said.schedule.kind === 'once' && dayOf(said.schedule.at) === day;
  return said.kind === 'doubtful' && said.choices.every(({ phrase }) => phrase.startsWith(`${day} `));
}

const NO_DAY = 'No day was given, so Monday.';

const dayOf = (at: string): string => weekdayOf(at.slice(0, 10));

/** Weekly on Monday at 9 am. */
export const usual = (around: Around): Repeating => repeated(USUAL, around);

function repeated(phrase: string, around: Around): Repeating {
  const understood = parseWhen(phrase, around);
  if (understood.kind !== 'understood' || understood.schedule.kind === 'once') throw new Error(`the time of a digest, “${phrase}”, is not understood`);
  return understood.schedule;
}

const noPace = (why: string | undefined): UserError =>
  new UserError(why ?? 'A digest comes daily or weekly, at a time of day.', 'Say for example `daily 8am`, `weekly Monday 9am` or `every weekday 4pm`.', {
    field: 'when',
    tryThese: ['subscribe --when "weekly Monday 9am"', 'subscribe --when "daily 9am"'],
  });
