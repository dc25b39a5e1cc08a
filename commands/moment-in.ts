import { parseWhen } from '../src/calendar/parse-when.ts';
import { nextAfter } from '../src/calendar/schedule.ts';
import type { Context } from '../src/core/command.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Services } from './services.ts';

const EXAMPLE = 'Say one time to come: `tomorrow 9am`, `Friday 4 December noon`.';

/**
 * The one time that a field says.
 * @throws {UserError} for one that is past, doubtful, comes again and again, or is none
 */
export function momentIn(phrase: string, field: string, { services, clock, request }: Context<Services>): Date {
  const understood = parseWhen(phrase, { now: clock.now(), zone: request.timeZone, division: services.division });
  const wrong = (what: string, remedy = EXAMPLE): UserError => new UserError(what, remedy, { field });
  switch (understood.kind) {
    case 'past':
      throw wrong(`${understood.at} is past.`);
    case 'impossible':
      throw wrong(understood.why);
    case 'doubtful':
      throw wrong(understood.why, `Say which: ${understood.choices.map(({ label }) => label).join(', or ')}.`);
    case 'none':
      throw wrong(`I found no time in “${phrase}”.`);
  }
  const at = understood.schedule.kind === 'once' ? nextAfter(understood.schedule, clock.now()) : undefined;
  if (at === undefined) throw wrong(`“${phrase}” is more than one time.`);
  return at;
}
