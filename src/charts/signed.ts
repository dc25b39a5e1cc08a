import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { BLUE, INK, LINE, TYPE, VERMILLION } from './look.ts';
import type { Plot } from './page.ts';
import { layOut } from './rows.ts';
import { drawn, scaleOf } from './scale.ts';

export const signedText = (amount: number): string => (amount > 0 ? `+${shortAmount(amount, 'plain')}` : shortAmount(amount, 'plain'));

const THICKNESS = 26;

/** Bars to the left of nought for harm and to the right for good. */
export function signed({ bars, least, most }: Extract<Chart, { kind: 'signed' }>): Plot {
  const layout = layOut(
    bars.map(({ label, amount }) => ({ label, amounts: [signedText(amount)] })),
    THICKNESS,
  );
  const scale = scaleOf([least, most, ...bars.map(({ amount }) => amount)], Math.min(6, layout.barsWidth / 44));
  return {
    height: layout.height + LINE.body + 8,
    grid: { left: layout.left, right: layout.right, bottom: LINE.body + 8 },
    axes: {
      xAxis: {
        type: 'value',
        ...scale,
        axisLabel: { fontSize: TYPE.small, color: INK.muted, formatter: signedText, hideOverlap: true },
        splitLine: { lineStyle: { color: INK.faint } },
      },
      yAxis: layout.axes,
    },
    series: [
      {
        type: 'bar',
        barWidth: THICKNESS,
        data: bars.map(({ amount }) => ({ value: drawn(amount), itemStyle: { color: amount < 0 ? VERMILLION : BLUE } })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: INK.text, width: 2, type: 'solid' },
          data: [{ xAxis: 0 }],
        },
      },
    ],
    keys: [],
  };
}
