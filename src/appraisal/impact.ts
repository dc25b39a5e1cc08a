import { z } from 'zod';
import type { Appraisal, Certainty, Evidence, Result, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { shown, shownSigned, wordList } from './phrasing.ts';
import { exactly } from './range.ts';
import { readWith, writtenOrNot } from './reading.ts';
import { type Effect, MOST, readEffect } from './written-effect.ts';

/** Five effects that the report names, and employment, which its job figures are about. */
const DIMENSIONS = [
  ['equalities', 'Equalities'],
  ['environment', 'Environment'],
  ['inclusion', 'Social inclusion'],
  ['economy', 'Local economy'],
  ['health', 'Community health'],
  ['employment', 'Employment'],
] as const;

const effect = (on: string, example: string) =>
  writtenOrNot()
    .transform(readWith(readEffect))
    .meta({ description: `Effect on ${on}, −${MOST} to +${MOST} and why: ${example}` });

export const input = z.object({
  equalities: effect('equalities', '-2 counters close; mitigation: home visits'),
  environment: effect('the environment', '+1 fewer car journeys'),
  inclusion: effect('social inclusion', '-1 online only; mitigation: help at libraries'),
  economy: effect('the local economy', '-3 pay leaves; alternative: work stays here'),
  health: effect('community health', '0 no change was found'),
  employment: effect('employment', '-2 posts go; mitigation: retraining'),
});

interface Assessed {
  readonly name: string;
  readonly effect: Effect;
}

/**
 * The effects of a proposal, −3 to +3 each. They are added up only when every one is assessed
 * and every adverse one has an alternative or a mitigation.
 */
export function appraiseImpact(effects: z.output<typeof input>): Appraisal {
  const assessed = DIMENSIONS.flatMap(([key, name]) => (effects[key] === undefined ? [] : [{ name, effect: effects[key] }]));
  const open = DIMENSIONS.filter(([key]) => effects[key] === undefined).map(([, name]) => name);
  const adverse = assessed.filter(({ effect: { score } }) => score < 0);
  const unanswered = adverse.filter(({ effect: { answer } }) => answer === undefined);
  const sum = open.length === 0 && unanswered.length === 0 ? assessed.reduce((all, { effect: { score } }) => all + score, 0) : undefined;
  const headline = headlineOf(sum, adverse, unanswered, open);
  return {
    calculator: 'impact',
    title: 'Impact assessment',
    headline,
    results: results(assessed, adverse, sum),
    working: working(assessed, sum),
    evidence: EVIDENCE,
    certainty: certainty(open),
    warnings: warnings(assessed, open),
    chart: assessed.length === 0 ? undefined : impactChart(assessed, open, headline),
    nextQuestion: nextQuestion(adverse, unanswered, open),
  };
}

const named = (assessed: readonly Assessed[]): string =>
  wordList(assessed.map(({ name, effect: { score } }) => `${name.toLowerCase()} (${shownSigned(score)})`));
const lower = (names: readonly string[]): string => wordList(names.map((name) => name.toLowerCase()));

function headlineOf(sum: number | undefined, adverse: readonly Assessed[], unanswered: readonly Assessed[], open: readonly string[]): string {
  if (sum !== undefined) {
    const harm = adverse.length === 0 ? 'none of them adverse' : `with ${adverse.length} adverse, each with an alternative or mitigation`;
    return `The six effects add up to ${shownSigned(sum)} on a scale from −18 to +18, ${harm}.`;
  }
  const reasons = [
    ...(unanswered.length > 0 ? [`${named(unanswered)} ${unanswered.length === 1 ? 'is' : 'are'} adverse, with no alternative or mitigation`] : []),
    ...(open.length > 0 ? [`${lower(open)} ${open.length === 1 ? 'is' : 'are'} not assessed`] : []),
  ];
  return `Not added up: ${reasons.join('; ')}.`;
}

function results(assessed: readonly Assessed[], adverse: readonly Assessed[], sum: number | undefined): Result[] {
  return [
    { label: 'Sum', value: sum === undefined ? { unit: 'words', words: 'not added up' } : { unit: 'points', amount: exactly(sum) } },
    { label: 'Adverse', value: { unit: 'words', words: adverse.length === 0 ? 'none of those assessed' : named(adverse) } },
    ...assessed.map(({ name, effect: { score } }): Result => ({ label: name, value: { unit: 'points', amount: exactly(score) } })),
  ];
}

function working(assessed: readonly Assessed[], sum: number | undefined): Step[] {
  const steps = assessed.map(({ name, effect: { score, reason, answer } }): Step => {
    const answered = answer === undefined ? '' : ` To avoid or ease it: ${answer}.`;
    return {
      label: name,
      formula: 'judged from −3 to +3, with a reason',
      figures: `${shownSigned(score)}: ${reason}.${answered}`,
      value: { unit: 'points', amount: exactly(score) },
      from: 'given',
      sources: [],
    };
  });
  if (sum === undefined) return steps;
  const figures = assessed.map(({ effect: { score } }) => (score < 0 ? `(${shown(score)})` : shown(score))).join(' + ');
  return [
    ...steps,
    {
      label: 'Sum',
      formula: 'the six added up',
      figures: `${figures} = ${shownSigned(sum)}`,
      value: { unit: 'points', amount: exactly(sum) },
      from: 'worked out',
      sources: [],
    },
  ];
}

function certainty(open: readonly string[]): Certainty {
  if (open.length > 0) return { level: 'weak', why: `${open.length} of the six effects ${open.length === 1 ? 'is' : 'are'} not assessed.` };
  return { level: 'fair', why: 'Scores are judgements: they are as good as the reasons given, and as who was asked.' };
}

function warnings(assessed: readonly Assessed[], open: readonly string[]): string[] {
  const hides = assessed.some(({ effect: { score } }) => score > 0) && assessed.some(({ effect: { score } }) => score < 0);
  return [
    ...(hides ? ['A good effect for some does not undo harm to others: show the six beside the sum.'] : []),
    ...(open.length > 0 ? [`Not assessed is not the same as no effect: ${lower(open)}.`] : []),
    'An adverse score counts in full even with a mitigation: a promise to ease it is not yet an effect.',
    'The public sector equality duty applies to the decision itself: this table does not replace the council’s equality analysis. Check with your regional organiser.',
  ];
}

function nextQuestion(adverse: readonly Assessed[], unanswered: readonly Assessed[], open: readonly string[]): string {
  const [first] = unanswered;
  if (first !== undefined) return `What alternative was examined, or what will ease it, for ${first.name.toLowerCase()}: ${first.effect.reason}?`;
  if (open.length > 0) return `Will the council have the effect on ${lower(open)} assessed, independently, before it decides?`;
  const [harm] = adverse;
  if (harm !== undefined) return `Who answers for “${harm.effect.answer ?? ''}”, by when, and what was changed because of the assessment?`;
  return 'Why will the council not have the proposal go through a detailed independent impact assessment?';
}

function impactChart(assessed: readonly Assessed[], open: readonly string[], headline: string): Chart {
  const inWords = assessed.map(({ name, effect: { score } }) => `${name} ${shownSigned(score)}`).join(', ');
  return {
    kind: 'signed',
    title: 'Effects of the proposal',
    alt: `Effects from −${MOST} (harm) to +${MOST} (good): ${inWords}.${open.length > 0 ? ` Not assessed: ${lower(open)}.` : ''} ${headline}`,
    least: -MOST,
    most: MOST,
    bars: assessed.map(({ name, effect: { score } }) => ({ label: name, amount: score })),
  };
}

const EVIDENCE: readonly Evidence[] = [
  {
    statement:
      'The 2002 report wants every key proposal assessed for its effect on equalities, environmental sustainability, social inclusion, the local economy and community health; where harm is found, alternatives are examined, or it is eliminated or mitigated.',
    weakness: 'It names the effects and gives no scale: −3 to +3 and the sum are ours. Employment is added here.',
    sources: ['report-2002'],
  },
  {
    statement: 'The public sector equality duty covers commissioning and procurement decisions.',
    weakness: 'It is a ground for questions rather than a sure way to stop a decision: in the Barnet case of 2013 the equality ground failed.',
    sources: ['ps1a', 'ps1b', 'jr3a'],
  },
];
