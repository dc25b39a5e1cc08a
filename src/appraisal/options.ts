import { z } from 'zod';
import type { Appraisal, Certainty, Evidence, Result } from './appraisal.ts';
import { optionsChart } from './options-chart.ts';
import { scoreSteps, verdictSteps, weightSteps } from './options-working.ts';
import { quotedList, shownShare } from './phrasing.ts';
import { exactly } from './range.ts';
import { bareName, Misread, problemIn, readWith, written, writtenOrNot } from './reading.ts';
import { flipWords, judge, type Verdict, verdictWords } from './verdict.ts';
import { pointsOf, type Scoring, scoreOf, shareOf } from './weighted-scores.ts';
import { readCriteria, readScores, scoringOf } from './written-scores.ts';

/** What the report's audit covers (finance, service, social, economic, environmental, equality), and employment and risk from ESSU's topics. */
const DEFAULT_CRITERIA = 'costs and benefits, service quality, employment, risk, equality, social inclusion, local economy, environment';

export const input = z
  .object({
    criteria: written()
      .default(DEFAULT_CRITERIA)
      .transform(readWith(readCriteria))
      .meta({ description: 'What counts and how much, such as: quality 30, jobs 25, cost 25, risk 20' }),
    scores: writtenOrNot()
      .transform(readWith(readScores))

      .meta({ rest: true, description: 'Each option 0 to 10: in-house: 8 7 6 8; partnership: 6 4 7 3. Without: fixes the weights first' }),
    inhouse: written().default('in-house').meta({ description: 'What the option is called that keeps the work in-house' }),
    agreed: writtenOrNot().meta({ description: 'When the weights were fixed, and by whom' }),
  })
  .superRefine(({ criteria, scores, inhouse }, context) => {
    if (scores.length === 0) return;
    try {
      scoringOf(criteria, scores);
      if (!hasInHouse(scores, inhouse)) throw new Misread(noInHouse(scores));
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['scores'], message: problemIn(error) });
    }
  });

type Named = readonly { readonly name: string }[];

/** By its name, or by a name that holds `in-house`, however it is written. */
function hasInHouse(options: Named, name: string): boolean {
  const bare = bareName(name);
  return bare !== '' && options.some((option) => bareName(option.name).includes(bare));
}

const noInHouse = (options: Named): string =>
  `have no in-house option among ${quotedList(options.map(({ name }) => name))}: score it on the same basis as the others, or say in \`inhouse\` what it is called`;

/**
 * A weighted options appraisal: score × share of the weight, added up, and what would change the winner.
 * Without scores it states the weights alone, so that they stand posted before anyone scores.
 */
export function appraiseOptions({ criteria, scores, agreed }: z.output<typeof input>): Appraisal {
  const scoring = scoringOf(criteria, scores);
  const isDefault = criteria.map(({ name }) => name).join(', ') === DEFAULT_CRITERIA;
  const weights = weightSteps(scoring, isDefault, agreed);
  const same = { calculator: 'options', title: 'Weighted options appraisal', evidence: evidence(isDefault) };
  if (scores.length === 0) return { ...same, ...weightsOnly(scoring), working: weights };

  const verdict = judge(scoring);
  return {
    ...same,
    headline: verdictWords(verdict),
    results: results(verdict),
    working: [...weights, ...scoreSteps(verdict), ...verdictSteps(verdict)],
    certainty: certainty(verdict),
    warnings: warnings(scoring, agreed),
    chart: optionsChart(verdict),
    nextQuestion:
      agreed.trim() === ''
        ? 'Who fixed the criteria and their weights, when, and what reply did the union’s proposals for them get?'
        : 'Was the in-house option prepared on exactly the same basis as the outside ones, with the unions involved?',
  };
}

function weightsOnly(scoring: Scoring): Omit<Appraisal, 'calculator' | 'title' | 'evidence' | 'working'> {
  const shares = scoring.criteria.map(({ name }, at) => `${name} ${shownShare(shareOf(scoring, at))}`);
  return {
    headline: `The weights, before anyone scores: ${shares.join(', ')}.`,
    results: scoring.criteria.map(({ name }, at) => ({ label: name, value: { unit: 'ratio', amount: exactly(shareOf(scoring, at)) } })),
    certainty: { level: 'fair', why: 'These are choices about what matters, not findings. Nothing has been scored yet.' },
    warnings: [
      'Post this where everybody sees it, or have it minuted: its date shows that the weights came first. Then score every option, the in-house one included.',
    ],
    nextQuestion: 'Will the council fix these criteria and weights in writing before any option is scored?',
  };
}

