import { z } from 'zod';
import { count, percent as inPercent, inWords, plainNumber, pounds } from './format.ts';
import { exactly, type Range, range } from './range.ts';
import { type Figure, type Reading, readRange, sayBack, type Unit, type Unreadable } from './read-range.ts';

/** What somebody gave: a range, or one number. "About 1,300" is taken as 1,300, and the working says so. */
export interface Given extends Range {
  readonly isAbout?: true;
}

export interface Kind {
  /** Follows "must be". */
  readonly what: string;
  /** The units it may be written in, and what makes each of them its own. */
  readonly units: Partial<Record<Unit, (amount: number) => number>>;
  readonly isYearly?: boolean;
  readonly show: (amount: number) => string;
  /** What may be wrong with this kind alone. */
  readonly doubt?: (reading: Reading, written: string) => string | undefined;
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** `least` itself is refused. */
  readonly isAbove: boolean;
  /** One number, not a range. */
  readonly isOne: boolean;
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  pounds: 'money',
  percent: 'a percentage',
  people: 'a number of people',
  years: 'a length of time',
  months: 'a length of time',
  none: 'a number',
};

const same = (amount: number): number => amount;
const LONGEST = 500;
export const MOST_MONEY = 1e12;
const MOST_PEOPLE = 1e7;
const MOST_YEARS = 100;

export const MONEY: Kind = { what: 'money, such as £1.2m, £950k, 1,200,000 or £7m-£8m', units: { pounds: same, none: same }, show: pounds };
const PERCENT: Kind = {
  what: 'a percentage, such as 42%, 20-30% or 441 of 1,046',
  units: { percent: (amount) => amount / 100, none: (amount) => amount / 100 },
  show: inPercent,
  doubt: fractionOrPercent,
};
const PEOPLE: Kind = { what: 'a number of people, such as 1,250 or 1250-1500', units: { people: same, none: same }, show: count };
const YEARS: Kind = {
  what: 'a number of years, such as 5, 7.5 years, 18 months or 7-10',
  units: { years: same, months: (amount) => amount / 12, none: same },
  show: (amount) => inWords({ unit: 'years', amount: exactly(amount) }),
};
const MONTHS: Kind = {
  what: 'a number of months, such as 18, 18-24 months or 1.5 years',
  units: { months: same, years: (amount) => amount * 12, none: same },
  show: (amount) => inWords({ unit: 'months', amount: exactly(amount) }),
};

/** Pounds, £0 to £1,000bn unless told otherwise. `isYearly`: "a year" may stand after it. */
export const money = ({ isYearly = false, ...bounds }: Partial<Bounds> & { isYearly?: boolean } = {}) =>
  quantity({ ...MONEY, isYearly }, { least: 0, most: MOST_MONEY, ...bounds });

/** A share as a fraction: 42% is 0.42. From 0 to 1 unless told otherwise. */
export const percent = (bounds: Partial<Bounds> = {}) => quantity(PERCENT, { least: 0, most: 1, ...bounds });

/** At least one of them unless told otherwise. Parts of a post are taken: 13.39 is 13.39 full-time posts. */
export const people = (bounds: Partial<Bounds> = {}) => quantity(PEOPLE, { least: 1, most: MOST_PEOPLE, ...bounds });

/** More than none and at most 100 years unless told otherwise. */
export const years = (bounds: Partial<Bounds> = {}) => quantity(YEARS, { least: 0, isAbove: true, most: MOST_YEARS, ...bounds });

/** None to 1,200 months unless told otherwise. */
export const months = (bounds: Partial<Bounds> = {}) => quantity(MONTHS, { least: 0, most: MOST_YEARS * 12, ...bounds });

/** 1 to `most` years, whole ones. */
export const wholeYears = (most: number) =>
  years({ least: 1, isAbove: false, most, isOne: true }).transform(({ low }, context) => {
    if (Number.isInteger(low)) return low;
    context.addIssue({ code: 'custom', message: `must be a whole number of years, and ${plainNumber(low)} is not` });
    return z.NEVER;
  });

