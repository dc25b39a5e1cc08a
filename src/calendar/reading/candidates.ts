import type { Temporal } from 'temporal-polyfill';
import { sayDate, weekdayName } from '../describe.ts';
import type { Days } from '../rule.ts';
import type { DayMeaning, Here, Pace, PartOfDay, Piece, Span, TimeOfDay } from './pieces.ts';

type Of<Slot extends Piece['slot']> = Extract<Piece, { slot: Slot }>;
export type DayPiece = DayMeaning & Span;

/** One way of taking what was said. */
export interface Candidate {
  readonly pace?: Pace | undefined;
  readonly on?: Day | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
  readonly time?: TimeOfDay | undefined;
  readonly part?: PartOfDay | undefined;
  /** GMT or BST, where it was said. */
  readonly british?: Of<'british'> | undefined;
  readonly limit?: Of<'limit'>['limit'] | undefined;
  readonly daysOff?: 'before' | 'after' | undefined;
  readonly inShortMonths?: 'last-day' | 'skip' | undefined;
  /** What of the text it rests on. */
  readonly used: readonly Span[];
}

/** A day, and a time where it was counted from now. */
export interface Day {
  readonly date: Temporal.PlainDate;
  readonly piece: DayPiece | Of<'moment'>;
}

interface Alternative {
  readonly gives: Omit<Candidate, 'used'>;
  readonly used: readonly Span[];
}

/** What fills a place in the sentence: several alternatives are a doubt, which `why` puts into words. */
interface Slot {
  readonly alternatives: readonly Alternative[];
  readonly why: string;
}

export interface Candidates {
  readonly slots: readonly Slot[];
  /** For each candidate, which alternative of each slot it takes. */
  readonly all: readonly { readonly candidate: Candidate; readonly taken: readonly number[] }[];
}

/** Each way in which the pieces can be put together. Empty when none of them says when. */
export function candidatesOf(pieces: readonly Piece[], text: string, here: Here): Candidates {
  const of = <Name extends Piece['slot']>(slot: Name): Of<Name>[] => pieces.filter((piece): piece is Of<Name> => piece.slot === slot);
  const paces = of('pace');
  const days = paces.length === 0 ? of('day') : of('day').map(endingBefore);
  const isRepeating = paces.length > 0 || days.some(({ options }) => options.some((option) => 'pace' in option));
  const isPaced = paces.length > 0;
  const on = daySlot('on', days, of('moment'), isPaced, text, here);
  const from = daySlot('from', days, [], isPaced, text, here);
  const isSaid = isRepeating || on || from || of('time').length > 0 || of('part').length > 0;
  if (!isSaid) return { slots: [], all: [] };
  const hasDay = on !== undefined || from !== undefined;
  const slots = [
    paceSlot(paces, text),
    on,
    // Without anything that repeats, what it begins from is when it is, and an end means nothing.
    isRepeating || on === undefined ? from : undefined,
    isRepeating ? daySlot('until', days, [], false, text, here) : undefined,
    timeSlot(of('time'), of('part')[0]?.part, hasDay && !isRepeating, text),
    simpleSlot(of('part').slice(0, 1), ({ part }) => ({ part })),
    simpleSlot(of('british').slice(0, 1), (british) => ({ british })),
    isRepeating ? simpleSlot(of('limit'), ({ limit }) => ({ limit })) : undefined,
    simpleSlot(of('daysOff').slice(0, 1), ({ move }) => ({ daysOff: move })),
    isRepeating ? simpleSlot(of('shortMonths').slice(0, 1), ({ choice }) => ({ inShortMonths: choice })) : undefined,
  ].filter((slot) => slot !== undefined);
  return { slots, all: product(slots) };
}

/** "Every Monday before Christmas" ends; "every week before Friday" may mean each Friday. */
function endingBefore(piece: DayPiece): DayPiece {
  if (!piece.isAhead || piece.weekday !== undefined) return piece;
  const options = piece.options.map((option) => ('date' in option ? { date: option.date.subtract({ days: 1 }) } : option));
  return { ...piece, role: 'until', options };
}

