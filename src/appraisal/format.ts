import type { Value } from './appraisal.ts';
import { isExact, type Range } from './range.ts';

type Unit = Exclude<Value['unit'], 'words'>;

/** A value as people write it: `525 to 630 jobs`, `£7m to £8m`, `42%`. This is the only place where anything is rounded. */
export const inWords = (value: Value): string => (value.unit === 'words' ? value.words : rangeInWords(value.amount, value.unit));

export const rangeInWords = (amount: Range, unit: Unit): string => ends(amount, SHORT[unit], unit);

/** The same to the penny and with more decimals, for sums that somebody may want to do again. */
export const inFull = (value: Value): string => (value.unit === 'words' ? value.words : ends(value.amount, FULL[value.unit], value.unit));

/** A range in full as a term of a formula: in brackets unless it is one number. */
export const term = (amount: Range, unit: Unit): string => (isExact(amount) ? ends(amount, FULL[unit], unit) : `(${ends(amount, FULL[unit], unit)})`);

function ends({ low, high }: Range, one: (amount: number) => string, unit: Unit): string {
  const [first, last] = [one(low), one(high)];
  return first === last ? first + after(unit, first) : `${first} to ${last}${after(unit, 'many')}`;
}

/** A sum: pence under £100, pounds under a million, then £1.23m and £1.23bn. */
export function pounds(amount: number): string {
  const size = Math.abs(amount);
  if (Math.round(size) >= 1e6) return minus(amount) + inMillions(size);
  const shown = size < 100 ? size.toFixed(2).replace('.00', '') : grouped(size, 0);
  return `${Number(shown) === 0 ? '' : minus(amount)}£${shown}`;
}

/** A share: 0.42 is 42%, 0.0299 is 3.0%. The decimal says that it was rounded. */
export function percent(share: number): string {
  const hundredths = share * 100;
  const isWhole = Math.abs(hundredths - Math.round(hundredths)) < 1e-9;
  return `${decimals(hundredths, isWhole ? 0 : 1, isWhole ? 0 : 1)}%`;
}

/** A count: whole from ten on, since half a job among hundreds says more than anyone knows. */
export const count = (amount: number): string => decimals(amount, Math.abs(amount) < 10 ? 1 : 0);

/** Years, times and points: at most two decimals. */
export const plainNumber = (amount: number): string => decimals(amount, 2);

/** Pounds and pence, never in millions. */
const inPence = (amount: number): string => {
  const shown = grouped(Math.abs(amount), 2, 2).replace('.00', '');
  return `${shown === '0' ? '' : minus(amount)}£${shown}`;
};

const SHORT: Readonly<Record<Unit, (amount: number) => string>> = {
  people: count,
  jobs: count,
  pounds,
  'pounds a year': pounds,
  ratio: percent,
  years: plainNumber,
  months: plainNumber,
  points: plainNumber,
  times: plainNumber,
};

const FULL: typeof SHORT = {
  ...SHORT,
  people: plainNumber,
  jobs: plainNumber,
  pounds: inPence,
  'pounds a year': inPence,
  ratio: (share) => `${plainNumber(share * 100)}%`,
  times: (amount) => decimals(amount, 4),
};

const SINGULAR: Readonly<Partial<Record<Unit, string>>> = { people: 'person', jobs: 'job', years: 'year', months: 'month', points: 'point' };

function after(unit: Unit, number: string): string {
  if (unit === 'pounds' || unit === 'ratio') return '';
  if (unit === 'pounds a year') return ' a year';
  return ` ${number === '1' ? (SINGULAR[unit] ?? unit) : unit}`;
}

const minus = (amount: number): string => (amount < 0 ? '−' : '');

function inMillions(size: number): string {
  const millions = Math.round(size / 1e4) / 100;
  return millions < 1000 ? `£${grouped(millions, 2)}m` : `£${grouped(size / 1e9, 2)}bn`;
}

/** A number with its minus, never that of nought. */
function decimals(amount: number, most: number, least = 0): string {
  const shown = grouped(Math.abs(amount), most, least);
  return /[1-9]/.test(shown) ? minus(amount) + shown : shown;
}

const FORMATS = new Map<string, Intl.NumberFormat>();

function grouped(amount: number, most: number, least = 0): string {
  const key = `${least} ${most}`;
  const format = FORMATS.get(key) ?? new Intl.NumberFormat('en-GB', { minimumFractionDigits: least, maximumFractionDigits: most });
  FORMATS.set(key, format);
  return format.format(amount);
}
