import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { textWidth } from './chart-text.ts';
import { colour, INK, inkOn, LINE, PADDING, TYPE } from './look.ts';
import type { Plot } from './page.ts';
import { drawn, scaleOf } from './scale.ts';

/** Each line has its own colour, dashes and marks. */
const DASHES: readonly (readonly number[])[] = [[], [9, 5], [2, 4], [12, 4, 2, 4]];
const MARKS = ['circle', 'rect', 'triangle', 'diamond'] as const;
const dashOf = (line: number): readonly number[] => DASHES[line % DASHES.length] ?? [];
/** The palette without the colours that are too light for a line on white. */
const lineColour = (line: number): string => colour([0, 3, 4, 5][line % 4] ?? 0);

export const paybackText = (year: number | undefined): string => (year === undefined ? 'not paid back' : `paid back in year ${year}`);

const HEIGHT = 300;

/** Lines over years, a pin at the year in which each is first not negative. */
export function cumulative({ lines, unit }: Extract<Chart, { kind: 'cumulative' }>): Plot {
  const scale = scaleOf(
    lines.flatMap(({ amounts }) => amounts),
    5,
  );
  const years = Math.max(1, ...lines.map(({ amounts }) => amounts.length - 1));
  const widest = Math.max(...[scale.min, scale.max, scale.min + scale.interval].map((value) => textWidth(shortAmount(value, unit), TYPE.small)));
  return {
    height: HEIGHT + LINE.small * 2 + 12,
    grid: { left: PADDING + widest + 8, right: PADDING + 12, bottom: LINE.small * 2 + 12 },
    axes: {
      xAxis: {
        type: 'value',
        min: 0,
        max: years,
        interval: Math.max(1, Math.ceil(years / 10)),
        name: 'years from the beginning',
        nameLocation: 'middle',
        nameGap: LINE.small + 14,
        nameTextStyle: { fontSize: TYPE.small, color: INK.muted },
        axisLine: { onZero: false, lineStyle: { color: INK.line } },
        axisLabel: { fontSize: TYPE.small, color: INK.muted, hideOverlap: true },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        ...scale,
        axisLabel: { fontSize: TYPE.small, color: INK.muted, formatter: (value: number) => shortAmount(value, unit) },
        splitLine: { lineStyle: { color: INK.faint } },
      },
    },
    series: lines.map(({ amounts, paybackYear }, at) => ({
      type: 'line',
      symbol: MARKS[at % MARKS.length] ?? 'circle',
      symbolSize: amounts.length > 20 ? 4 : 9,
      showAllSymbol: true,
      lineStyle: { color: lineColour(at), width: 3.5, type: [...dashOf(at)] },
      itemStyle: { color: lineColour(at) },
      data: amounts.map((amount, year) => [year, drawn(amount)]),
      markPoint: {
        symbol: 'pin',
        symbolSize: 46,
        itemStyle: { color: lineColour(at), borderColor: INK.card, borderWidth: 1 },
        label: { fontSize: TYPE.small, fontWeight: 'bold', color: inkOn(lineColour(at)), formatter: () => `${paybackYear ?? ''}` },
        data: paybackYear === undefined ? [] : [{ name: 'payback', coord: [paybackYear, drawn(amounts[paybackYear] ?? 0)] }],
      },
      // Drawn once: where nought is.
      markLine: at === 0 ? ZERO : {},
    })),
    keys: lines.map(({ label, paybackYear }, at) => ({
      swatch: { kind: 'line', colour: lineColour(at), dash: dashOf(at) },
      label: `${label}: ${paybackText(paybackYear)}`,
    })),
  };
}

const ZERO = {
  silent: true,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: INK.text, width: 2, type: 'solid' as const },
  data: [{ yAxis: 0 }],
};
