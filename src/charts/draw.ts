import type { Chart } from '../appraisal/chart.ts';
import type { Picture } from '../core/reply.ts';
import { altOf } from './alt.ts';
import { plainChart } from './plain.ts';

/** Draws a chart. What draws it is heavy, and loaded when the first picture is asked for. */
export async function drawChart(chart: Chart): Promise<Picture> {
  const [{ chartSvg }, { svgToPng }] = await Promise.all([import('./svg.ts'), import('./png.ts')]);
  return { kind: 'picture', png: await svgToPng(chartSvg(chart)), fileName: fileNameOf(chart.title), alt: altOf(chart), plain: plainChart(chart) };
}

function fileNameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return `${(words ?? ['chart']).join('-').slice(0, 60)}.png`;
}
