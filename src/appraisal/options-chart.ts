import type { Chart } from './chart.ts';
import { shown, shownShare } from './phrasing.ts';
import { flipWords, type Verdict, verdictWords } from './verdict.ts';
import { pointsOf, type ScoredOption, scoreOf, shareOf } from './weighted-scores.ts';

/** A bar for each option, best first, in the parts that the criteria give it. Nobody is marked when there is no clear winner. */
export function optionsChart(verdict: Verdict): Chart {
  const { scoring, options, first, isClear } = verdict;
  const { weight, score } = flipWords(verdict);
  const note = `${isClear ? '' : 'No clear winner. '}${weight} ${score}`;
  const partsOf = (option: ScoredOption): number[] => scoring.criteria.map((_, at) => shareOf(scoring, at) * scoreOf(option, at));
  const parts = scoring.criteria.map(({ name }, at) => `${name} (${shownShare(shareOf(scoring, at))})`);
  const inWords = options.map((option) => {
    const points = partsOf(option).map((part, at) => `${scoring.criteria[at]?.name ?? ''} ${shown(part)}`);
    return `${option.name}: ${shown(pointsOf(scoring, option))} of 10 points (${points.join(', ')}).`;
  });
  return {
    kind: 'stacks',
    title: 'Weighted scores, of 10 points',
    alt: `Weighted scores, of 10 points, of ${options.length} options. Weights: ${parts.join(', ')}. ${inWords.join(' ')} ${verdictWords(verdict)} ${weight} ${score}`,
    unit: 'points',
    parts,
    bars: options.map((option) => ({ label: option.name, amounts: partsOf(option), isWinner: isClear && option === first })),
    note,
  };
}