function results(verdict: Verdict): Result[] {
  const { scoring, options, first, margin, isClear } = verdict;
  const flips = flipWords(verdict);
  return [
    { label: 'First', value: { unit: 'words', words: isClear ? first.name : 'no clear winner' } },
    ...options.map((option): Result => ({ label: option.name, value: { unit: 'points', amount: exactly(pointsOf(scoring, option)) } })),
    { label: 'Margin', value: { unit: 'ratio', amount: exactly(margin) } },
    { label: 'What change of weight decides it', value: { unit: 'words', words: flips.weight } },
    { label: 'What change of score decides it', value: { unit: 'words', words: flips.score } },
  ];
}

/** Arithmetic is exact; what goes in is opinion. So it is never better than fair. */
function certainty({ isClear, weightFlip, scoreFlip }: Verdict): Certainty {
  if (!isClear) return { level: 'weak', why: 'The margin is under 10%: other people scoring in good faith could put another option first.' };
  const isTouchy =
    (weightFlip !== undefined && Math.abs(weightFlip.to - weightFlip.from) <= 0.05) ||
    (scoreFlip !== undefined && Math.abs(scoreFlip.to - scoreFlip.from) <= 1);
  return isTouchy
    ? { level: 'weak', why: 'A change of one weight by five percentage points, or of one score by one point, changes the winner.' }
    : { level: 'fair', why: 'The sums are exact and the winner stands a small change; weights and scores are judgements all the same.' };
}

function warnings(scoring: Scoring, agreed: string): string[] {
  const names = (isNamed: (at: number) => boolean): string[] => scoring.criteria.filter((_, at) => isNamed(at)).map(({ name }) => name);
  const dominant = names((at) => shareOf(scoring, at) > 0.5);
  const idle = names((at) => new Set(scoring.options.map((option) => scoreOf(option, at))).size === 1);
  const unweighed = names((at) => scoring.criteria[at]?.weight === 0);
  return [
    ...(agreed.trim() === ''
      ? ['Nothing here shows that the weights were fixed before the scores. Say when and by whom, or run it without scores first and post that.']
      : []),
    ...(dominant.length > 0 ? [`${quotedList(dominant)} counts for more than all the rest together.`] : []),
    ...(idle.length > 0 ? [`Every option has the same score for ${quotedList(idle)}, so that cannot decide anything.`] : []),
    ...(unweighed.length > 0 ? [`${quotedList(unweighed)} counts for nothing: its weight is 0.`] : []),
    'A weighted score is opinion in figures. Ask who scored, whether users and unions were asked, and for the reason behind each score.',
  ];
}

function evidence(isDefault: boolean): Evidence[] {
  return [
    {
      statement: 'Unless in-house and outside options are prepared on exactly the same basis, the evaluation is selective and partial, says the 2002 report.',
      weakness: 'The report argues the union branches’ case, and gives no weights or scoring of its own.',
      sources: ['report-2002'],
    },
    {
      statement:
        'ESSU’s options appraisal matrix of 2007 has twelve sections; its topics include the public option, weighting, employment, costs and benefits, risk, consultation, union involvement, appraisal bias, sensitivity and optimism bias.',
      weakness: 'Only a contents list of topics was seen: the names of the twelve sections, and any weights, are unverified.',
      sources: ['es1a', 'es1b'],
    },
    ...(isDefault
      ? [
          {
            statement:
              'The default criteria are the fields of the audit that the 2002 report asks for (financial, service, social, economic, environmental, and equality), with employment and risk from the matrix topics.',
            weakness: 'Neither source weighs them, so they weigh the same here until somebody decides otherwise.',
            sources: ['report-2002', 'es1a', 'es1b'],
          } satisfies Evidence,
        ]
      : []),
  ];
}
