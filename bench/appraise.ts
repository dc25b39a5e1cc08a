// npm run bench -- appraise: how long each calculator takes, from what a person wrote to the result.
import { appraiseInvestment, input as investment } from '../src/appraisal/investment.ts';
import { appraiseJobs, input as jobs } from '../src/appraisal/jobs.ts';
import { appraiseLocal, input as local } from '../src/appraisal/local.ts';
import { appraiseOverrun, input as overrun } from '../src/appraisal/overrun.ts';
import { appraisePayback, input as payback } from '../src/appraisal/payback.ts';
import { appraiseSavings, input as savings } from '../src/appraisal/savings.ts';
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
];

async function measure({ label, most, runs, run }: Subject): Promise<string[]> {
  for (let nth = 0; nth < WARM_UP; nth += 1) await run();
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
for (const subject of SUBJECTS) rows.push(await measure(subject));
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
