import type { Temporal } from 'temporal-polyfill';
import { weekdayName } from '../describe.ts';
import type { Days } from '../rule.ts';
import { type Draft, type Groups, TAKEN } from './draft.ts';
import type { DayMeaning } from './pieces.ts';
import { partNamed } from './read-parts-of-day.ts';
import { AND, WEEKDAY, weekdayOf, weekdaysIn } from './words.ts';

const DAY = `${WEEKDAY}(?!['’]s)`;
const WEEK_OF = '(?:(?<following>next|the\\s+following|the\\s+coming)\\s+week|this\\s+week|(?<afterNext>the\\s+week\\s+after\\s+next))';

const THIS_PART = /\b(?:this\s+(?<part>morning|afternoon|evening)|tonight|this\s+night)\b/gi;
const NEAR =
  /\b(?<near>(?:the\s+)?day\s+after\s+tomorrow|(?:the\s+)?day\s+before\s+yesterday|today|tomorrow|tmrw|yesterday)\b(?:\s+(?<on>week|fortnight)\b)?/gi;
const LONG_AGO = /\blast\s+(?<ago>night|week|month|year)\b/gi;
const IN_A_WEEK = new RegExp(`\\b(?:${WEEK_OF},?\\s+(?:on\\s+)?(?<day>${DAY}))`, 'gi');
const OF_A_WEEK = new RegExp(`\\b(?<day>${DAY})\\s+(?:of\\s+)?${WEEK_OF}`, 'gi');
const AFTER_NEXT = new RegExp(`\\b(?<day>${DAY})\\s+after\\s+next\\b`, 'gi');
const WEEK_ON = new RegExp(`\\b(?:(?:next|this)\\s+)?(?<day>${DAY})\\s+(?<on>week|fortnight)\\b(?!\\s*\\d)`, 'gi');
const SAID = new RegExp(`\\b(?<which>next|this\\s+coming|this|last|coming)\\s+(?<day>${DAY})`, 'gi');
const NEXT_AFTER = new RegExp(`\\b(?<day>${DAY})\\s+next\\b(?!\\s+(?:week|month|year))`, 'gi');
const SEVERAL = new RegExp(`\\b(?<days>${DAY}(?:${AND}${DAY})+)`, 'gi');
const ALONE = new RegExp(`\\b(?<day>${DAY})`, 'gi');
/** Short names that are words as well. */
const IS_A_WORD = /^(?:sun|sat|wed|mon)$/i;
const BEFORE_A_DAY = /\b(?:on|by|from|until|till|before|after|of|week|weeks|fortnight|a)\s+$/i;
const AFTER_A_DAY = new RegExp(`^(?:\\s*(?:$|[,${TAKEN}])|\\s+(?:\\d|at\\b))`, 'i');

/** Days near today and days of the week: `tomorrow`, `tonight`, `next Tuesday`, `Tuesday week`, `Friday of next week`. */
export function readDays(draft: Draft): void {
  const { today } = draft.here;
  draft.take(THIS_PART, ({ part }) => [onDay(today), { slot: 'part', part: partNamed(part) ?? 'night' }]);
  draft.take(NEAR, ({ near = '', on }) => onDay(today.add({ days: daysTo(near) + daysOn(on) })));
  draft.take(LONG_AGO, ({ ago = '' }) => onDay(today.subtract({ days: daysAgo(ago) })));
  for (const pattern of [IN_A_WEEK, OF_A_WEEK]) draft.take(pattern, (groups) => inWeek(groups, today));
  draft.take(AFTER_NEXT, ({ day = '' }) => weeksOn(next(weekdayOf(day), today), 1));
  draft.take(WEEK_ON, ({ day = '', on }) => weeksOn(onDates([coming(weekdayOf(day), today.add({ days: 1 }))]), daysOn(on) / 7));
  draft.take(SAID, ({ which = '', day = '' }) => said(which.toLowerCase(), weekdayOf(day), today));
  draft.take(NEXT_AFTER, ({ day = '' }) => said('next', weekdayOf(day), today));
  draft.take(SEVERAL, ({ days = '' }) => several(weekdaysIn(days), today));
  draft.take(ALONE, ({ day = '' }, match) => (isDay(day, match.index ?? 0, draft.left) ? alone(weekdayOf(day), today) : undefined));
}

