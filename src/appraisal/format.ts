import type { Value } from './appraisal.ts';
import { isExact, type Range } from './range.ts';

/** A value as people write it: `525 to 630 jobs`, `£7m to £8m`, `42%`. This is the only place where anything is rounded. */
export function inWords(value: Value): string {
  if (value.unit === 'words') return value.words;
  const { amount, unit } = value;
  const one = SHOWN[unit].number;
  const [low, high] = [one(amount.low), one(amount.high)];
  const number = low === high ? low : `${low} to ${high}`;
  return number + SHOWN[unit].after(low === high ? low : 'many');
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

export const rangeInWords = (amount: Range, unit: Exclude<Value['unit'], 'words'>): string => inWords({ unit, amount });

/** The same in brackets where it is a range, as a term of a formula. */
export const term = (amount: Range, unit: Exclude<Value['unit'], 'words'>): string =>
  isExact(amount) ? rangeInWords(amount, unit) : `(${rangeInWords(amount, unit)})`;

const SHOWN: Readonly<Record<Exclude<Value['unit'], 'words'>, { number: (amount: number) => string; after: (number: string) => string }>> = {
  people: { number: count, after: (number) => (number === '1' ? ' person' : ' people') },
  jobs: { number: count, after: (number) => (number === '1' ? ' job' : ' jobs') },
  pounds: { number: pounds, after: () => '' },
  'pounds a year': { number: pounds, after: () => ' a year' },
  ratio: { number: percent, after: () => '' },
  years: { number: plainNumber, after: (number) => (number === '1' ? ' year' : ' years') },
  months: { number: plainNumber, after: (number) => (number === '1' ? ' month' : ' months') },
  points: { number: plainNumber, after: (number) => (number === '1' ? ' point' : ' points') },
  times: { number: plainNumber, after: () => ' times' },
};

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
