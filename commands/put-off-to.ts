import type { Division } from '../src/calendar/holidays.ts';
import { parseWhen } from '../src/calendar/parse-when.ts';
import { nextAfter } from '../src/calendar/schedule.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Reminder } from '../src/reminders/reminder.ts';

const LEAD = /^(?:please\s+)?(?:(?:it|this)\s+)?(?:until|till|til|to|for)\s+/iu;
const LENGTH =
  /^(?:about\s+)?(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)\b.*\b(?:min(?:ute)?|hour|hr|day|week|fortnight|month)s?$/iu;
const FILLER = /^(?:please|thanks|thank you|[\s,.!])*$/iu;
const LIKELY = ['in 1 hour', 'in 3 hours', 'tomorrow 9am', 'in 2 days', 'next Monday 9am'];

/**
 * The one time to come that a reminder is put off to: `1 hour`, `until Tuesday`, `tomorrow 9am`.
 * @throws {UserError} for anything else, with lines that would work
 */
export function putOffTo(phrase: string, { id, schedule: { zone } }: Reminder, { now, division }: { readonly now: Date; readonly division: Division }) {
  const said = phrase.trim().replace(LEAD, '');
  const time = /^next week$/iu.test(said) ? 'Monday of next week' : said;
  const understood = parseWhen(LENGTH.test(time) ? `in ${time}` : time, { now, zone, division });
  const isTime = understood.kind === 'understood' && understood.schedule.kind === 'once' && FILLER.test(understood.rest);
  const at = isTime ? nextAfter(understood.schedule, now) : undefined;
  if (at !== undefined) return { at, zone };
  const choices = 'choices' in understood ? understood.choices.map((choice) => choice.phrase) : LIKELY;
  const why = understood.kind === 'doubtful' || understood.kind === 'impossible' ? ` ${understood.why}` : '';
  throw new UserError(`I cannot put it off until “${phrase}”.${why}`, 'Say one time to come: in 1 hour, tomorrow 9am, Friday noon.', {
    field: 'until',
    tryThese: choices.map((choice) => `reminder snooze ${id} ${choice}`),
  });
}