/** Sums one after the other, each on its own: `£8m, £8m` or `£8m and £8m`. */
export const moneyList = () =>
  words('must be sums of money, such as £8m, £8m').transform((text, context): readonly Given[] =>
    listItems(text).map((item) => fromText(item, MONEY, { least: 0, most: MOST_MONEY }, context)),
  );

/** A schema that takes what a person wrote, or a number, and gives the range that it means. */
function quantity(kind: Kind, bounds: Partial<Bounds>) {
  return words(`must be ${kind.what}`).transform((text, context) => fromText(text, kind, bounds, context));
}

/** What a person wrote, or a number that a program sent. */
export const words = (error: string) => z.union([z.string().max(LONGEST), z.number()], { error }).transform(String);

/** Commas between sums, not within them: `8,000,000, 2m` is two. */
export const listItems = (text: string): string[] =>
  text.split(/;|\bthen\b|(?<!\d),|,(?!\d{3}(?!\d))|(?<!between.*)(?:\band\b|&|\+)/i).map((item) => item.trim());

export function fromText(text: string, kind: Kind, bounds: Partial<Bounds>, context: z.core.$RefinementCtx): Given {
  const read = readQuantity(text, kind);
  const problem = 'problem' in read ? read.problem : outOfBounds(read, text, kind, bounds);
  if (problem === undefined && !('problem' in read)) return read;
  context.addIssue({ code: 'custom', message: problem ?? '', input: text });
  return z.NEVER;
}

function readQuantity(text: string, kind: Kind): Given | Unreadable {
  if (text.trim() === '') return { problem: `is empty: write ${kind.what}` };
  const share = kind === PERCENT ? readShare(text) : undefined;
  if (share !== undefined) return share;
  const reading = readRange(text);
  if (reading === undefined) return { problem: `must be ${kind.what}, and ${sayBack(text)} is not` };
  if ('problem' in reading) return reading;
  const take = kind.units[reading.low.unit];
  if (take === undefined) return { problem: `must be ${kind.what}, and ${sayBack(text)} is ${UNIT_WORDS[reading.low.unit]}` };
  if (reading.low.isYearly && kind.isYearly !== true) return { problem: `is a sum in all, not by the year, and ${sayBack(text)} is by the year` };
  const doubt = kind.doubt?.(reading, text);
  if (doubt !== undefined) return { problem: doubt };
  return { ...range(take(reading.low.amount), take(reading.high.amount)), ...(reading.isAbout ? { isAbout: true } : {}) };
}

/** `441 of 1,046`: exact, where 42.2% is rounded. */
function readShare(text: string): Given | undefined {
  const [, part, whole] = /^\s*([\d,.]+)\s*(?:of|out of|\/)\s*([\d,.]+)\s*$/i.exec(text) ?? [];
  if (part === undefined || whole === undefined) return undefined;
  const [some, all] = [readRange(part), readRange(whole)];
  if (some === undefined || all === undefined || 'problem' in some || 'problem' in all || all.low.amount === 0) return undefined;
  const share = some.low.amount / all.low.amount;
  return range(share, share);
}

/** 0.42 may be 42% or less than half of one per cent: a guess could be wrong a hundredfold. */
function fractionOrPercent({ low, high }: Reading, written: string): string | undefined {
  const isDoubtful = ({ unit, amount }: Figure): boolean => unit === 'none' && Math.abs(amount) > 0 && Math.abs(amount) < 1;
  const [doubtful] = [low, high].filter(isDoubtful);
  if (doubtful === undefined) return undefined;
  return `could mean ${inPercent(doubtful.amount)} or ${doubtful.amount}%: write ${sayBack(written)} with its % sign`;
}

function outOfBounds(
  { low, high }: Range,
  text: string,
  { show }: Kind,
  { least = -Infinity, most = Infinity, isAbove = false, isOne = false }: Partial<Bounds>,
) {
  const and = `and ${sayBack(text)} is`;
  if (isOne && low !== high) return `must be one number, ${and} a range`;
  if (least >= 0 && low < 0) return `cannot be negative, ${and}`;
  if (low < least) return `cannot be less than ${show(least)}, ${and}`;
  if (isAbove && low === least) return `must be more than ${show(least)}, and ${sayBack(text)} is not`;
  if (high > most) return `cannot be more than ${show(most)}, ${and}`;
  return undefined;
}
