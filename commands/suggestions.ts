import { suggestWhen } from '../src/calendar/suggest-when.ts';
import type { Clock } from '../src/core/clock.ts';
import type { Steward } from '../src/core/steward.ts';
import type { Services } from './services.ts';

/** Type-ahead: dates from the calendar, deadlines from their rules, names from the knowledge base. */
export function suggestionsFrom({ knowledge, deadlineRules, division }: Services, clock: Clock, zone: string): Steward['suggest'] {
  return (what, typed, limit) => {
    if (what === 'deadline-rule') return deadlineRules().suggest(typed, limit);
    if (what !== 'date') return knowledge().suggest(what, typed, limit);
    return suggestWhen(typed, { now: clock.now(), zone, division }, limit).map((phrase) => ({ label: phrase, value: phrase }));
  };
}
