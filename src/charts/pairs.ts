import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { BLUE, INK } from './look.ts';
import type { Plot } from './page.ts';
import { layOut } from './rows.ts';
import { drawn } from './scale.ts';

const THICKNESS = 18;
const PITCH = 23;

/** Hollow is what was promised, filled is what came. */
const FILLS = [INK.card, BLUE] as const;

export function pairs({ bars, names, unit }: Extract<Chart, { kind: 'pairs' }>): Plot {
  const layout = layOut(
    bars.map(({ label, amounts }) => ({ label, amounts: amounts.map((amount) => shortAmount(amount, unit)) })),
    2 * PITCH,
  );
  const all = bars.flatMap(({ amounts }) => amounts.map(drawn));
  const [min, max] = [Math.min(0, ...all), Math.max(0, ...all)];
  return {
    height: layout.height,
    grid: { left: layout.left, right: layout.right, bottom: 0 },
    axes: { xAxis: { type: 'value', show: false, min, max: min === max ? 1 : max }, yAxis: layout.axes },
    series: FILLS.map((fill, at) => ({
      type: 'bar',
      barWidth: THICKNESS,
      barGap: `${((PITCH - THICKNESS) / THICKNESS) * 100}%`,
      itemStyle: { color: fill, borderColor: BLUE, borderWidth: 2.5 },
      data: bars.map(({ amounts }) => drawn(amounts[at] ?? 0)),
    })),
    keys: FILLS.map((fill, at) => ({ swatch: { kind: 'box', fill, edge: BLUE }, label: names[at] ?? '' })),
  };
}
