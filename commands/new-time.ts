import type { Division } from '../src/calendar/holidays.ts';
import { parseWhen, type Understood } from '../src/calendar/parse-when.ts';
import type { Schedule } from '../src/calendar/schedule.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Reminder } from '../src/reminders/reminder.ts';

/** `move it to`, `instead`: they say that something changes, and not what to. */
const FILLER =
  /\b(?:please|now|instead|(?:re)?schedule|move|shift|change|set|make|put|bring|remind|it|this|that|is|be|us|me|to|for|at|on|of|the|time|day|date|reminder|back|forward|and)\b|[,;:.!–-]/giu;

/**
 * The time that a reminder is moved to, and the words besides, which are what it should say now. A time alone keeps the days of what repeats, and days alone keep its time.
 * @param line a line that changes it to another time, for what is doubtful
 * @param given what it should say, when that was said: then no other words may be left
 * @throws {UserError} for a time that is doubtful, past or not there, with the lines that would work
 */
export function newTime(
  phrase: string,
  { schedule: was }: Reminder,
  around: { readonly now: Date; readonly division: Division },
  line: (time: string) => string,
  given: string | undefined,
): { schedule: Schedule; words: string } {
  const understood = parseWhen(phrase, { ...around, zone: was.zone, was });
  if (understood.kind !== 'understood') throw notATime(phrase, understood, line);
  const { schedule, rest } = understood;
  const words = rest.replace(FILLER, '').trim() === '' ? '' : rest;
  if (words !== '' && given !== undefined)
    throw new UserError(`I did not understand “${words}”.`, 'Say the new time, and in quotes all that it should say.', { field: 'when' });
  return { schedule, words };
}

function notATime(phrase: string, understood: Exclude<Understood, { kind: 'understood' }>, line: (time: string) => string): UserError {
  const remedy = 'Say the new time (`Thursday 10am`), the new words in quotes, or `here` for this channel.';
  const more = { field: 'when', tryThese: 'choices' in understood ? understood.choices.map((choice) => line(choice.phrase)) : [] };
  if (understood.kind === 'doubtful' || understood.kind === 'impossible') return new UserError(understood.why, remedy, more);
  return new UserError(understood.kind === 'past' ? `That is past: ${understood.at}.` : `I found no time in “${phrase}”.`, remedy, more);
}
