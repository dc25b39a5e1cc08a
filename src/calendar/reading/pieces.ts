import type { Temporal } from 'temporal-polyfill';
import type { Division } from '../holidays.ts';
import type { Days, Unit } from '../rule.ts';
import type { Length } from './lengths.ts';

/** When and where a phrase is read. */
export interface Here {
  readonly now: Date;
  /** The day and time that clocks show now, to the minute. */
  readonly wall: Temporal.PlainDateTime;
  readonly today: Temporal.PlainDate;
  readonly zone: string;
  readonly division: Division;
}

/** How often: `days` are left open when they are said elsewhere, or follow from the first day. */
export interface Pace {
  readonly unit: Unit;
  readonly interval: number;
  readonly month?: number;
  readonly days?: Days;
  readonly onDaysOff?: 'before' | 'after';
}

export interface TimeOfDay {
  /** 24 and more: on the day after. */
  readonly hour: number;
  readonly minute: number;
}

export type PartOfDay = 'morning' | 'lunchtime' | 'afternoon' | 'end' | 'evening' | 'night';

export type DayOption = { readonly date: Temporal.PlainDate } | { readonly pace: Pace };

/** What a part of a text says about when. With several options it is doubtful, and `why` says so in a sentence. */
export type Meaning =
  | { readonly slot: 'pace'; readonly options: readonly Pace[]; readonly why?: string }
  | DayMeaning
  | { readonly slot: 'time'; readonly options: readonly TimeOfDay[]; readonly why?: string; readonly isMidnight?: boolean }
  | { readonly slot: 'part'; readonly part: PartOfDay }
  /** A time counted from now, `in 2 hours`. */
  | { readonly slot: 'moment'; readonly at: Temporal.PlainDateTime; readonly note?: string }
  /** British time by its name: how many hours it is ahead of UTC. */
  | { readonly slot: 'british'; readonly ahead: number; readonly name: string }
  | { readonly slot: 'limit'; readonly limit: { readonly count: number } | { readonly length: Length } }
  | { readonly slot: 'daysOff'; readonly move: 'before' | 'after' }
  | { readonly slot: 'shortMonths'; readonly choice: 'last-day' | 'skip' }
  | { readonly slot: 'impossible'; readonly why: string }
  /** It may change when, and cannot be told from the text: the rest is asked about. */
  | { readonly slot: 'unclear'; readonly why: string };

export interface DayMeaning {
  readonly slot: 'day';
  readonly role: 'on' | 'from' | 'until';
  readonly options: readonly DayOption[];
  readonly why?: string;
  /** What is repeated, when something says how often: the 15th, the first Monday. Without it, what the date is. */
  readonly days?: Days;
  /** The month of `days`, 1 to 12, for once a year. */
  readonly month?: number;
  readonly onDaysOff?: 'before' | 'after';
  /** Why it cannot repeat, as a sentence, where it cannot. */
  readonly onlyOnce?: string;
  /** A day of the week and nothing more, which a date beside it makes sure of. */
  readonly weekday?: number;
  /** How much of a date was written. A year makes a start in the past stand. */
  readonly written?: 'with-year' | 'without-year';
  /** When the same comes again, for one that is past. */
  readonly again?: 'day' | 'week' | 'year';
  /** "Before" it: without a time of its own it is the day before. */
  readonly isAhead?: boolean;
  /** What was taken for granted, as a sentence. */
  readonly assumed?: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Piece = Meaning & Span;
