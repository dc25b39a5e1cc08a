import type { Step } from './appraisal.ts';
import { shown, shownShare } from './phrasing.ts';
import { exactly } from './range.ts';
import { flipWords, type Verdict } from './verdict.ts';
import { pointsOf, type ScoredOption, type Scoring, scoreOf, shareOf, weightSum } from './weighted-scores.ts';

const worked = { from: 'worked out', sources: [] } as const;

/** The weights come first in the working, as they must be fixed first. */
export function weightSteps(scoring: Scoring, isDefault: boolean, agreed: string): Step[] {
  const said: Step[] =
    agreed.trim() === ''
      ? []
      : [{ label: 'Weights fixed', formula: 'as told', figures: agreed.trim(), value: { unit: 'words', words: agreed.trim() }, from: 'given', sources: [] }];
  const weights = scoring.criteria.map(
    ({ name, weight }, at): Step => ({
      label: `Weight of “${name}”`,
      formula: 'its weight ÷ all weights',
      figures: `${shown(weight, 3)} ÷ ${shown(weightSum(scoring), 3)} = ${shownShare(shareOf(scoring, at))}`,
      value: { unit: 'ratio', amount: exactly(shareOf(scoring, at)) },
      from: isDefault ? 'default' : 'given',
      sources: isDefault ? ['report-2002', 'es1a', 'es1b'] : [],
    }),
  );
  return [...said, ...weights];
}

export const scoreSteps = ({ scoring, options }: Verdict): Step[] => options.map((option) => scoreStep(scoring, option));

function scoreStep(scoring: Scoring, option: ScoredOption): Step {
  const terms = scoring.criteria.map(({ weight }, at) => `${shown(scoreOf(option, at), 3)} × ${shown(weight, 3)}`);
  return {
    label: `Points of “${option.name}”`,
    formula: 'each score × its weight, added up, ÷ all weights',
    figures: `(${terms.join(' + ')}) ÷ ${shown(weightSum(scoring), 3)} = ${shown(pointsOf(scoring, option))}`,
    value: { unit: 'points', amount: exactly(pointsOf(scoring, option)) },
    ...worked,
  };
}

/** The margin, and what would change the winner. */
export function verdictSteps(verdict: Verdict): Step[] {
  const { scoring, first, second, margin } = verdict;
  const [most, next] = [shown(pointsOf(scoring, first)), shown(pointsOf(scoring, second))];
  return [
    {
      label: 'Margin',
      formula: '(points of the first − points of the second) ÷ points of the first',
      figures: `(${most} − ${next}) ÷ ${most} = ${shownShare(margin)}`,
      value: { unit: 'ratio', amount: exactly(margin) },
      ...worked,
    },
    ...weightFlipStep(verdict),
    ...scoreFlipStep(verdict),
  ];
}

function weightFlipStep(verdict: Verdict): Step[] {
  const { scoring, first, weightFlip } = verdict;
  if (weightFlip === undefined) return [];
  const { criterion, rival, from, to } = weightFlip;
  const own = scoreOf(first, criterion) - scoreOf(rival, criterion);
  // The lead over all criteria is from × own + (1 − from) × rest.
  const rest = (pointsOf(scoring, first) - pointsOf(scoring, rival) - from * own) / (1 - from);
  return [
    {
      label: 'Smallest change of one weight that changes the winner',
      formula: `share at which “${rival.name}” draws level, the other weights keeping their proportions = mean lead on the others ÷ (mean lead on the others − lead on “${scoring.criteria[criterion]?.name ?? ''}”)`,
      figures: `${shown(rest)} ÷ (${shown(rest)} − (${shown(own)})) = ${shownShare(to)}, from ${shownShare(from)}. ${flipWords(verdict).weight}`,
      value: { unit: 'ratio', amount: exactly(Math.abs(to - from)) },
      ...worked,
    },
  ];
}

function scoreFlipStep(verdict: Verdict): Step[] {
  const { scoring, first, scoreFlip } = verdict;
  if (scoreFlip === undefined) return [];
  const { criterion, rival, from, to } = scoreFlip;
  const lead = pointsOf(scoring, first) - pointsOf(scoring, rival);
  return [
    {
      label: 'Smallest change of one score that changes the winner',
      formula: `points by which “${first.name}” leads “${rival.name}” ÷ share of “${scoring.criteria[criterion]?.name ?? ''}”`,
      figures: `${shown(lead)} ÷ ${shownShare(shareOf(scoring, criterion))} = ${shown(Math.abs(to - from))}: from ${shown(from)} to ${shown(to)}. ${flipWords(verdict).score}`,
      value: { unit: 'points', amount: exactly(Math.abs(to - from)) },
      ...worked,
    },
  ];
}
