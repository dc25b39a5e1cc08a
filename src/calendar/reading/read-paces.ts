import type { Unit } from '../rule.ts';
import { type Draft, type Groups, TAKEN } from './draft.ts';
import { isOfDays, LENGTH, lengthOf } from './lengths.ts';
import type { Meaning, Pace } from './pieces.ts';
import { partNamed } from './read-parts-of-day.ts';
import { AND, FULL_WEEKDAY, MONTH, NUMBER, numberOf, ORDINAL, ordinalOf, WEEKDAY, weekdaysIn } from './words.ts';

const EVERY = '\\b(?:(?:and\\s+)?then\\s+|and\\s+(?:then\\s+)?)?(?:repeat(?:ing|ed|s)?\\s+)?(?:every|each)(?:\\s+single)?\\s+';
const AFTERWARDS = '(?:\\s+(?:thereafter|after\\s+that|from\\s+then\\s+on))?';
const UNIT =
  '(?<unit>hours?|days?|weekdays?|(?:working|business)\\s+days?|weeks?|fortnights?|months?|quarters?|years?|mornings?|lunchtimes?|afternoons?|evenings?|nights?|weekends?)\\b';
/** One of these days, said in the singular or the plural. */
const A_DAY = `(?:${FULL_WEEKDAY}s?\\b|${WEEKDAY})(?!['’]s)`;
const DAY_LIST = `${A_DAY}(?:${AND}${A_DAY})*(?:\\s*(?:to|-|–|through)\\s*${A_DAY})?`;
const PLURALS = `\\b${FULL_WEEKDAY}s\\b(?!['’])`;
const ADVERB = '(?<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|half[- ]yearly|six[- ]monthly|yearly|annually)';

