import type { Chart } from './chart.ts';
import { shown, shownShare } from './phrasing.ts';
import type { Verdict } from './verdict.ts';
import { pointsOf, type ScoredOption, scoreOf, shareOf } from './weighted-scores.ts';

/** A bar for each option, best first, in the parts that the criteria give it. Nobody is marked when there is no clear winner. */
export function optionsChart({ scoring, options, first, isClear }: Verdict, note: string): Chart {
  const partsOf = (option: ScoredOption): number[] => scoring.criteria.map((_, at) => shareOf(scoring, at) * scoreOf(option, at));
  const weights = scoring.criteria.map(({ name }, at) => `${name} ${shownShare(shareOf(scoring, at))}`).join(', ');
  const inWords = options.map((option) => {
    const parts = partsOf(option).map((part, at) => `${scoring.criteria[at]?.name ?? ''} ${shown(part)}`);
    return `${option.name}: ${shown(pointsOf(scoring, option))} of 10 points (${parts.join(', ')}).`;
  });
  return {
    kind: 'stacks',
    title: 'Weighted scores, of 10 points',
    alt: `Weighted scores of ${options.length} options. Weights: ${weights}. ${inWords.join(' ')} ${note}`,
    unit: 'points',
    parts: scoring.criteria.map(({ name }, at) => `${name} (${shownShare(shareOf(scoring, at))})`),
    bars: options.map((option) => ({ label: option.name, amounts: partsOf(option), isWinner: isClear && option === first })),
    note,
  };
}