/** Enough to ask about; more would be a text full of dates. */
const MOST_ALTERNATIVES = 5;
const MOST = 25;

function product(slots: readonly Slot[]): Candidates['all'] {
  let all: { candidate: Candidate; taken: readonly number[] }[] = [{ candidate: { used: [] }, taken: [] }];
  for (const { alternatives } of slots) {
    all = all
      .flatMap(({ candidate, taken }) =>
        alternatives.map(({ gives, used }, index) => ({ candidate: { ...candidate, ...gives, used: [...candidate.used, ...used] }, taken: [...taken, index] })),
      )
      .slice(0, MOST);
  }
  return all;
}

function slotOf(alternatives: readonly Alternative[], why: string): Slot | undefined {
  return alternatives.length === 0 ? undefined : { alternatives: alternatives.slice(0, MOST_ALTERNATIVES), why };
}

function simpleSlot<Slotted extends Piece>(pieces: readonly Slotted[], gives: (piece: Slotted) => Omit<Candidate, 'used'>): Slot | undefined {
  const alternatives = pieces.map((piece) => ({ gives: gives(piece), used: [piece] }));
  return slotOf(alternatives, 'It cannot last for two lengths at once.');
}

const quote = (pieces: readonly Span[], text: string): string =>
  pieces
    .slice(0, MOST_ALTERNATIVES)
    .map(({ start, end }) => `“${text.slice(start, end).trim()}”`)
    .join(' and ');

/** "Every 2 weeks" and "on Mondays and every Thursday" go together; "every Monday" and "every month" do not. */
function paceSlot(pieces: readonly Of<'pace'>[], text: string): Slot | undefined {
  const merged = pieces.every(({ options }) => options.length === 1) ? merge(pieces.flatMap(({ options }) => options)) : undefined;
  if (merged) return slotOf([{ gives: { pace: merged }, used: pieces }], '');
  const alternatives = pieces.flatMap((piece) => piece.options.map((pace) => ({ gives: { pace }, used: [piece] })));
  return slotOf(alternatives, pieces.length === 1 ? (pieces[0]?.why ?? '') : `I found ${quote(pieces, text)}, and a reminder repeats in one way.`);
}

function merge([first, ...others]: readonly Pace[]): Pace | undefined {
  return others.reduce<Pace | undefined>((all, pace) => all && mergeTwo(all, pace), first);
}

function mergeTwo(one: Pace, other: Pace): Pace | undefined {
  // "Every day from Monday to Friday" says no more than the second half.
  if (one.unit === 'day' && one.interval === 1 && other.unit === 'week') return other;
  if (one.unit !== other.unit) return undefined;
  if (one.days === undefined || other.days === undefined) return { ...one, ...other, interval: Math.max(one.interval, other.interval) };
  if (one.days.kind !== 'weekdays' || other.days.kind !== 'weekdays' || one.interval !== other.interval) return undefined;
  const weekdays = [...new Set([...one.days.weekdays, ...other.days.weekdays])].sort((a, b) => a - b);
  const days: Days = { kind: 'weekdays', weekdays };
  return { ...one, days };
}

function daySlot(
  role: DayMeaning['role'],
  pieces: readonly DayPiece[],
  moments: readonly Of<'moment'>[],
  isPaced: boolean,
  text: string,
  here: Here,
): Slot | undefined {
  const days = pieces.filter((piece) => piece.role === role);
  const counted = moments.map((piece): Alternative => ({ gives: { on: { date: piece.at.toPlainDate(), piece } }, used: [piece] }));
  const [first, last] = [days[0], days.at(-1)];
  const isList = first !== undefined && last !== undefined && /^\s*(?:and|or|&|then)\b/i.test(text.slice(first.end, last.start));
  const { alternatives, why } = isList
    ? { alternatives: days.flatMap((piece) => alternativesOf(role, piece, isPaced)), why: undefined }
    : withWeekday(role, days, isPaced, here);
  const found = [...days, ...moments];
  const isOne = found.length === 1 || why !== undefined;
  return slotOf(
    [...counted, ...alternatives],
    isOne && counted.length === 0 ? (why ?? days[0]?.why ?? '') : `I found ${quote(found, text)}, and a reminder comes at one time.`,
  );
}

