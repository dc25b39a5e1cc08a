import { z } from 'zod';
import { inFull } from './format.ts';
import { fromText, type Given, listItems, MONEY, MOST_MONEY, words } from './quantities.ts';
import { isSame, NOTHING, type Range } from './range.ts';

/** Sums year by year, as somebody gave them. */
export interface CashFlow {
  readonly sums: readonly Given[];
  /** The sum of every year after those. */
  readonly afterwards: Given | undefined;
}

/** The real discount rate of 3.5% holds for years 0 to 30 (source gb1). */
export const MOST_YEARS = 30;

const WHAT = 'sums of money by year, such as 50k, 120k, 120k or 50k then 120k a year for 4 years';
const MONEY_BY_YEAR = { ...MONEY, isYearly: true };
const REPEATED = /^(?<sum>.+?)\s*(?:\b(?:a|per|each|every) year|\bper annum|\bp\.?a\.?)?\s*(?:\bfor|\bx|×)\s*(?<times>\d{1,9})\s*(?:years?|yrs?)?$/i;
const ONWARDS = /^(?<sum>.+?)\s*(?:\b(?:a|per|each|every) year|\bper annum|\bp\.?a\.?)(?:\s*(?:after(?:wards)?|onwards|from then on|thereafter))?$/i;

/** `50k, 120k, 120k`, `50k then 120k a year for 4 years`, or `120k a year` for as long as the plan runs. */
export const cashFlow = () =>
  words(`must be ${WHAT}`).transform((text, context): CashFlow => {
    const items = listItems(text).map((item) => readItem(item, context));
    const problem = problemOf(items);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem, input: text });
      return z.NEVER;
    }
    return {
      sums: items.flatMap(({ sum, repeats }) => Array.from({ length: repeats }, () => sum)),
      afterwards: items.find(({ isOnwards }) => isOnwards)?.sum,
    };
  });

interface Item {
  readonly sum: Given;
  /** For how many years; none when it is for every year from then on. */
  readonly repeats: number;
  readonly isOnwards: boolean;
}

function readItem(item: string, context: z.core.$RefinementCtx): Item {
  const repeated = REPEATED.exec(item)?.groups;
  const onwards = repeated === undefined ? ONWARDS.exec(item)?.groups : undefined;
  const sum = fromText(repeated?.sum ?? onwards?.sum ?? item, MONEY_BY_YEAR, { least: 0, most: MOST_MONEY }, context);
  const repeats = onwards === undefined ? Number(repeated?.times ?? 1) : 0;
  return { sum, repeats, isOnwards: onwards !== undefined };
}

function problemOf(items: readonly Item[]): string | undefined {
  if (items.slice(0, -1).some(({ isOnwards }) => isOnwards)) return 'says “a year” and then goes on: say for how many years, such as 120k a year for 4 years';
  const all = items.reduce((sum, { repeats }) => sum + repeats, 0);
  const isNone = items.some(({ repeats, isOnwards }) => repeats === 0 && !isOnwards);
  return isNone || all > MOST_YEARS ? `must be for at least 1 and at most ${MOST_YEARS} years` : undefined;
}

/** The sums of `count` years: what was given, then the yearly sum if there is one, then nothing. */
export const sumsOver = ({ sums, afterwards }: CashFlow, count: number): readonly Range[] =>
  Array.from({ length: count }, (_, year) => sums[year] ?? afterwards ?? NOTHING);

/** The sums in words, like years together: `year 0: £500,000; years 1 to 4: £120,000 a year`. */
export function byYear(sums: readonly Range[], first: number): string {
  const runs: { from: number; to: number; sum: Range }[] = [];
  for (const [index, sum] of sums.entries()) {
    const last = runs.at(-1);
    if (last && isSame(last.sum, sum)) last.to = first + index;
    else runs.push({ from: first + index, to: first + index, sum });
  }
  return runs
    .map(({ from, to, sum }) => {
      const when = from === to ? `year ${from}` : `years ${from} to ${to}`;
      return `${when}: ${isSame(sum, NOTHING) ? 'nothing' : inFull({ unit: from === to ? 'pounds' : 'pounds a year', amount: sum })}`;
    })
    .join('; ');
}
