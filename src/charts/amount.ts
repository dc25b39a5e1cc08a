import type { Chart } from '../appraisal/chart.ts';

export type Unit = Extract<Chart, { unit: unknown }>['unit'];

const SCALES = [
  { from: 1e12, unit: 1e12, suffix: 'tn' },
  { from: 1e9, unit: 1e9, suffix: 'bn' },
  { from: 1e6, unit: 1e6, suffix: 'm' },
  { from: 1e4, unit: 1e3, suffix: 'k' },
] as const;

/** Making one takes longer than using it a hundred times. */
const TO_DECIMALS = [0, 1, 2].map((most) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: most }));
const TO_THREE_FIGURES = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

const inDigits = (value: number, decimals: 0 | 1 | 2): string => TO_DECIMALS[decimals]?.format(value) ?? '';

/** An amount as it fits a chart: `£16.2m`, `1,046`, `42%`. Rounded here, and nowhere before. */
export function shortAmount(value: number, unit: Unit | 'plain'): string {
  // A sum of the largest numbers there are is no number.
  const size = Math.min(Math.abs(value), Number.MAX_VALUE);
  const sign = value < 0 ? '−' : '';
  const text = size >= 1e15 ? huge(size, unit) : shorten(size, unit);
  // What rounds to nought has no sign.
  return /[1-9]/.test(text) ? sign + text : text;
}

/** What there is no half of. */
const WHOLE: ReadonlySet<string> = new Set(['jobs', 'people', 'branches'] satisfies Unit[]);

function shorten(size: number, unit: Unit | 'plain'): string {
  if (unit === 'pounds') return pounds(size);
  if (unit === 'ratio') return `${inDigits(size * 100, 1)}%`;
  return inDigits(size, WHOLE.has(unit) ? 0 : 2);
}

function pounds(size: number): string {
  // To three figures first, so that £999,999 is £1m and not £1,000k.
  const rounded = Number(size.toPrecision(3));
  const scale = SCALES.find(({ from }) => rounded >= from);
  if (scale === undefined) return `£${inDigits(size, 2)}`;
  return `£${TO_THREE_FIGURES.format(rounded / scale.unit)}${scale.suffix}`;
}

/** No sum of money or people is so large; it is still said. */
const huge = (size: number, unit: Unit | 'plain'): string => `${unit === 'pounds' ? '£' : ''}${size.toExponential(1)}`;
