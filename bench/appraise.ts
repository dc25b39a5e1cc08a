// npm run bench -- appraise: how long each calculator takes, from what a person wrote to the result; then a chart, a page for committee and a spreadsheet.
import { reportOf, rowsOf } from '../commands/appraisal-report.ts';
import { appraiseImpact, input as impact } from '../src/appraisal/impact.ts';
import { appraiseInvestment, input as investment } from '../src/appraisal/investment.ts';
import { appraiseJobs, input as jobs } from '../src/appraisal/jobs.ts';
import { appraiseLocal, input as local } from '../src/appraisal/local.ts';
import { appraiseOptions, input as options } from '../src/appraisal/options.ts';
import { appraiseOverrun, input as overrun } from '../src/appraisal/overrun.ts';
import { appraisePartnership, input as partnership } from '../src/appraisal/partnership.ts';
import { appraisePayback, input as payback } from '../src/appraisal/payback.ts';
import { appraiseRisk, input as risk } from '../src/appraisal/risk.ts';
import { appraiseSavings, input as savings } from '../src/appraisal/savings.ts';
import { drawChart } from '../src/charts/draw.ts';
import { committeePage } from '../src/exports/committee-page.ts';
import { csv } from '../src/exports/csv.ts';
import { createKnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../src/knowledge/load.ts';
import { measureCharts } from './appraise-charts.ts';
import { median, percentile } from './measures.ts';
import { decimal, table } from './table.ts';

interface Subject {
  readonly label: string;
  /** What its median must stay under, in milliseconds: in runs this short, the slowest ones measure what else the machine does. */
  readonly most: number;
  readonly runs: number;
  /** May be asynchronous, as drawing and exporting are. */
  readonly run: () => unknown;
}

const WARM_UP = 20;
const CHART_MOST_MS = 150;
const TWENTY = Array.from({ length: 20 }, (_, nth) => nth);
const CALCULATOR = { most: 5, runs: 500 } as const;
const THIRTY_YEARS = Array.from({ length: 30 }, (_, year) => `£${100 + year}k-£${150 + year}k`).join(', ');

/** The widest inputs: every field given, as a range where it may be one. */
const SUBJECTS: readonly Subject[] = [
  {
    ...CALCULATOR,
    label: 'jobs',
    run: () => appraiseJobs(jobs.parse({ staff: '1250-1500', rate: '40-45%', turnover: '8-12%', months: '18-24', temporary: '15-25%', promised: '400-500' })),
  },
  {
    ...CALCULATOR,
    label: 'payback',
    run: () =>
      appraisePayback(
        payback.parse({ investment: THIRTY_YEARS, savings: THIRTY_YEARS, years: 30, bias: '10-24%', borrow: '£1m-£2m', interest: '4-6%', term: 25 }),
      ),
  },
  {
    ...CALCULATOR,
    label: 'savings',
    run: () =>
      appraiseSavings(
        savings.parse({
          claim: '£1m-£2m a year',
          years: '7-10',
          procurement: '£2m-£3m',
          client: '£300k-£400k',
          transition: '£1m-£2m',
          profit: '£200k-£300k',
          redundancy: '£500k-£1m',
          variations: '£100k-£200k',
          exit: '£1m-£8m',
          cost: '£10m-£12m',
        }),
      ),
  },
  {
    ...CALCULATOR,
    label: 'investment',
    run: () => appraiseInvestment(investment.parse({ price: '£250m-£267m', investment: '£7m-£8m, £7m-£8m', own: '£1m-£2m' })),
  },
  { ...CALCULATOR, label: 'overrun', run: () => appraiseOverrun(overrun.parse({ rate: '70-79%', over: '£250m-£268m', years: '5-6' })) },
  {
    ...CALCULATOR,
    label: 'local',
    run: () =>
      appraiseLocal(
        local.parse({ jobs: '525-630', pay: '£25k-£28k', spend: '50-60%', respend: '40-50%', purchases: '£1m-£2m', now: '50-60%', after: '10-20%' }),
      ),
  },
  {
    ...CALCULATOR,
    label: 'options',
    run: () =>
      appraiseOptions(
        options.parse({
          criteria: TWENTY.map((nth) => `criterion ${'abcdefghijklmnopqrst'.charAt(nth)} ${nth + 1}`).join(', '),
          scores: TWENTY.map(
            (nth) => `${nth === 0 ? 'in-house' : `option ${'abcdefghijklmnopqrst'.charAt(nth)}`}: ${TWENTY.map((at) => (at * nth) % 11).join(' ')}`,
          ).join('; '),
        }),
      ),
  },
  {
    ...CALCULATOR,
    label: 'risk',
    run: () =>
      appraiseRisk(
        risk.parse({
          register: Array.from(
            { length: 40 },
            (_, nth) => `risk n${nth} ${(nth % 5) + 1}x${(nth % 4) + 2} contractor > users, council, after 1x2 with a plan`,
          ).join('; '),
        }),
      ),
  },
  {
    ...CALCULATOR,
    label: 'impact',
    run: () => {
      const adverse = '-2 counters close in three towns; mitigation: home visits and a van';
      return appraiseImpact(
        impact.parse({ equalities: adverse, environment: adverse, inclusion: adverse, economy: adverse, health: adverse, employment: adverse }),
      );
    },
  },
  { ...CALCULATOR, label: 'partnership', run: () => appraisePartnership(partnership.parse({ met: 'all safeguards', missing: 'all principles' })) },
];

const knowledge = createKnowledgeBase(loadLibrary(new URL('../knowledge', import.meta.url).pathname));
const WIDEST = appraisePayback(
  payback.parse({ investment: THIRTY_YEARS, savings: THIRTY_YEARS, years: 30, bias: '10-24%', borrow: '£1m', interest: '5%', term: 25 }),
);
const FRONT = { title: 'In-house improvement plan', date: 'Sunday 22 November 2026' };

/** What is made of a result to hand on, chart included. */
const EXPORTS: readonly Subject[] = [
  {
    label: 'page for committee (PDF)',
    most: 1_000,
    runs: 10,
    run: async () => {
      const chart = WIDEST.chart && (await drawChart(WIDEST.chart));
      return committeePage(reportOf({ appraisal: WIDEST }, { ...FRONT, chart }, knowledge), new Date(0));
    },
  },
  {
    label: 'spreadsheet (CSV)',
    most: 1_000,
    runs: 50,
    run: () => csv(rowsOf({ appraisal: WIDEST, given: { calculator: 'payback', inputs: { investment: THIRTY_YEARS } }, fields: [] }, FRONT, knowledge)),
  },
];

async function measure({ label, most, runs, run }: Subject): Promise<string[]> {
  for (let nth = 0; nth < Math.min(WARM_UP, runs); nth += 1) await run();
  const times: number[] = [];
  for (let nth = 0; nth < runs; nth += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  const middle = median(times);
  return [label, decimal(middle, 3), decimal(percentile(times, 0.95), 3), `${middle < most ? 'under' : 'NOT under'} ${most} ms`];
}

const rows: string[][] = [];
const charts = await measureCharts();
for (const subject of [...SUBJECTS, ...EXPORTS]) rows.push(await measure(subject));
for (const { kind, median: middle, slow } of charts.kinds)
  rows.push([`chart: ${kind}`, decimal(middle, 1), decimal(slow, 1), `${middle < CHART_MOST_MS ? 'under' : 'NOT under'} ${CHART_MOST_MS} ms`]);
rows.push(['the first chart of a process', decimal(charts.first, 0), '', '']);
process.stdout.write(
  `${table(
    [
      { label: '', align: 'left' },
      { label: 'median ms', align: 'right' },
      { label: 'p95 ms', align: 'right' },
      { label: '', align: 'left' },
    ],
    rows,
  )}\n`,
);