const TOO_FINE = new RegExp(
  `${EVERY}(?:(?:${NUMBER}|other|few)\\s+)?(?:(?:minutes?|mins?|seconds|secs?)\\b|half[- ](?:an\\s+)?hour|quarter\\s+of\\s+an\\s+hour|second\\b(?!\\s+(?:${WEEKDAY}|\\w*day|week|fortnight|month|quarter|year|hour|working|business|morning|evening|weekend|of|and|last|to\\s+last|${MONTH})|\\s*,))`,
  'gi',
);
const VAGUE = /\b(?:every\s+(?:few\b|so\s+often|now\s+and\s+(?:then|again)|bank\s+holiday|\d+\.\d+)|bi-?weekly\b|bi-?monthly\b|bi-?annually\b)/gi;
const EXCEPT = new RegExp(
  `\\b(?:(?:except|excluding|apart\\s+from|but\\s+not|other\\s+than)\\s+(?:(?:on|for|in|at)\\s+)?|not\\s+(?:on|at|in)\\s+)(?:the\\s+)?(?:${A_DAY}|${MONTH}|bank\\s+holidays?\\b|weekends?\\b|\\d)`,
  'gi',
);
const ORDINAL_UNIT = new RegExp(`${EVERY}(?<nth>${ORDINAL})\\s+(?<unit>hour|day|week|fortnight|month|quarter|year)\\b(?!\\s+(?:of|in)\\b)${AFTERWARDS}`, 'gi');
const EVERY_UNIT = new RegExp(`${EVERY}(?:(?<other>other|alternate)\\s+|(?<count>${NUMBER})\\s+)?${UNIT}${AFTERWARDS}`, 'gi');
const ONCE_A_UNIT = /\bonce\s+(?:an?|every|each|per)\s+(?<unit>hour|day|week|fortnight|month|quarter|year)\b/gi;
const EVERY_DAYS = new RegExp(`(?:${EVERY}(?<other>other\\s+|alternate\\s+)?|\\b(?<alternate>alternate)\\s+)(?<days>${DAY_LIST})`, 'gi');
const PLURAL_DAYS = new RegExp(`(?<days>${PLURALS}(?:${AND}${A_DAY})*)`, 'gi');
const DAY_RANGE = new RegExp(`\\b(?<days>${WEEKDAY}\\s*(?:to|-|–|through)\\s*${WEEKDAY})`, 'gi');
// "The weekly newsletter" is no recurrence.
const EVERY_ADVERB = new RegExp(
  `(?<!\\b(?:the|a|an|our|this|that|their|my|your|its|next|last|new)\\s+)\\b(?:(?:and\\s+)?then\\s+|and\\s+(?:then\\s+)?)?(?:repeat(?:ing|ed|s)?\\s+)?${ADVERB}${AFTERWARDS}(?=\\s*(?:$|[,.:;(${TAKEN}\\d]|(?:on|at|from|until|till|starting|beginning|for|to|in|every|that|about|or|${WEEKDAY})\\b))`,
  'gi',
);
const EVERY_DATE = new RegExp(`${EVERY}(?=\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}|${MONTH}\\s+\\d|\\d{1,2}/\\d{1,2}\\b)`, 'gi');
const WEEKDAYS = /\b(?<unit>weekdays)\b|(?<=\bon\s+)(?<days>(?:working|business)\s+days|weekends)\b/gi;
const OR_WORKING_DAY =
  /,?\s*\bor\s+(?:on\s+)?the\s+(?:(?<near>next|following|previous|last|preceding)\s+)?working\s+day(?:\s+(?<side>before|after))?(?:\s+if\s+(?:that|it)(?:\s+is|['’]s)\s+(?:a\s+(?:day\s+off|bank\s+holiday|holiday|weekend)|not\s+a\s+working\s+day))?/gi;
const SHORT_MONTHS = /\(?\b(?:or\s+)?the\s+last\s+day\s+in\s+shorter\s+months\b\)?/gi;
const LONG_MONTHS = /,?\s*\(?\bonly\s+(?:where\s+there\s+is|in\s+months\s+(?:that\s+have|with))\s+(?:a|an|it|one|the)(?:\s+\d{1,2}(?:st|nd|rd|th))?\b\)?/gi;
const FOR_LENGTH = new RegExp(`\\b(?:for|over)\\s+(?:the\\s+(?:next|coming)\\s+)?(?<length>${LENGTH})`, 'gi');
const BEFORE_SOMETHING = new RegExp(`\\b(?:${LENGTH})\\s+(?:before|after)\\b`, 'gi');
const TIMES = new RegExp(`\\b(?:for\\s+)?(?<count>${NUMBER})\\s+(?:times?|occurrences?)\\b(?!\\s+(?:a|per|each|every)\\b)`, 'gi');
/** "Every Tuesday, once": not "once a week", nor "once Bob is back". */
const ONCE = new RegExp(`\\b(?:(?:just|only)\\s+)?once(?=\\s*(?:$|[,.;${TAKEN}]))(?!\\s+only)`, 'gi');
/** A time of day, and no day of a month or length. */
const CLOCK = `(?:\\d{1,2}(?:[.:]\\d\\d)?(?:\\s*[ap]\\.?m\\b|\\b(?!\\s*(?:st|nd|rd|th|of\\b|[/.-]?\\d|/|days?|weeks?|months?|hours?)|\\s+${MONTH}))|noon|midday|midnight)`;
const PART_OF_A_DAY = new RegExp(
  `\\b(?:between\\s+${CLOCK}\\s+and\\s+${CLOCK}|from\\s+${CLOCK}\\s*(?:to|until|till|-|–)\\s*${CLOCK}|(?:until|till|til)\\s+${CLOCK})`,
  'gi',
);
const HOURLY = new RegExp(`\\bhourly\\b|${EVERY}(?:(?:${NUMBER}|other)\\s+)?hours?\\b`, 'i');

/** How often, without where in a month: `every other Friday`, `weekly`, `every 3 months`. Refuses what is too fine or too vague. */
export function readPaces(draft: Draft): void {
  draft.take(EVERY_ADVERB, ({ adverb = '' }) => ofAdverb(adverb.toLowerCase()));
  draft.take(EVERY_UNIT, ofUnit);
  draft.take(ONCE_A_UNIT, ofUnit);
  draft.take(EVERY_DAYS, ({ other, alternate, days = '' }) => weekly(days, (other ?? alternate) === undefined ? 1 : 2));
  draft.take(PLURAL_DAYS, ({ days = '' }) => weekly(days, 1));
  draft.take(WEEKDAYS, ({ unit, days = '' }) => ofUnit({ unit: unit ?? days }));
  draft.take(DAY_RANGE, ({ days = '' }) => weekly(days, 1));
  draft.take(EVERY_DATE, () => ({ slot: 'pace', options: [{ unit: 'year', interval: 1 }] }));
}

/** What must be read before days of the month are: "every second week" has none, and "every second" is refused. */
export function readRefusals(draft: Draft): void {
  draft.take(PART_OF_A_DAY, (_, [words]) =>
    HOURLY.test(draft.left)
      ? impossible(
          `I repeat hours day and night, and not only “${words}”: say the times one by one, such as “every day at 9am”, each as a reminder of its own.`,
        )
      : undefined,
  );
  draft.take(TOO_FINE, () => impossible('I repeat every hour at the shortest, and by whole hours.'));
  draft.take(VAGUE, (_, [words]) => impossible(`I cannot tell how often “${words}” is. Say it as “every other week”, “every 3 days” or “every first Monday”.`));
  draft.take(EXCEPT, () => impossible('I cannot leave days out: say the days on which it comes. “Every working day” leaves out weekends and bank holidays.'));
  draft.take(ORDINAL_UNIT, ({ nth = '', unit = '' }) => {
    const every = ordinalOf(nth);
    return every < 1 ? undefined : { slot: 'pace', options: [timesUnit(every, unit)] };
  });
  draft.take(SHORT_MONTHS, () => ({ slot: 'shortMonths', choice: 'last-day' }));
  draft.take(LONG_MONTHS, () => ({ slot: 'shortMonths', choice: 'skip' }));
  draft.take(OR_WORKING_DAY, ({ near, side }) => ({
    slot: 'daysOff',
    move: side === 'before' || /previous|last|preceding/i.test(near ?? '') ? 'before' : 'after',
  }));
}

/** How long something repeats. */
export function readLimits(draft: Draft): void {
  draft.take(FOR_LENGTH, ({ length = '' }) => (isOfDays(lengthOf(length)) ? { slot: 'limit', limit: { length: lengthOf(length) } } : undefined));
  draft.take(TIMES, ({ count = '' }) => ({ slot: 'limit', limit: { count: numberOf(count) } }));
  draft.take(ONCE, () => ({ slot: 'limit', limit: { count: 1 } }));
}

/** "An hour before the meeting on Friday": read last, when no day has claimed it. */
export function readUnclear(draft: Draft): void {
  draft.take(BEFORE_SOMETHING, (_, [words]) => ({ slot: 'unclear', why: `I cannot tell when “${words}” is: a reminder needs its own time.` }));
}

const impossible = (why: string): Meaning => ({ slot: 'impossible', why });

const ADVERBS: Readonly<Record<string, Pace>> = {
  hourly: { unit: 'hour', interval: 1 },
  daily: { unit: 'day', interval: 1 },
  nightly: { unit: 'day', interval: 1 },
  weekly: { unit: 'week', interval: 1 },
  fortnightly: { unit: 'week', interval: 2 },
  monthly: { unit: 'month', interval: 1 },
  quarterly: { unit: 'month', interval: 3 },
  yearly: { unit: 'year', interval: 1 },
  annually: { unit: 'year', interval: 1 },
};

function ofAdverb(adverb: string): readonly Meaning[] {
  const pace: Meaning = { slot: 'pace', options: [ADVERBS[adverb] ?? { unit: 'month', interval: 6 }] };
  return adverb === 'nightly' ? [pace, { slot: 'part', part: 'night' }] : [pace];
}

const FRIDAY = 5;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, FRIDAY];

function ofUnit({ other, count, unit = '' }: Groups): Meaning | readonly Meaning[] {
  const interval = other !== undefined ? 2 : count === undefined ? 1 : numberOf(count);
  if (interval === 0) return impossible('“Every 0” would never occur.');
  const single = unit.toLowerCase().replace(/\s+/g, ' ').replace(/s$/, '');
  const part = partNamed(single);
  if (part)
    return [
      { slot: 'pace', options: [{ unit: 'day', interval }] },
      { slot: 'part', part },
    ];
  if (interval > 1 && (single === 'weekday' || single.endsWith(' day')))
    return impossible('I can repeat every working day, but not every so many. Say which days of the week.');
  return { slot: 'pace', options: [timesUnit(interval, single)] };
}

function timesUnit(interval: number, unit: string): Pace {
  const single = unit.toLowerCase();
  if (single === 'weekday') return { unit: 'week', interval, days: { kind: 'weekdays', weekdays: MONDAY_TO_FRIDAY } };
  if (single.endsWith(' day')) return { unit: 'week', interval, days: { kind: 'weekdays', weekdays: MONDAY_TO_FRIDAY }, onDaysOff: 'after' };
  if (single === 'weekend') return { unit: 'week', interval, days: { kind: 'weekdays', weekdays: [6, 7] } };
  if (single === 'fortnight') return { unit: 'week', interval: 2 * interval };
  if (single === 'quarter') return { unit: 'month', interval: 3 * interval };
  return { unit: UNITS[single] ?? 'day', interval };
}

const UNITS: Readonly<Record<string, Unit>> = { hour: 'hour', day: 'day', week: 'week', month: 'month', year: 'year' };

function weekly(days: string, interval: number): Meaning {
  return { slot: 'pace', options: [{ unit: 'week', interval, days: { kind: 'weekdays', weekdays: inRange(days) } }] };
}

/** "Monday to Friday" is all the days between too. */
function inRange(text: string): number[] {
  const listed = weekdaysIn(text);
  const [first = 1, last = 1] = listed.slice(-2);
  const isRange = new RegExp(`(?:\\bto|-|–|\\bthrough)\\s*${WEEKDAY.replace('\\b', 's?\\b')}$`, 'i').test(text);
  const between = isRange ? Array.from({ length: (last - first + 7) % 7 }, (_, index) => ((first + index - 1) % 7) + 1) : [];
  return [...new Set([...listed, ...between])].sort((a, b) => a - b);
}
