import type { Chart } from '../appraisal/chart.ts';
import { shortAmount, type Unit } from './amount.ts';
import { BLUE, INK, LINE, TYPE } from './look.ts';
import type { Plot, RenderItem } from './page.ts';
import { layOut } from './rows.ts';
import { drawn, scaleOf } from './scale.ts';

type Bars = Extract<Chart, { kind: 'ranges' }>['bars'];

export const rangeText = ({ amount: { low, high } }: Bars[number], unit: Unit): string => {
  const [from, to] = [shortAmount(low, unit), shortAmount(high, unit)];
  return from === to ? from : `${from} to ${to}`;
};

const THICKNESS = 24;

/** A bar from low to high; a diamond where they are one. */
export function ranges({ bars, unit }: Extract<Chart, { kind: 'ranges' }>): Plot {
  const layout = layOut(
    bars.map((bar) => ({ label: bar.label, amounts: [rangeText(bar, unit)] })),
    THICKNESS,
  );
  const scale = scaleOf(
    bars.flatMap(({ amount: { low, high } }) => [low, high]),
    layout.barsWidth / 60,
  );
  return {
    height: layout.height + LINE.body + 8,
    grid: { left: layout.left, right: layout.right, bottom: LINE.body + 8 },
    axes: {
      xAxis: {
        type: 'value',
        ...scale,
        axisLabel: { fontSize: TYPE.small, color: INK.muted, formatter: (value: number) => shortAmount(value, unit), hideOverlap: true },
        splitLine: { lineStyle: { color: INK.faint } },
      },
      yAxis: layout.axes,
    },
    series: [
      {
        type: 'custom',
        renderItem: drawRange,
        data: bars.map(({ amount: { low, high } }, at) => [drawn(low), drawn(high), at]),
        encode: { x: [0, 1], y: 2 },
        silent: true,
      },
    ],
    keys: [],
  };
}

const drawRange: RenderItem = (_, api) => {
  const [low, high] = [Number(api.value(0)), Number(api.value(1))];
  const across = (amount: number): number => api.coord([amount, api.value(2)])[0] ?? 0;
  const y = (api.coord([0, api.value(2)])[1] ?? 0) - THICKNESS / 2;
  // Up to the nearer end it is so in any case: lighter, as far as from nought.
  const sure = low > 0 ? low : high < 0 ? high : 0;
  return {
    type: 'group',
    children: [box(across(0), across(sure), y, LIGHT), across(high) - across(low) < 4 ? diamond(across(high), y) : box(across(low), across(high), y, BLUE)],
  };
};

const LIGHT = '#a6cbe3';

const box = (from: number, to: number, y: number, fill: string) => ({
  type: 'rect' as const,
  shape: { x: Math.min(from, to), y, width: Math.abs(to - from), height: THICKNESS },
  style: { fill },
});

const diamond = (x: number, y: number) => {
  const half = THICKNESS / 2;
  const points = [
    [x - half, y + half],
    [x, y],
    [x + half, y + half],
    [x, y + THICKNESS],
  ];
  return { type: 'polygon' as const, shape: { points }, style: { fill: BLUE } };
};
