import { z } from 'zod';
import type { Appraisal, Certainty, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { rangeInWords, term } from './format.ts';
import { overrunEvidence } from './overrun-evidence.ts';
import { money, percent, years } from './quantities.ts';
import { atEnds, exactly, multiply, type Range, range } from './range.ts';
import { type Default, givenStep, inputStep, resultsOf, workedOut } from './working.ts';

/** What a planned cost alone is tested with. */
const OPTIMISM_BIAS: Default = {
  written: '0% to 41%',
  amount: range(0, 0.41),
  because: 'optimism bias for the operating cost of outsourcing, from a sample of 2002',
  sources: ['ob1a', 'ob1b'],
};
const COURTS = exactly(0.79);
const INLAND_REVENUE = exactly(1.35);
const PROBLEM_CONTRACTS = exactly(0.305);

const NAMES = ['base', 'final', 'over', 'rate'] as const;
type Name = (typeof NAMES)[number];
/** What is given, then what follows. */
type Known = Readonly<Partial<Record<Name, Range | undefined>>>;

export const input = z
  .object({
    base: money({ least: 1 }).optional().meta({ description: 'What it was to cost: £10m' }),
    final: money({ least: 1 }).optional().meta({ description: 'What it cost in the end, or is expected to' }),
    over: money().optional().meta({ description: 'How much more it cost than it was to: £268m' }),
    rate: percent({ most: 100 }).optional().meta({ description: 'The overrun as a share of what it was to cost: 79%' }),
    years: years({ least: 1, isAbove: false }).optional().meta({ description: 'Over how many years it grew, to see the growth a year' }),
  })
  .superRefine((given, context) => {
    const fault = faultOf(given);
    if (fault !== undefined) context.addIssue({ code: 'custom', path: [fault[0]], message: fault[1] });
  });
type Input = z.output<typeof input>;

/** What keeps it from being worked out: the field, and what is wrong with it. Any two will do; so will the planned cost or the rate alone. */
function faultOf(given: Known): readonly [Name, string] | undefined {
  const { final, over, rate } = given;
  const names = NAMES.filter((name) => given[name] !== undefined);
  const last = names.at(-1);
  if (last === undefined) return ['base', 'must be given'];
  if (names.length > 2) return [last, 'is one too many: give any two of base, final, over and rate, and the others follow'];
  if (names.length === 1 && (last === 'over' || last === 'final')) return ['rate', `must be given with ${last}`];
  if (final && over && over.high >= final.low) return ['over', 'must be less than the final cost'];
  if (over && rate && rate.low === 0) return ['rate', 'must be more than 0%, or the planned cost cannot be worked out'];
  return undefined;
}

const LINES: Readonly<Record<Name, string>> = { base: 'Planned cost', final: 'Final cost', over: 'Overrun', rate: 'Overrun rate' };
const UNITS = { base: 'pounds', final: 'pounds', over: 'pounds', rate: 'ratio' } as const;
const PER_100 = 'What every £100 became';
const GROWTH = 'Growth a year';
const AS_PROBLEMS = 'If it ran over like contracts chosen for their problems';

interface Rule {
  readonly from: readonly [Name, Name];
  /** What follows: the formula in words, and of the two in their order. */
  readonly gives: readonly (readonly [Name, string, (one: number, other: number) => number])[];
}

const RULES: readonly Rule[] = [
  {
    from: ['base', 'final'],
    gives: [
      ['over', 'Final cost − Planned cost', (base, final) => final - base],
      ['rate', 'Final cost ÷ Planned cost − 1', (base, final) => final / base - 1],
    ],
  },
  {
    from: ['base', 'over'],
    gives: [
      ['final', 'Planned cost + Overrun', (base, over) => base + over],
      ['rate', 'Overrun ÷ Planned cost', (base, over) => over / base],
    ],
  },
  {
    from: ['base', 'rate'],
    gives: [
      ['final', 'Planned cost × (1 + Overrun rate)', (base, rate) => base * (1 + rate)],
      ['over', 'Planned cost × Overrun rate', (base, rate) => base * rate],
    ],
  },
  {
    from: ['final', 'over'],
    gives: [
      ['base', 'Final cost − Overrun', (final, over) => final - over],
      ['rate', 'Overrun ÷ (Final cost − Overrun)', (final, over) => over / (final - over)],
    ],
  },
  {
    from: ['final', 'rate'],
    gives: [
      ['base', 'Final cost ÷ (1 + Overrun rate)', (final, rate) => final / (1 + rate)],
      ['over', 'Final cost × Overrun rate ÷ (1 + Overrun rate)', (final, rate) => (final * rate) / (1 + rate)],
    ],
  },
  {
    from: ['over', 'rate'],
    gives: [
      ['base', 'Overrun ÷ Overrun rate', (over, rate) => over / rate],
      ['final', 'Overrun ÷ Overrun rate + Overrun', (over, rate) => over / rate + over],
    ],
  },
];

/** Planned cost, overrun and final cost, each from the others, beside what is known of overruns elsewhere. */
export function appraiseOverrun(given: Input): Appraisal {
  const isExpected = given.base !== undefined && NAMES.every((name) => name === 'base' || given[name] === undefined);
  const start: Known = isExpected ? { ...given, rate: OPTIMISM_BIAS.amount } : given;
  const rule = RULES.find(({ from }) => from.every((name) => start[name] !== undefined));
  const followed = rule === undefined ? [] : apply(rule, start);
  const known: Known = { ...start, ...Object.fromEntries(followed.map(({ name, amount }) => [name, amount])) };
  const rate = known.rate ?? OPTIMISM_BIAS.amount;
  const working = [...givenSteps(given, isExpected), ...followed.map(({ step }) => step), ...rateSteps(given, rate), ...comparedSteps(known.base)];
  return {
    calculator: 'overrun',
    title: 'Cost overrun',
    headline: headline(known, rate, isExpected),
    results: resultsOf(working, [...Object.values(LINES), PER_100, GROWTH, AS_PROBLEMS]),
    working,
    evidence: overrunEvidence,
    certainty: certainty(given, isExpected),
    warnings: warnings(given),
    chart: chart(rate),
    nextQuestion: 'What does a change cost, and who approves a variation order?',
  };
}

/** Each end of both ranges on its own, because one that stands twice in a formula varies only once. */
function apply({ from, gives }: Rule, start: Known): { name: Name; amount: Range; step: Step }[] {
  const inputs = from.map((name) => start[name] ?? exactly(0));
  return gives.map(([name, formula, of]) => {
    const amount = atEnds((one = 0, other = 0) => of(one, other), ...inputs);
    return {
      name,
      amount,
      step: workedOut({ label: LINES[name], formula: formula.toLowerCase(), figures: withFigures(formula, start), unit: UNITS[name], amount }),
    };
  });
}

/** The formula with the figure of each name in it. */
const withFigures = (formula: string, known: Known): string =>
  formula.replace(/Planned cost|Final cost|Overrun rate|Overrun/g, (label) => {
    const name = NAMES.find((each) => LINES[each] === label);
    const amount = name && known[name];
    return name && amount ? term(amount, UNITS[name]) : label;
  });

function givenSteps(given: Input, isExpected: boolean): Step[] {
  const steps = NAMES.flatMap((name) => (given[name] === undefined ? [] : [givenStep(LINES[name], UNITS[name], given[name])]));
  return isExpected ? [...steps, inputStep(LINES.rate, 'ratio', OPTIMISM_BIAS.amount, OPTIMISM_BIAS)] : steps;
}

function rateSteps({ years: length }: Input, rate: Range): Step[] {
  const share = term(rate, 'ratio');
  const per100 = {
    label: PER_100,
    formula: '£100 × (1 + overrun rate)',
    figures: `£100 × (1 + ${share})`,
    unit: 'pounds',
    amount: atEnds((at) => 100 * (1 + at), rate),
  } as const;
  if (length === undefined) return [workedOut(per100)];
  return [
    workedOut(per100),
    givenStep('Over', 'years', length),
    workedOut({
      label: GROWTH,
      formula: '(1 + overrun rate)^(1 ÷ years) − 1',
      figures: `(1 + ${share})^(1 ÷ ${term(length, 'years')}) − 1`,
      unit: 'ratio',
      amount: atEnds((at, over) => (1 + at) ** (1 / over) - 1, rate, length),
    }),
  ];
}

function comparedSteps(base: Range | undefined): Step[] {
  if (base === undefined) return [];
  const amount = multiply(base, exactly(1 + PROBLEM_CONTRACTS.low));
  return [
    workedOut({
      label: AS_PROBLEMS,
      formula: 'planned cost × (1 + 30.5%)',
      figures: `${term(base, 'pounds')} × (1 + 30.5%)`,
      unit: 'pounds',
      amount,
      sources: ['agg2a', 'agg3a'],
    }),
  ];
}

function headline({ base, final, over }: Known, rate: Range, isExpected: boolean): string {
  if (isExpected && base && final) return `A plan of ${rangeInWords(base, 'pounds')} should be tested at up to ${rangeInWords(exactly(final.high), 'pounds')}.`;
  const sums =
    base && final && over
      ? `${rangeInWords(base, 'pounds')} planned and ${rangeInWords(final, 'pounds')} in the end: ${rangeInWords(over, 'pounds')} over, `
      : 'Over by ';
  return `${sums}${rangeInWords(rate, 'ratio')} of the planned cost.`;
}

function certainty(given: Input, isExpected: boolean): Certainty {
  if (isExpected) return { level: 'weak', why: 'Only the planned cost is known. The rest is a starting value from a sample of 2002.' };
  if (given.over && given.rate)
    return { level: 'fair', why: 'The planned cost is only implied: exact for one contract, but an average rate and a total overrun need not fit each other.' };
  return { level: 'fair', why: 'The sum is exact. How much of it is a higher price, and how much is extra work, it does not say.' };
}

function warnings(given: Input): string[] {
  return [
    'A higher cost is not always an overspend: ask how much is price and how much is work that was ordered later.',
    '30.5% is the average of 105 contracts that were listed because they had run into trouble. It is not the rate of contracts in general.',
    ...(given.over && given.rate
      ? ['The planned cost is implied by the overrun and the rate. If the rate is an average of several contracts, say “about”.']
      : []),
  ];
}

function chart(rate: Range): Chart {
  const bars = [
    { label: 'This one', amount: rate },
    { label: 'Optimism bias for outsourcing', amount: OPTIMISM_BIAS.amount },
    { label: 'Contracts chosen for their problems', amount: PROBLEM_CONTRACTS },
    { label: 'Courts computer contracts', amount: COURTS },
    { label: 'Inland Revenue and EDS, six years', amount: INLAND_REVENUE },
  ];
  const alt = `Bars of overruns as shares of the planned cost. ${bars.map(({ label, amount }) => `${label}: ${rangeInWords(amount, 'ratio')}`).join('. ')}.`;
  return { kind: 'ranges', title: 'Overrun as a share of the planned cost', alt, unit: 'ratio', bars };
}
