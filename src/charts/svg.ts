import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkLineComponent, MarkPointComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../appraisal/chart.ts';
import { textWidth } from './chart-text.ts';
import { cumulative } from './cumulative.ts';
import { heat } from './heat.ts';
import { WIDTH } from './look.ts';
import { type Plot, page } from './page.ts';
import { pairs } from './pairs.ts';
import { ranges } from './ranges.ts';
import { signed } from './signed.ts';
import { stacks } from './stacks.ts';

use([BarChart, CustomChart, LineChart, GraphicComponent, GridComponent, MarkLineComponent, MarkPointComponent, SVGRenderer]);
// There is no canvas to measure with, and the drawing has one font.
setPlatformAPI({
  measureText: (text, font = '') => ({ width: textWidth(text, Number(/([\d.]+)px/.exec(font)?.[1] ?? 12), font.includes('bold')) }),
});

/** The chart as an SVG document. */
export function chartSvg(chart: Chart): string {
  const { option, height } = page(chart.title, plotOf(chart));
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    drawing.setOption(option);
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

function plotOf(chart: Chart): Plot {
  switch (chart.kind) {
    case 'stacks':
      return stacks(chart);
    case 'ranges':
      return ranges(chart);
    case 'pairs':
      return pairs(chart);
    case 'signed':
      return signed(chart);
    case 'heat':
      return heat(chart);
    case 'cumulative':
      return cumulative(chart);
  }
}
