import { z } from 'zod';
import type { Appraisal, Certainty, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { rangeInWords, term } from './format.ts';
import { localEvidence } from './local-evidence.ts';
import { money, people, percent } from './quantities.ts';
import { add, atEnds, exactly, isSame, multiply, NOTHING, type Range, range } from './range.ts';
import { type Default, givenStep, inputStep, resultsOf, workedOut } from './working.ts';

/** How much firms spent locally again: the local ones, and the others. */
const NORTHUMBERLAND = { local: 0.76, others: 0.36 } as const;
const RESPENT: Default = {
  written: '36% to 76%',
  amount: range(NORTHUMBERLAND.others, NORTHUMBERLAND.local),
  because: 'what firms spent locally again in Northumberland, from other firms to local ones',
  sources: ['lm3'],
};

export const input = z
  .object({
    jobs: people({ least: 0 }).meta({ description: 'Jobs that are lost or leave the area: a number or a range, such as 525-630' }),
    pay: money({ isYearly: true }).meta({ description: 'Average pay of one of these jobs, a year: £28k' }),
    spend: percent()
      .prefault(RESPENT.written)
      .meta({ description: 'Share of pay that is spent locally. Without a local figure, what firms in Northumberland spent' }),
    respend: percent()
      .prefault(RESPENT.written)
      .meta({ description: 'Share of that which local shops and firms spend locally again. Otherwise Northumberland’s' }),
    purchases: money({ isYearly: true }).optional().meta({ description: 'What the service buys from others, a year' }),
    now: percent().optional().meta({ description: 'Share of those purchases made locally now' }),
    after: percent().optional().meta({ description: 'Share of them that the contractor would make locally' }),
  })
  .superRefine(({ purchases, now, after }, context) => {
    const missing = (field: string): void => context.addIssue({ code: 'custom', path: [field], message: 'must be given with the purchases' });
    const isAsked = purchases !== undefined || now !== undefined || after !== undefined;
    if (isAsked && purchases === undefined) missing('purchases');
    else if (isAsked && now === undefined) missing('now');
    else if (isAsked && after === undefined) missing('after');
  });
type Input = z.output<typeof input>;

const LINES = {
  leaves: 'Leaves the area in the first round',
  total: 'Local spending that stops, three rounds together',
  multiplier: 'Local multiplier (LM3)',
  pay: 'Lost pay',
  purchases: 'Lost local purchases',
  second: 'Second round',
  third: 'Third round',
  famous: '“400% more”, as it is quoted',
  fair: 'The same, like for like',
} as const;

/** What leaves the local economy when jobs and purchases do, over three rounds of spending. */
export function appraiseLocal(given: Input): Appraisal {
  const pay = multiply(given.jobs, given.pay);
  const lost = lostPurchases(given);
  const leaves = add(pay, lost ?? NOTHING);
  const working = [...paySteps(given, pay), ...purchaseSteps(given, lost), ...roundSteps(given, leaves), ...northumberlandSteps()];
  const total = atEnds((first, two, three) => first * multiplier(two, three), leaves, given.spend, given.respend);
  return {
    calculator: 'local',
    title: 'What leaves the local economy',
    headline: `${rangeInWords(leaves, 'pounds a year')} leaves the area, and with what it would have bought there ${rangeInWords(total, 'pounds a year')} of local spending stops over three rounds.`,
    results: resultsOf(working, Object.values(LINES)),
    working,
    evidence: localEvidence,
    certainty: certainty(given),
    warnings: warnings(given, lost),
    chart: chart(given, leaves),
    nextQuestion: 'Where will profits, wages and purchases be spent?',
  };
}

/** LM3 for £1: itself, the share spent locally, and the share of that spent locally again. */
const multiplier = (spend: number, respend: number): number => 1 + spend + spend * respend;

/** Below nought where the contractor would buy more locally than is bought now. */
const lostPurchases = ({ purchases, now, after }: Input): Range | undefined =>
  purchases && now && after && atEnds((all, here, there) => all * (here - there), purchases, now, after);

function paySteps({ jobs, pay }: Input, lost: Range): Step[] {
  return [
    givenStep('Jobs that go', 'jobs', jobs),
    givenStep('Average pay', 'pounds a year', pay),
    workedOut({
      label: LINES.pay,
      formula: 'jobs that go × average pay',
      figures: `${term(jobs, 'jobs')} × ${term(pay, 'pounds')}`,
      unit: 'pounds a year',
      amount: lost,
    }),
  ];
}

function purchaseSteps({ purchases, now, after }: Input, lost: Range | undefined): Step[] {
  if (!(purchases && now && after && lost)) return [];
  return [
    givenStep('Purchases', 'pounds a year', purchases),
    givenStep('Made locally now', 'ratio', now),
    givenStep('Made locally by the contractor', 'ratio', after),
    workedOut({
      label: LINES.purchases,
      formula: 'purchases × (share made locally now − share the contractor would make locally)',
      figures: `${term(purchases, 'pounds')} × (${term(now, 'ratio')} − ${term(after, 'ratio')})`,
      unit: 'pounds a year',
      amount: lost,
    }),
  ];
}

function roundSteps({ spend, respend }: Input, leaves: Range): Step[] {
  const [first, two, three] = [term(leaves, 'pounds'), term(spend, 'ratio'), term(respend, 'ratio')];
  const score = atEnds(multiplier, spend, respend);
  return [
    workedOut({ label: LINES.leaves, formula: 'lost pay + lost local purchases', figures: 'their sum', unit: 'pounds a year', amount: leaves }),
    inputStep('Share spent locally', 'ratio', spend, RESPENT),
    inputStep('Share of that spent locally again', 'ratio', respend, RESPENT),
    workedOut({
      label: LINES.second,
      formula: 'first round × share spent locally',
      figures: `${first} × ${two}`,
      unit: 'pounds a year',
      amount: multiply(leaves, spend),
    }),
    workedOut({
      label: LINES.third,
      formula: 'second round × share of that spent locally again',
      figures: `${first} × ${two} × ${three}`,
      unit: 'pounds a year',
      amount: atEnds((a, b, c) => a * b * c, leaves, spend, respend),
    }),
    workedOut({
      label: LINES.multiplier,
      formula: 'three rounds together ÷ first round = 1 + share spent locally + that × share spent locally again',
      figures: `1 + ${two} + ${two} × ${three}`,
      unit: 'times',
      amount: score,
      sources: ['lm1', 'lm2'],
    }),
    workedOut({
      label: LINES.total,
      formula: 'first round × local multiplier',
      figures: `${first} × ${term(score, 'times')}`,
      unit: 'pounds a year',
      amount: atEnds((a, b, c) => a * multiplier(b, c), leaves, spend, respend),
    }),
  ];
}

/** Both ways of comparing £1 with a local firm and £1 with another. */
function northumberlandSteps(): Step[] {
  const { local, others } = NORTHUMBERLAND;
  const shared = { unit: 'ratio', sources: ['lm3'] } as const;
  return [
    workedOut({
      ...shared,
      label: LINES.famous,
      formula: 'with local firms, the first £1 counted, ÷ with others, the first £1 not counted, − 1: do not quote',
      figures: '£1.76 ÷ £0.36 − 1',
      amount: exactly((1 + local) / others - 1),
    }),
    workedOut({
      ...shared,
      label: LINES.fair,
      formula: 'the first £1 counted for both',
      figures: '£1.76 ÷ £1.36 − 1',
      amount: exactly((1 + local) / (1 + others) - 1),
    }),
  ];
}

function certainty({ spend, respend }: Input): Certainty {
  const isBorrowed = [spend, respend].some((share) => isSame(share, RESPENT.amount));
  return isBorrowed
    ? { level: 'weak', why: 'How much is spent locally comes from one old study of firms in another place.' }
    : { level: 'fair', why: 'The sum is exact and the shares are yours. What people would have spent is never known exactly.' };
}

function warnings({ spend }: Input, lost: Range | undefined): string[] {
  return [
    ...(isSame(spend, RESPENT.amount) ? ['The default share is what firms spend, not what staff do. A survey of members would be better.'] : []),
    ...(lost === undefined ? ['Purchases are not counted, because none were given.'] : []),
    ...(lost !== undefined && lost.low < 0 ? ['The contractor may buy more locally than is bought now: that counts against the loss.'] : []),
    'Every job counts with its whole pay. Some people find other work near by, and some live outside the area: say so when you use this.',
    'Never quote “400% more”: like for like it is 29%.',
  ];
}

function chart({ spend, respend }: Input, leaves: Range): Chart {
  const bars = [
    { label: LINES.leaves, amount: leaves },
    { label: LINES.second, amount: multiply(leaves, spend) },
    { label: LINES.third, amount: atEnds((a, b, c) => a * b * c, leaves, spend, respend) },
    { label: 'Three rounds together', amount: atEnds((a, b, c) => a * multiplier(b, c), leaves, spend, respend) },
  ];
  const alt = `Bars of pounds a year, each from low to high. ${bars.map(({ label, amount }) => `${label}: ${rangeInWords(amount, 'pounds')}`).join('. ')}.`;
  return { kind: 'ranges', title: 'Local spending that stops, a year', alt, unit: 'pounds', bars };
}
