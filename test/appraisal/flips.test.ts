import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestScoreFlip, smallestWeightFlip } from '../../src/appraisal/flips.ts';
import { exactTotal, pointsOf, ranked, type ScoredOption, type Scoring, shareOf } from '../../src/appraisal/weighted-scores.ts';

const weight = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 999_999_999 }).map((thousandths) => thousandths / 1000),
);
const score = fc.oneof(
  fc.integer({ min: 0, max: 10 }),
  fc.integer({ min: 0, max: 10_000 }).map((thousandths) => thousandths / 1000),
);

/** Any comparison that the schema lets through. */
const scorings: fc.Arbitrary<Scoring> = fc
  .tuple(fc.array(weight, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 5 }))
  .filter(([weights]) => weights.some((one) => one > 0))
  .chain(([weights, options]) =>
    fc.array(fc.array(score, { minLength: weights.length, maxLength: weights.length }), { minLength: options, maxLength: options }).map((scores) => ({
      criteria: weights.map((one, at) => ({ name: `criterion ${at}`, weight: one })),
      options: scores.map((row, at) => ({ name: `option ${at}`, scores: row })),
    })),
  );
const won = scorings.filter((scoring) => {
  const [first, second] = ranked(scoring);
  return first !== undefined && second !== undefined && exactTotal(scoring, first) > exactTotal(scoring, second);
});

function winnerOf(scoring: Scoring): ScoredOption {
  const [first] = ranked(scoring);
  if (first === undefined) throw new Error('no options');
  return first;
}

/** How far the winner is ahead of the nearest rival, by these shares. Worked out the plain way, not the way of the code. */
function lead(scoring: Scoring, winner: ScoredOption, shares: readonly number[]): number {
  const points = ({ scores }: ScoredOption): number => scores.reduce((sum, one, at) => sum + one * (shares[at] ?? 0), 0);
  return Math.min(...scoring.options.filter((option) => option !== winner).map((rival) => points(winner) - points(rival)));
}

const sharesOf = (scoring: Scoring): number[] => scoring.criteria.map((_, at) => shareOf(scoring, at));

/** The shares when one is moved to `to` and the others keep their proportions. */
function moved(shares: readonly number[], criterion: number, to: number): number[] {
  const others = shares.reduce((sum, share, at) => (at === criterion ? sum : sum + share), 0);
  return shares.map((share, at) => (at === criterion ? to : (share * (1 - to)) / others));
}

const withScore = (scoring: Scoring, option: number, criterion: number, to: number): Scoring => ({
  ...scoring,
  options: scoring.options.map((one, at) => (at === option ? { ...one, scores: one.scores.map((old, nth) => (nth === criterion ? to : old)) } : one)),
});

/** Sums of doubles are right to about this. */
const TINY = 1e-9;

describe('the smallest change of one weight', () => {
  it('never leaves another winner within the distance stated, whichever weight moves', () => {
    fc.assert(
      fc.property(won, fc.nat(), fc.double({ min: -1, max: 1, noNaN: true }), (scoring, nth, part) => {
        const winner = winnerOf(scoring);
        const flip = smallestWeightFlip(scoring, winner);
        const reach = flip === undefined ? 1 : Math.abs(flip.to - flip.from);
        const criterion = nth % scoring.criteria.length;
        const shares = sharesOf(scoring);
        const from = shares[criterion] ?? 0;
        fc.pre(from < 1);
        const to = Math.max(0, Math.min(1, from + part * reach));
        expect(lead(scoring, winner, moved(shares, criterion, to))).toBeGreaterThanOrEqual(-TINY);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the winner behind just beyond it, and level at it', () => {
    fc.assert(
      fc.property(won, (scoring) => {
        const winner = winnerOf(scoring);
        const flip = smallestWeightFlip(scoring, winner);
        fc.pre(flip !== undefined);
        const { criterion, from, to } = flip;
        const end = to > from ? 1 : 0;
        expect(Math.abs(lead(scoring, winner, moved(sharesOf(scoring), criterion, to)))).toBeLessThan(TINY);
        expect(lead(scoring, winner, moved(sharesOf(scoring), criterion, to + (end - to) / 2))).toBeLessThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is none where one option is best at everything', () => {
    const scoring = {
      criteria: [
        { name: 'a', weight: 1 },
        { name: 'b', weight: 2 },
      ],
      options: [
        { name: 'in-house', scores: [8, 7] },
        { name: 'other', scores: [7, 7] },
      ],
    };
    expect(smallestWeightFlip(scoring, winnerOf(scoring))).toBeUndefined();
  });
});

describe('the smallest change of one score', () => {
  it('never leaves another winner within the distance stated, whichever score moves', () => {
    fc.assert(
      fc.property(won, fc.nat(), fc.nat(), fc.double({ min: -1, max: 1, noNaN: true }), (scoring, one, other, part) => {
        const winner = winnerOf(scoring);
        const flip = smallestScoreFlip(scoring, winner);
        const reach = flip === undefined ? 10 : Math.abs(flip.to - flip.from);
        const [option, criterion] = [one % scoring.options.length, other % scoring.criteria.length];
        const from = scoring.options[option]?.scores[criterion] ?? 0;
        const changed = withScore(scoring, option, criterion, Math.max(0, Math.min(10, from + part * reach)));
        const same = changed.options[scoring.options.indexOf(winner)] ?? winner;
        expect(lead(changed, same, sharesOf(scoring))).toBeGreaterThanOrEqual(-TINY);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the winner behind just beyond it, and level at it', () => {
    fc.assert(
      fc.property(won, (scoring) => {
        const winner = winnerOf(scoring);
        const flip = smallestScoreFlip(scoring, winner);
        fc.pre(flip !== undefined);
        const end = flip.to > flip.from ? 10 : 0;
        const at = (to: number): number => {
          const changed = withScore(scoring, scoring.options.indexOf(flip.option), flip.criterion, to);
          return lead(changed, changed.options[scoring.options.indexOf(winner)] ?? winner, sharesOf(scoring));
        };
        expect(Math.abs(at(flip.to))).toBeLessThan(TINY);
        expect(at(flip.to + (end - flip.to) / 2)).toBeLessThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is none where the winner has all that there is to have, and no rival can', () => {
    const scoring = {
      criteria: [{ name: 'a', weight: 1 }],
      options: [
        { name: 'in-house', scores: [10] },
        { name: 'other', scores: [0] },
      ],
    };
    expect(smallestScoreFlip(scoring, winnerOf(scoring))).toBeUndefined();
  });
});

describe('weighted scores', () => {
  it('stay the same when all weights are made larger or smaller alike', () => {
    fc.assert(
      fc.property(scorings, fc.constantFrom(2, 3, 7, 10), (scoring, factor) => {
        const scaled = { ...scoring, criteria: scoring.criteria.map(({ name, weight: one }) => ({ name, weight: one * factor })) };
        expect(ranked(scaled)).toEqual(ranked(scoring));
        for (const option of scoring.options) expect(pointsOf(scaled, option)).toBeCloseTo(pointsOf(scoring, option), 9);
      }),
    );
  });

  it('are shares of one whole, and lie between the lowest and the highest score', () => {
    fc.assert(
      fc.property(scorings, (scoring) => {
        expect(sharesOf(scoring).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const option of scoring.options) {
          expect(pointsOf(scoring, option)).toBeGreaterThanOrEqual(Math.min(...option.scores) - TINY);
          expect(pointsOf(scoring, option)).toBeLessThanOrEqual(Math.max(...option.scores) + TINY);
        }
      }),
    );
  });
});
