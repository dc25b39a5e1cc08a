import { UserError } from '../src/core/user-error.ts';
import type { Nag } from '../src/reminders/reminder.ts';
import { covered } from './quotations.ts';

const UNTIL_DONE =
  /[\s,;]*\b(?:and\s+)?(?:(?:keep (?:on )?(?:reminding|nagging|asking)|nag|again)(?: us| me| everyone)?\s*)?(?:(every [^\u{E000}]*?)\s+)?until (?:someone|somebody|anyone|anybody|one of us|it is|it's|it’s|we(?:'ve|’ve| have)?)(?: (?:says?|said|has said))?(?: (?:it(?:'s|’s| is)?|that))? ?done\b/iu;
/** "Nag every 3 hours", "and keep asking until done", "every 2 hours until he says done". */
const NAGGING =
  /[\s,;]*\b(?:(?:and|then)\s+)*(?:(?:keep (?:on )?(?:reminding|nagging|asking|pestering|chasing)|(?:nag|chase)(?:ging|sing)?|(?:ask|remind)(?: us| me| everyone)? again)(?: us| me| everyone)?)(?:\s+((?:every|each)\s+(?:\S+\s+)?(?:half[ -]?hour|minute|hour|day)s?|hourly|daily))?(?:,?\s+until (?:it(?:'s|’s| is) |(?:he|she|they|someone|somebody) (?:says?|said) )?(?:it(?:'s|’s| is) )?done)?(?=\s*(?:[.,;!"\u{E000}]|$))/iu;
const UNTIL_THEY_SAY =
  /\s+((?:every|each)\s+(?:\S+\s+)?(?:half[ -]?hour|minute|hour|day)s?|hourly|daily),?\s+until (?:(?:he|she|they|\p{Lu}\p{L}+) (?:says?|said|has said|have said) (?:it(?:'s|’s| is) )?)?done\b/iu;
const ADVERBS: Readonly<Record<string, string>> = { hourly: 'every hour', daily: 'every day' };
const PACE = /^(?:every\s+)?(?:(\d+|an?|one|two|three|four|six)\s+)?(half[ -]?hour|minute|hour|day)s?$/iu;
const NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, six: 6 };
const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };

const USUAL = 'every hour';
const SHORTEST = 5;
const LONGEST = 7 * 1_440;
/** A nag has an end: so often, and no more. */
const TIMES = 8;

/**
 * "until someone says done" in `words`, or an option, and the words without it.
 * @throws {UserError} for a pace that cannot be read, or that is too fast or slow
 */
export function nagIn(words: string, option: string | undefined): { nag?: Nag; said?: string; rest: string } {
  if (option !== undefined && option !== '') return { nag: nagOf(option), said: option, rest: words };
  const outside = covered(words);
  const found = UNTIL_DONE.exec(outside) ?? NAGGING.exec(outside) ?? UNTIL_THEY_SAY.exec(outside);
  if (found === null) return { rest: words };
  const pace = paceOf(found[1] ?? '');
  // `every Monday until someone says done`: the pace is the schedule's, and stays with the time.
  const said = PACE.test(pace) ? pace : USUAL;
  const kept = PACE.test(pace) ? '' : pace;
  const rest = `${words.slice(0, found.index)} ${kept} ${words.slice(found.index + found[0].length)}`.replace(/\s+/gu, ' ').trim();
  return { nag: nagOf(said), said, rest };
}

const paceOf = (said: string): string => ADVERBS[said.trim().toLowerCase()] ?? said.replace(/^each\b/iu, 'every');

function nagOf(said: string): Nag {
  const pace = paceOf(said);
  const [, count = '1', unit = ''] = PACE.exec(pace.trim()) ?? [];
  const isHalf = /^half/i.test(unit);
  const everyMinutes = isHalf ? 30 : (NUMBERS[count.toLowerCase()] ?? Number(count)) * (MINUTES[unit.toLowerCase()] ?? Number.NaN);
  if (!(everyMinutes >= SHORTEST && everyMinutes <= LONGEST))
    throw new UserError(`I cannot ask again “${pace}”.`, 'Say how often: every 30 minutes, every 2 hours, every day; from 5 minutes to a week.', {
      field: 'nag',
    });
  return { everyMinutes, times: TIMES };
}
