import { z } from 'zod';
import type { Appraisal, Certainty, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { percent, rangeInWords, term } from './format.ts';
import { type Given, money, years } from './quantities.ts';
import { add, atEnds, divide, exactly, isExact, multiply, NOTHING, type Range, sum } from './range.ts';
import { savingsEvidence } from './savings-evidence.ts';
import { type Default, givenStep, inputStep, resultsOf, workedOut } from './working.ts';

const TEN_YEARS: Default = { written: '10', amount: exactly(10), because: 'the length of the contract in the 2002 report', sources: ['report-2002'] };

/** What may have to be taken off a claim: once, or in each year. There is no evidence for a general rate of any of them, so none has a default. */
const DEDUCTIONS = {
  procurement: { label: 'Procurement and advice', isYearly: false },
  transition: { label: 'Transition', isYearly: false },
  redundancy: { label: 'Redundancy', isYearly: false },
  exit: { label: 'Exit', isYearly: false },
  client: { label: 'Client side', isYearly: true },
  profit: { label: 'Contractor’s profit', isYearly: true },
  variations: { label: 'Variations', isYearly: true },
} as const;
type Deduction = keyof typeof DEDUCTIONS;
const NAMES: readonly Deduction[] = ['procurement', 'client', 'transition', 'profit', 'redundancy', 'variations', 'exit'];

const yearly = (description: string) => money({ isYearly: true }).optional().meta({ description });
const once = (description: string) => money().optional().meta({ description });

export const input = z.object({
  claim: money({ isYearly: true, least: 1 }).meta({ description: 'The saving that is claimed, a year: £1.5m or £1m-£2m' }),
  years: years().prefault(TEN_YEARS.written).meta({ description: 'Length of the contract' }),
  procurement: once('Procurement and advice: tendering, lawyers, consultants, in all'),
  client: yearly('Client side: the council’s team that manages and monitors the contract, a year'),
  transition: once('Transition: moving staff, systems and buildings over, in all'),
  profit: yearly('The contractor’s profit, a year, if the claim leaves it out: 8% of a £10m price is £800k'),
  redundancy: once('Redundancy and pension costs that the council bears, in all'),
  variations: yearly('Variations: work outside the price, a year'),
  exit: once('Exit: ending the contract, buying back assets, in all'),
  cost: money({ isYearly: true, least: 1 }).optional().meta({ description: 'What the services cost now, a year, to see what share the claim is of it' }),
});
type Input = z.output<typeof input>;

const LINES = {
  leftYearly: 'What is left, a year',
  leftInAll: 'What is left over the contract',
  share: 'Left of what was claimed',
  claimInAll: 'Claimed over the contract',
  breakEven: 'Claim at which nothing is left',
  claimShare: 'Claim as a share of present cost',
} as const;

/** A claimed saving after all that it costs to get it, a year and over the contract, and the claim at which nothing would be left. */
export function appraiseSavings(given: Input): Appraisal {
  const found = figuresOf(given);
  const missing = NAMES.filter((name) => given[name] === undefined);
  const working = [...inputSteps(given), ...leftSteps(given, found), ...shareSteps(given)];
  const counted = NAMES.length - missing.length;
  return {
    calculator: 'savings',
    title: 'The claimed saving, tested',
    headline: headline(given, found, counted),
    results: resultsOf(working, Object.values(LINES)),
    working,
    evidence: savingsEvidence,
    certainty: certainty(missing.length),
    warnings: warnings(found, missing),
    chart: chart(found),
    nextQuestion: nextQuestion(missing),
  };
}

function headline({ claim, years: length }: Input, found: Found, counted: number): string {
  const claimed = `Of ${rangeInWords(claim, 'pounds a year')} claimed,`;
  if (counted === 0) return `${claimed} nothing is taken off yet: none of the ${NAMES.length} deductions was given, so this tests nothing.`;
  const left = `${rangeInWords(found.leftYearly, 'pounds a year')} is left after ${counted} of ${NAMES.length} deductions`;
  const inAll = `${rangeInWords(found.leftInAll, 'pounds')} over ${rangeInWords(length, 'years')}`;
  return `${claimed} ${left}: ${inAll}. Nothing is left of a claim of ${rangeInWords(found.breakEven, 'pounds a year')}.`;
}

interface Found {
  readonly yearly: Range;
  readonly once: Range;
  readonly leftYearly: Range;
  readonly leftInAll: Range;
  readonly share: Range;
  readonly breakEven: Range;
}

function figuresOf(given: Input): Found {
  const { claim, years: length } = given;
  const all = (isYearly: boolean): Range => sum(NAMES.filter((name) => DEDUCTIONS[name].isYearly === isYearly).map((name) => given[name] ?? NOTHING));
  const [perYear, inAll] = [all(true), all(false)];
  return {
    yearly: perYear,
    once: inAll,
    leftYearly: atEnds((a, b, c, d) => a - b - c / d, claim, perYear, inAll, length),
    leftInAll: atEnds((a, b, c, d) => (a - b) * d - c, claim, perYear, inAll, length),
    share: atEnds((a, b, c, d) => 1 - (b + c / d) / a, claim, perYear, inAll, length),
    breakEven: add(perYear, divide(inAll, length)),
  };
}

function inputSteps(given: Input): Step[] {
  return [
    givenStep('Claimed saving', 'pounds a year', given.claim),
    inputStep('Length of the contract', 'years', given.years, TEN_YEARS),
    workedOut({
      label: LINES.claimInAll,
      formula: 'claim × years',
      figures: `${term(given.claim, 'pounds')} × ${term(given.years, 'years')}`,
      unit: 'pounds',
      amount: multiply(given.claim, given.years),
    }),
    ...NAMES.map((name) => deductionStep(DEDUCTIONS[name], given[name])),
  ];
}

function deductionStep({ label, isYearly }: (typeof DEDUCTIONS)[Deduction], given: Given | undefined): Step {
  const unit = isYearly ? 'pounds a year' : 'pounds';
  if (given !== undefined) return givenStep(label, unit, given);
  return {
    label,
    formula: 'default: nothing, because no figure was given',
    figures: 'not given',
    value: { unit, amount: NOTHING },
    from: 'default',
    sources: [],
  };
}

function leftSteps({ claim, years: length }: Input, { yearly: perYear, once: inAll, ...found }: Found): Step[] {
  const [a, b, c, d] = [term(claim, 'pounds'), term(perYear, 'pounds'), term(inAll, 'pounds'), term(length, 'years')];
  return [
    workedOut({ label: 'Deductions by the year', formula: 'client side + profit + variations', figures: 'their sum', unit: 'pounds a year', amount: perYear }),
    workedOut({
      label: 'Deductions made once',
      formula: 'procurement and advice + transition + redundancy + exit',
      figures: 'their sum',
      unit: 'pounds',
      amount: inAll,
    }),
    workedOut({
      label: LINES.leftYearly,
      formula: 'claim − yearly deductions − single deductions ÷ years',
      figures: `${a} − ${b} − ${c} ÷ ${d}`,
      unit: 'pounds a year',
      amount: found.leftYearly,
    }),
    workedOut({
      label: LINES.leftInAll,
      formula: '(claim − yearly deductions) × years − single deductions',
      figures: `(${a} − ${b}) × ${d} − ${c}`,
      unit: 'pounds',
      amount: found.leftInAll,
    }),
    workedOut({
      label: LINES.share,
      formula: 'what is left a year ÷ claim',
      figures: `(${a} − ${b} − ${c} ÷ ${d}) ÷ ${a}`,
      unit: 'ratio',
      amount: found.share,
    }),
    workedOut({
      label: LINES.breakEven,
      formula: 'yearly deductions + single deductions ÷ years',
      figures: `${b} + ${c} ÷ ${d}`,
      unit: 'pounds a year',
      amount: found.breakEven,
    }),
  ];
}

function shareSteps({ claim, cost }: Input): Step[] {
  if (cost === undefined) return [];
  return [
    givenStep('Present cost', 'pounds a year', cost),
    workedOut({
      label: LINES.claimShare,
      formula: 'claim ÷ present cost; found elsewhere: 1% to 15% expected (2008), nearer 5% to 10% (2019)',
      figures: `${term(claim, 'pounds')} ÷ ${term(cost, 'pounds')}`,
      unit: 'ratio',
      amount: divide(claim, cost),
      sources: ['agg4', 'agg6a'],
    }),
  ];
}

function certainty(missing: number): Certainty {
  if (missing === 0) return { level: 'fair', why: 'Every deduction is counted. The claim itself is a promise until it is received.' };
  return { level: 'weak', why: `${missing} of ${NAMES.length} deductions have no figure and count as nothing, so what is left is at most this.` };
}

function warnings({ leftInAll }: Found, missing: readonly Deduction[]): string[] {
  return [
    ...(leftInAll.high <= 0 ? ['Nothing is left: the deductions are as much as the claim, or more.'] : []),
    ...(leftInAll.low < 0 && leftInAll.high > 0 ? ['At the worse end of the ranges nothing is left.'] : []),
    ...(missing.length > 0 ? [`Not given, and counted as nothing: ${listed(missing)}.`] : []),
    'Nothing is discounted. Procurement comes before any saving, and exit after all of them.',
    'Deduct only what the claim has not deducted already: ask what it includes.',
  ];
}

const listed = (names: readonly Deduction[]): string => names.map((name) => DEDUCTIONS[name].label.toLowerCase()).join(', ');

const nextQuestion = (missing: readonly Deduction[]): string =>
  missing.length === 0
    ? 'Is the saving guaranteed in the contract or only a target, and who pays if it is missed?'
    : `What is the council’s own figure in pounds for each of these, and has it been taken off the promised saving: ${listed(missing)}?`;

/** Promised at Southwest One over the life of the deal, received and put in place by the end of 2012; aimed at and put in place by 2010. £m. */
const SOUTHWEST_ONE = { promised: 192, received: 16.2, inPlace: 58, aim: 200, inPlace2010: 53 } as const;

/** As shares, because a council's claim and £192m do not fit one scale. */
function chart({ share }: Found): Chart {
  const { promised, received, inPlace, aim, inPlace2010 } = SOUTHWEST_ONE;
  const own = isExact(share)
    ? [{ label: 'This claim', at: share.low }]
    : [
        { label: 'This claim, at best', at: share.high },
        { label: 'This claim, at worst', at: share.low },
      ];
  const shares = [
    ...own,
    { label: 'Southwest One: received by 2012, of £192m', at: received / promised },
    { label: 'Southwest One: in place by 2012, of £192m', at: inPlace / promised },
    { label: 'Southwest One: in place by 2010, of £200m', at: inPlace2010 / aim },
  ];
  const alt = `Pairs of bars, what was promised as 100% beside what was left or received. ${shares.map(({ label, at }) => `${label}: ${percent(at)}`).join('. ')}. At Southwest One five years are set against a promise for ten.`;
  return {
    kind: 'pairs',
    title: 'Promised and left',
    alt,
    unit: 'ratio',
    names: ['Promised', 'Left or received'],
    bars: shares.map(({ label, at }) => ({ label, amounts: [1, at] as const })),
  };
}
