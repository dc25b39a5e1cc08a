import { drawChart } from '../src/charts/draw.ts';
import { examples } from '../test/charts/examples.ts';

/** One chart of each kind from data to PNG, for `npm run bench -- appraise`: each under 150 ms once warm. */
export const chartSubjects = Object.entries(examples).map(([kind, chart]) => ({ label: `chart: ${kind}`, most: 150, runs: 30, run: () => drawChart(chart) }));