/** "Tuesday 1 December" is one day, if it is a Tuesday. */
function withWeekday(role: DayMeaning['role'], days: readonly DayPiece[], isPaced: boolean, here: Here): { alternatives: Alternative[]; why?: string } {
  const all = days.flatMap((piece) => alternativesOf(role, piece, isPaced));
  const named = days.find(({ weekday }) => weekday !== undefined);
  const dated = withAhead(
    days.find(({ weekday }) => weekday === undefined),
    named,
  );
  const [only] = dated?.options ?? [];
  if (days.length !== 2 || named?.weekday === undefined || dated === undefined || only === undefined || !('date' in only)) return { alternatives: all };
  const ofDated = alternativesOf(role, dated, isPaced).map(({ gives }) => ({ gives, used: days }));
  const agreeing = ofDated.filter(({ gives }) => gives[role]?.date.dayOfWeek === named.weekday);
  if (agreeing.length > 0) return { alternatives: agreeing };
  const nearby = near(only.date, named.weekday, here).map((date) => ({ gives: { [role]: { date, piece: dated } }, used: days }));
  return {
    alternatives: [...ofDated, ...nearby],
    why: `${sayDate(only.date.toString())} is a ${weekdayName(only.date.dayOfWeek)}, not a ${weekdayName(named.weekday)}.`,
  };
}

/** In "before Tuesday 1 December" the word stands with the day of the week. */
const withAhead = (dated: DayPiece | undefined, named: DayPiece | undefined): DayPiece | undefined =>
  dated && named?.isAhead ? { ...dated, isAhead: true } : dated;

/** The days of that name next to a date, before and after it. */
function near(date: Temporal.PlainDate, weekday: number, { today }: Here): Temporal.PlainDate[] {
  const after = date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
  return [after.subtract({ weeks: 1 }), after].filter((day) => day.toString() >= today.toString());
}

/** What repeats anyway needs only the kind of day, not which one comes first. */
function alternativesOf(role: DayMeaning['role'], piece: DayPiece, isPaced: boolean): Alternative[] {
  const dates = piece.options.filter((option) => 'date' in option);
  const options = isPaced ? (piece.days === undefined ? dates : dates.slice(0, 1)) : piece.options;
  return options.map((option) => ({ gives: 'date' in option ? { [role]: { date: option.date, piece } } : { pace: option.pace }, used: [piece] }));
}

function timeSlot(pieces: readonly Of<'time'>[], part: PartOfDay | undefined, hasDay: boolean, text: string): Slot | undefined {
  const alternatives = pieces.flatMap((piece) => settled(piece, part, hasDay).map((time) => ({ gives: { time }, used: [piece] })));
  return slotOf(alternatives, pieces.length === 1 ? (pieces[0]?.why ?? '') : `I found ${quote(pieces, text)}, and a reminder comes at one time.`);
}

/** What the part of the day, or the lack of a day, leaves of a doubtful time. */
function settled({ options, isMidnight }: Of<'time'>, part: PartOfDay | undefined, hasDay: boolean): readonly TimeOfDay[] {
  if (isMidnight) return part === 'night' ? options.slice(1) : hasDay ? options : options.slice(0, 1);
  if (part === 'night' && options.some(({ hour }) => hour < 5 || hour === 12))
    return options.slice(0, 1).map(({ hour, minute }) => ({ hour: hour === 12 ? 24 : hour + 24, minute }));
  if (options.length < 2 || part === undefined) return options;
  return options.filter(({ hour }) => hour < 12 === (part === 'morning'));
}
