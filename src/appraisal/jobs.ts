import { z } from 'zod';
import type { Appraisal, Certainty, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { rangeInWords, term } from './format.ts';
import { jobsEvidence } from './jobs-evidence.ts';
import { type Given, months, people, percent } from './quantities.ts';
import { atEnds, exactly, isSame, multiply, type Range, range, subtract } from './range.ts';
import { type Default, givenStep, inputStep, resultsOf, workedOut } from './working.ts';

/** 1,046 staff transferred, 605 expected after four years: a loss of 441. */
const MIDDLESBROUGH: Default = {
  written: '441 of 1,046',
  amount: exactly(441 / 1046),
  because: 'the loss that was expected in Middlesbrough over four years, 42.2%',
  sources: ['report-2002'],
};
const EIGHTEEN_MONTHS: Default = {
  written: '18 months',
  amount: exactly(18),
  because: 'the least that the 2002 report calls usual from decision to end of procurement',
  sources: ['report-2002'],
};
const TEMPORARY: Default = { written: '20%', amount: exactly(0.2), because: 'the share in Middlesbrough', sources: ['report-2002'] };
/** Delivered of promised in Cornwall: 35 of 351 as one report has it, 35 of 111 as another. */
const DELIVERED = range(35 / 351, 35 / 111);
const UNSUPPORTED_MINIMUM = 0.25;
/** The same rate, as the report rounds it. */
const ROUNDED = [exactly(0.422), exactly(0.42)];

export const input = z.object({
  staff: people().meta({ description: 'Staff in scope of the proposal: a number or a range, such as 1250-1500' }),
  rate: percent()
    .prefault(MIDDLESBROUGH.written)
    .meta({ description: 'Share of the transferred jobs expected to go, best from the bidder’s staffing plan. Otherwise what was expected in Middlesbrough' }),
  turnover: percent().optional().meta({ description: 'Share of staff who leave in a year, such as 10%: their posts may be gone before the transfer' }),
  months: months().prefault(EIGHTEEN_MONTHS.written).meta({ description: 'Months from the decision to the transfer' }),
  temporary: percent()
    .prefault(TEMPORARY.written)
    .meta({ description: 'Share of those transferred who are on temporary contracts. Otherwise that of Middlesbrough' }),
  promised: people({ least: 0 }).optional().meta({ description: 'New jobs that the contractor promises' }),
});
type Input = z.output<typeof input>;

const [AFTER, BEFORE, TOGETHER, LEFT] = [
  'Jobs lost after the transfer',
  'Posts that fall empty before the transfer',
  'Jobs lost in all',
  'Jobs still there afterwards',
];
const [ON_TEMPORARY, PROMISED, DELIVERED_HERE] = ['Transferred on temporary contracts', 'New jobs promised', 'New jobs if as many came as in Cornwall'];
const [NET_AS_PROMISED, NET_AS_DELIVERED] = ['Net change if every promised job came', 'Net change if as many came as in Cornwall'];
const RESULTS = [AFTER, BEFORE, TOGETHER, LEFT, ON_TEMPORARY, PROMISED, DELIVERED_HERE, NET_AS_PROMISED, NET_AS_DELIVERED];

/** How many jobs a transfer may cost, after it and before it, beside the jobs that are promised. */
export function appraiseJobs(given: Input): Appraisal {
  const { staff, rate, turnover, promised } = given;
  const after = multiply(staff, rate);
  const together = turnover && lostTogether(given, turnover);
  const working = [
    ...afterSteps(given, after),
    inputStep('From decision to transfer', 'months', given.months, EIGHTEEN_MONTHS),
    ...(turnover && together ? beforeSteps(given, turnover, together) : []),
    ...temporarySteps(given),
    ...(promised ? promisedSteps(promised, together ?? after) : []),
  ];
  const isOwnRate = ![MIDDLESBROUGH.amount, ...ROUNDED].some((theirs) => isSame(rate, theirs));
  const expected = `${rangeInWords(rate, 'ratio')} went${isOwnRate ? '' : ', as was expected in Middlesbrough over four years'}`;
  const inAll = together === undefined ? '' : ` With the posts that fall empty before it, ${rangeInWords(together, 'jobs')}.`;
  return {
    calculator: 'jobs',
    title: 'Jobs at risk',
    headline: `Of ${rangeInWords(staff, 'people')}, ${rangeInWords(after, 'jobs')} would be lost after the transfer if ${expected}.${inAll}`,
    results: resultsOf(working, RESULTS),
    working,
    evidence: jobsEvidence,
    certainty: certainty(isOwnRate),
    warnings: warnings(given, isOwnRate),
    chart: chart(staff, working),
    nextQuestion: 'How many jobs go before transfer, and how many after?',
  };
}

/** The share of staff still there after so many months, when a share `leaving` goes each year. */
const staying = (leaving: number, waiting: number): number => (1 - leaving) ** (waiting / 12);

/** From every empty post filled by temporary staff, so that it is lost only after the transfer if at all, to none of them filled. */
function lostTogether({ staff, rate, months: wait }: Input, turnover: Range): Range {
  const noneFilled = atEnds((all, share, leaving, waiting) => all * (1 - (1 - share) * staying(leaving, waiting)), staff, rate, turnover, wait);
  return range(multiply(staff, rate).low, Math.max(noneFilled.high, multiply(staff, rate).high));
}

function afterSteps({ staff, rate }: Input, after: Range): Step[] {
  const [all, share] = [term(staff, 'people'), term(rate, 'ratio')];
  const left = atEnds((number, lost) => number * (1 - lost), staff, rate);
  return [
    givenStep('Staff in scope', 'people', staff),
    inputStep('Job-loss rate', 'ratio', rate, MIDDLESBROUGH),
    workedOut({ label: AFTER, formula: 'staff in scope × job-loss rate', figures: `${all} × ${share}`, unit: 'jobs', amount: after }),
    workedOut({ label: LEFT, formula: 'staff in scope × (1 − job-loss rate)', figures: `${all} × (1 − ${share})`, unit: 'jobs', amount: left }),
  ];
}

function beforeSteps({ staff, rate, months: wait }: Input, turnover: Given, together: Range): Step[] {
  const [all, share] = [term(staff, 'people'), term(rate, 'ratio')];
  const stay = `(1 − ${term(turnover, 'ratio')})^(${term(wait, 'months')} ÷ 12)`;
  return [
    givenStep('Staff who leave in a year', 'ratio', turnover),
    workedOut({
      label: BEFORE,
      formula: 'staff in scope × (1 − (1 − share who leave in a year) to the power of months ÷ 12)',
      figures: `${all} × (1 − ${stay})`,
      unit: 'jobs',
      amount: atEnds((number, leaving, waiting) => number * (1 - staying(leaving, waiting)), staff, turnover, wait),
    }),
    workedOut({
      label: TOGETHER,
      formula: 'from the loss after transfer alone, where every empty post is filled, to empty posts and then the job-loss rate of the rest, where none is',
      figures: `${all} × ${share}, to ${all} × (1 − (1 − ${share}) × ${stay})`,
      unit: 'jobs',
      amount: together,
    }),
  ];
}

function temporarySteps({ staff, temporary }: Input): Step[] {
  return [
    inputStep('Share on temporary contracts', 'ratio', temporary, TEMPORARY),
    workedOut({
      label: ON_TEMPORARY,
      formula: 'staff in scope × share on temporary contracts',
      figures: `${term(staff, 'people')} × ${term(temporary, 'ratio')}`,
      unit: 'people',
      amount: multiply(staff, temporary),
    }),
  ];
}

function promisedSteps(promised: Given, lost: Range): Step[] {
  const delivered = multiply(promised, DELIVERED);
  const [all, came, gone] = [promised, delivered, lost].map((amount) => term(amount, 'jobs'));
  return [
    givenStep(PROMISED, 'jobs', promised),
    workedOut({
      label: DELIVERED_HERE,
      formula: 'promised jobs × share delivered in Cornwall, from 35 of 351 to 35 of 111',
      figures: `${all} × ${term(DELIVERED, 'ratio')}`,
      unit: 'jobs',
      amount: delivered,
      sources: ['cor1a', 'cor3b'],
    }),
    workedOut({ label: NET_AS_PROMISED, formula: 'promised jobs − jobs lost', figures: `${all} − ${gone}`, unit: 'jobs', amount: subtract(promised, lost) }),
    workedOut({
      label: NET_AS_DELIVERED,
      formula: 'delivered jobs − jobs lost',
      figures: `${came} − ${gone}`,
      unit: 'jobs',
      amount: subtract(delivered, lost),
    }),
  ];
}

const certainty = (isOwnRate: boolean): Certainty =>
  isOwnRate
    ? { level: 'fair', why: 'The sum is exact, but the rate is an expectation: it is as good as the staffing plan it comes from.' }
    : { level: 'weak', why: 'The rate is one forecast for one council, Middlesbrough in 2001. One case is not a rate, and what came of it is not known.' };

function warnings({ rate, turnover, promised }: Input, isOwnRate: boolean): string[] {
  const isMinimum = rate.low === UNSUPPORTED_MINIMUM || rate.high === UNSUPPORTED_MINIMUM;
  return [
    ...(isOwnRate ? [] : ['Say “if it went as was expected in Middlesbrough” whenever you quote this, and ask for the bidder’s own staffing plan.']),
    ...(isMinimum
      ? ['25% is what the 2002 report calls the least that is lost. UNSUPPORTED: it names no authority or study for that, and none was found.']
      : []),
    ...(turnover === undefined
      ? ['Posts that fall empty before the transfer are not counted, because no turnover was given. Count from the day of the decision.']
      : []),
    ...(promised === undefined ? ['Where new jobs are promised, set them beside the losses: Middlesbrough was promised about 500.'] : []),
  ];
}

function chart(staff: Range, working: readonly Step[]): Chart {
  const lost = resultsOf(working, [BEFORE, AFTER, TOGETHER, LEFT]);
  const bars = [
    { label: 'In scope now', amount: range(staff.low, staff.high) },
    ...lost.flatMap(({ label, value }) => (value.unit === 'words' ? [] : [{ label, amount: value.amount }])),
  ];
  const alt = `Bars of jobs, each from low to high. ${bars.map(({ label, amount }) => `${label}: ${rangeInWords(amount, 'jobs')}`).join('. ')}.`;
  return { kind: 'ranges', title: 'Jobs at risk', alt, unit: 'jobs', bars };
}
