import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { textWidth } from './chart-text.ts';
import { colour, INK, inkOn, TYPE } from './look.ts';
import type { Plot } from './page.ts';
import { layOut } from './rows.ts';
import { drawn } from './scale.ts';

/** A, B, C… : a letter says what a colour says, for who cannot see the colour. */
export const letterOf = (part: number): string => (part < 26 ? String.fromCharCode(65 + part) : String(part + 1));

export const totalOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

export function stacks({ bars, parts, unit, note }: Extract<Chart, { kind: 'stacks' }>): Plot {
  const rows = bars.map(({ label, amounts, isWinner }) => ({
    label: isWinner ? `★ ${label}` : label,
    amounts: [shortAmount(totalOf(amounts), unit)],
    isBold: isWinner,
  }));
  const layout = layOut(rows, 30);
  const span = spanOf(bars.map(({ amounts }) => amounts.map(drawn)));
  // Where few amounts would fit, none is shown.
  const textsFor = (part: number, amount: number): string[] => [
    ...(parts.length > 5 ? [] : [`${letterOf(part)} ${shortAmount(amount, unit)}`]),
    letterOf(part),
  ];
  const hasWinner = bars.some(({ isWinner }) => isWinner);
  return {
    height: layout.height,
    grid: { left: layout.left, right: layout.right, bottom: 0 },
    axes: { xAxis: { type: 'value', show: false, ...span }, yAxis: layout.axes },
    series: parts.map((_, part) => ({
      type: 'bar',
      stack: 'all',
      barWidth: 30,
      itemStyle: { color: colour(part), borderColor: INK.card, borderWidth: 1.5 },
      label: { show: true, fontSize: TYPE.small, fontWeight: 'bold', color: inkOn(colour(part)) },
      data: bars.map(({ amounts }) => {
        const amount = amounts[part] ?? 0;
        const width = (Math.abs(drawn(amount)) / (span.max - span.min)) * layout.barsWidth;
        return { value: drawn(amount), label: { formatter: () => segmentLabel(textsFor(part, amount), width) } };
      }),
    })),
    keys: [
      ...parts.map((part, at) => ({ swatch: { kind: 'box', fill: colour(at), letter: letterOf(at) } as const, label: part })),
      ...(hasWinner ? [{ swatch: { kind: 'none' } as const, label: '★ comes first' }] : []),
    ],
    note,
  };
}

/** As much as fits into its part of a bar. */
const segmentLabel = (texts: readonly string[], width: number): string => texts.find((text) => textWidth(text, TYPE.small, true) + 8 <= width) ?? '';

/** From the longest bar left of nought to the longest right of it. */
function spanOf(bars: readonly (readonly number[])[]): { min: number; max: number } {
  const min = Math.min(0, ...bars.map((amounts) => totalOf(amounts.filter((amount) => amount < 0))));
  const max = Math.max(0, ...bars.map((amounts) => totalOf(amounts.filter((amount) => amount > 0))));
  return min === max ? { min: 0, max: 1 } : { min, max };
}
