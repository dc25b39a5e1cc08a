import type { Draft } from '../src/broadcasts/broadcasts.ts';
import { UserError } from '../src/core/user-error.ts';

const PACE =
  /^(?:(?:every|each)\s+)?(?:(\d+|an?|one|two|three|four|five|six|seven)\s+)?(hour|day|week)s?(?:[\s,;]+(?:at most\s+)?(?:(\d+)\s+times?|(once|twice)))?$/iu;
const NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 };
const HOURS: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };
const WORDS: Readonly<Record<string, string>> = { daily: 'every day', weekly: 'every week' };

const USUAL_TIMES = 3;
/** A branch that is reminded more often than this stops reading. */
const LEAST_HOURS = 4;
const MOST_HOURS = 28 * 24;
const MOST_TIMES = 10;

/** How often those who have not acknowledged are reminded: `every 2 days, 3 times`. @throws {UserError} for what cannot be read, or is too often */
export function chaseIn(words: string): NonNullable<Draft['chase']> {
  const [, count = '1', unit = '', times, few] = PACE.exec(WORDS[words.trim().toLowerCase()] ?? words.trim()) ?? [];
  const everyHours = (NUMBERS[count.toLowerCase()] ?? Number(count)) * (HOURS[unit.toLowerCase()] ?? Number.NaN);
  const left = few === undefined ? Number(times ?? USUAL_TIMES) : few.toLowerCase() === 'once' ? 1 : 2;
  if (everyHours >= LEAST_HOURS && everyHours <= MOST_HOURS && left >= 1 && left <= MOST_TIMES) return { everyHours, left };
  throw new UserError(
    `I cannot remind them “${words}”.`,
    `Say how often and how many times: \`every 2 days, 3 times\`; every ${LEAST_HOURS} hours to every 4 weeks, up to ${MOST_TIMES} times.`,
    { field: 'chase' },
  );
}

/** The same as it is written. */
export function chaseWords({ everyHours, left }: NonNullable<Draft['chase']>): string {
  const [count, unit] = everyHours % 24 === 0 ? [everyHours / 24, 'day'] : [everyHours, 'hour'];
  return `every ${count} ${unit}s, ${left} times`;
}