type Date = Temporal.PlainDate;

const onDay = (date: Date): DayMeaning => ({ slot: 'day', role: 'on', options: [{ date }], again: 'day' });

/** Dates that a day of the week can be. */
const onDates = (dates: readonly Date[], why?: string): DayMeaning => ({
  slot: 'day',
  role: 'on',
  options: dates.map((date) => ({ date })),
  again: 'week',
  ...(why === undefined ? {} : { why }),
});

const weeksOn = (day: DayMeaning, weeks: number): DayMeaning => ({
  ...day,
  options: day.options.map((option) => ('date' in option ? { date: option.date.add({ weeks }) } : option)),
});

function daysTo(near: string): number {
  const said = near.toLowerCase();
  if (said.includes('after')) return 2;
  if (said.includes('before')) return -2;
  return said === 'today' ? 0 : said === 'yesterday' ? -1 : 1;
}

/** "Tomorrow week" is a week after tomorrow. */
const daysOn = (on: string | undefined): number => (on === undefined ? 0 : on.toLowerCase() === 'week' ? 7 : 14);

const DAYS_AGO: Readonly<Record<string, number>> = { night: 1, week: 7, month: 30, year: 365 };
const daysAgo = (ago: string): number => DAYS_AGO[ago.toLowerCase()] ?? 1;

const mondayOf = (day: Date): Date => day.subtract({ days: day.dayOfWeek - 1 });

/** The first such day of the week from a day on. */
export const coming = (weekday: number, from: Date): Date => from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });

function inWeek({ day = '', following, afterNext }: Groups, today: Date): DayMeaning {
  const weeks = afterNext !== undefined ? 2 : following !== undefined ? 1 : 0;
  return onDates([mondayOf(today).add({ weeks, days: weekdayOf(day) - 1 })]);
}

/** Some mean the coming one by "next Friday", some the one in the next week; when the coming one is tomorrow, no one does. */
export function next(weekday: number, today: Date): DayMeaning {
  const soonest = coming(weekday, today.add({ days: 1 }));
  const nextWeek = mondayOf(today).add({ weeks: 1, days: weekday - 1 });
  const isSure = soonest.equals(nextWeek) || soonest.equals(today.add({ days: 1 }));
  return isSure ? onDates([nextWeek]) : onDates([soonest, nextWeek], `“Next ${weekdayName(weekday)}” can be this week’s or next week’s.`);
}

function said(which: string, weekday: number, today: Date): DayMeaning {
  if (which === 'next') return { ...next(weekday, today), weekday };
  if (which === 'last') return onDates([today.subtract({ days: ((today.dayOfWeek - weekday + 6) % 7) + 1 })]);
  return { ...onDates([coming(weekday, which === 'this' ? today : today.add({ days: 1 }))]), weekday };
}

function several(weekdays: readonly number[], today: Date): DayMeaning {
  const days: Days = { kind: 'weekdays', weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
  const dates = days.weekdays.map((weekday) => ({ date: coming(weekday, today.add({ days: 1 })) }));
  return {
    slot: 'day',
    role: 'on',
    options: [{ pace: { unit: 'week', interval: 1, days } }, ...dates],
    days,
    again: 'week',
    why: 'That can be every week, or only once.',
  };
}

function alone(weekday: number, today: Date): DayMeaning {
  const isToday = today.dayOfWeek === weekday;
  const dates = isToday ? [today, today.add({ weeks: 1 })] : [coming(weekday, today)];
  const why = isToday ? `Today is ${weekdayName(weekday)}: it can be today or in a week.` : undefined;
  return { ...onDates(dates, why), weekday, days: { kind: 'weekdays', weekdays: [weekday] } };
}

const isDay = (name: string, at: number, text: string): boolean =>
  !IS_A_WORD.test(name) || BEFORE_A_DAY.test(text.slice(Math.max(0, at - 12), at)) || AFTER_A_DAY.test(text.slice(at + name.length, at + name.length + 8));
