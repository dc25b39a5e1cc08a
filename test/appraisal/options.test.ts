import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appraiseOptions, input } from '../../src/appraisal/options.ts';
import { amountIn, complaint, expectSound, wordsIn } from './soundness.ts';

const appraise = (given: z.input<typeof input>) => appraiseOptions(input.parse(given));
const FOUR = 'quality 30, jobs 25, cost 25, risk 20';

describe('a weighted options appraisal', () => {
  // (8×30 + 7×25 + 6×25 + 8×20) ÷ 100 = 7.25; (6×30 + 4×25 + 7×25 + 3×20) ÷ 100 = 5.15.
  const two = appraise({ criteria: FOUR, scores: 'in-house: 8 7 6 8; partnership: 6 4 7 3' });

  it('adds up scores by the share of each weight, and names the winner', () => {
    expect(amountIn(two, 'in-house').low).toBeCloseTo(7.25, 12);
    expect(amountIn(two, 'partnership').low).toBeCloseTo(5.15, 12);
    expect(amountIn(two, 'Margin').low).toBeCloseTo(2.1 / 7.25, 12);
    expect(wordsIn(two, 'First')).toBe('in-house');
    expect(two.headline).toBe('“in-house” comes first with 7.25 of 10 points; “partnership” is next with 5.15, 29% behind.');
    expectSound(two);
  });

  it('says what change of one weight would change the winner', () => {
    // The partnership leads on cost alone, by 1; on the others in-house leads by (2×30 + 3×25 + 5×20) ÷ 75 = 235/75.
    // q × (−1) + (1 − q) × 235/75 = 0 at q = 235/310.
    expect(amountIn(two, 'Smallest change of one weight that changes the winner').low).toBeCloseTo(235 / 310 - 0.25, 12);
    expect(wordsIn(two, 'What change of weight decides it')).toBe('“partnership” leads once “cost” counts for more than 75.8% (now 25%).');
  });

  it('says what change of one score would change the winner', () => {
    // The lead of 2.1 is 7 points of quality, which weighs most: 8 down to 1. Raising the partnership's 6 by 7 would pass 10.
    expect(amountIn(two, 'Smallest change of one score that changes the winner').low).toBeCloseTo(7, 12);
    expect(wordsIn(two, 'What change of score decides it')).toBe('“partnership” leads once “in-house” has less than 1 for “quality” (now 8).');
  });

  it('states the weights before the scores in the working, as shares', () => {
    expect(two.working.slice(0, 5).map(({ label, figures }) => `${label}: ${figures}`)).toEqual([
      'Weight of “quality”: 30 ÷ 100 = 30%',
      'Weight of “jobs”: 25 ÷ 100 = 25%',
      'Weight of “cost”: 25 ÷ 100 = 25%',
      'Weight of “risk”: 20 ÷ 100 = 20%',
      'Points of “in-house”: (8 × 30 + 7 × 25 + 6 × 25 + 8 × 20) ÷ 100 = 7.25',
    ]);
  });

  it('draws each option in the parts that its criteria give it', () => {
    expect(two.chart).toMatchObject({
      kind: 'stacks',
      parts: ['quality (30%)', 'jobs (25%)', 'cost (25%)', 'risk (20%)'],
      bars: [
        { label: 'in-house', isWinner: true },
        { label: 'partnership', isWinner: false },
      ],
    });
    expect(two.chart?.alt).toContain('partnership: 5.15 of 10 points (quality 1.8, jobs 1, cost 1.75, risk 0.6).');
  });

  it('names no clear winner below a tenth, and one at just a tenth', () => {
    const close = appraise({ criteria: 'quality, jobs', scores: 'in-house: 8 7; joint: 7 7' });
    expect(wordsIn(close, 'First')).toBe('no clear winner');
    expect(close.headline).toMatch(/^There is no clear winner: “in-house” is ahead of “joint” by only 6\.7% of its points/);
    expect(close.certainty.level).toBe('weak');
    expect(wordsIn(appraise({ criteria: 'quality', scores: 'in-house: 10; joint: 9' }), 'First')).toBe('in-house');
    expect(wordsIn(appraise({ criteria: 'quality', scores: 'in-house: 10; joint: 9.001' }), 'First')).toBe('no clear winner');
  });

  it('calls a tie a tie, whatever floating point makes of the sums', () => {
    const tie = appraise({ criteria: 'a 0.1, b 0.2, c 0.3', scores: 'in-house: 3 0 0; joint: 0 0 1; other: 0 1.5 0' });
    expect(tie.headline).toBe('There is no winner: “in-house”, “joint” and “other” have the same 0.5 of 10 points.');
    expect(wordsIn(tie, 'What change of weight decides it')).toBe('Any change of a weight can decide it.');
    expectSound(tie);
  });

  it('fixes the weights when no scores are given', () => {
    const weights = appraise({ criteria: 'quality 3, jobs 1' });
    expect(weights.headline).toBe('The weights, before anyone scores: quality 75%, jobs 25%.');
    expect(weights.chart).toBeUndefined();
    expect(weights.warnings[0]).toMatch(/^Post this where everybody sees it/);
    expectSound(weights);
  });

  it('keeps word of when the weights were fixed, and says so where nobody did', () => {
    const given = { criteria: FOUR, scores: 'in-house: 8 7 6 8; partnership: 6 4 7 3' };
    expect(two.warnings[0]).toMatch(/^Nothing here shows that the weights were fixed before the scores/);
    const agreed = appraise({ ...given, agreed: '12 May, joint working group' });
    expect(agreed.working[0]).toMatchObject({ label: 'Weights fixed', figures: '12 May, joint working group' });
    expect(agreed.warnings.join(' ')).not.toMatch(/Nothing here shows/);
  });

  it('marks the default criteria as a default, with where they come from', () => {
    const byDefault = appraise({ scores: 'in-house: 8 7 6 8 7 7 7 7; partnership: 6 4 7 3 5 5 5 5' });
    expect(byDefault.working[0]).toMatchObject({ label: 'Weight of “costs and benefits”', from: 'default', sources: ['report-2002', 'es1a', 'es1b'] });
    expect(byDefault.evidence.some(({ weakness }) => weakness.includes('names of the twelve sections'))).toBe(true);
  });

  it.each([
    'In-house: 8, 7, 6, 8\nPartnership: 6, 4, 7, 3',
    'in house 8 7 6 8; partnership 6/10 4/10 7/10 3/10',
    'in-house: quality 8, jobs 7, cost 6, risk 8; partnership: risk 3, cost 7, jobs 4, qual 6',
    'in-house: Quality: 8, Jobs: 7, Cost: 6, Risk: 8; partnership = 6 4 7 3',
    'in-house: quality 8 jobs 7 cost 6 risk 8;; partnership: 6.0 4.0 7.0 3.0 ;',
  ])('reads scores as people write them: %s', (scores) => {
    const read = appraise({ criteria: FOUR, scores });
    expect(read.chart?.kind === 'stacks' && read.chart.bars.map(({ amounts }) => amounts.reduce((a, b) => a + b, 0).toFixed(2))).toEqual(['7.25', '5.15']);
  });

  it.each(['quality 30; jobs 25; cost 25; risk 20', 'quality: 30%, jobs: 25%, cost: 25%, risk: 20%', 'quality=6\njobs=5\ncost=5\nrisk=4'])(
    'reads weights as people write them: %s',
    (criteria) => {
      expect(input.parse({ criteria, scores: '' }).criteria.map(({ name }) => name)).toEqual(['quality', 'jobs', 'cost', 'risk']);
      expect(amountIn(appraise({ criteria }), 'quality').low).toBeCloseTo(0.3, 12);
    },
  );

  it.each([
    [{ criteria: 'quality 0, jobs 0' }, 'criteria are all weighed 0: give at least one criterion a weight above 0'],
    [{ criteria: 'quality -3, jobs 4' }, 'criteria give “quality” a negative weight: the least is 0, for what does not count'],
    [{ criteria: 'quality lots, jobs 4' }, 'criteria give “quality lots” no weight: give every criterion one, or none of them'],
    [
      { criteria: `quality ${'9'.repeat(40)}` },
      'criteria give “quality” a weight that cannot be read: a number has at most six digits before the point and three after it',
    ],
    [{ criteria: 'Jobs 1, jobs 2' }, 'criteria name the criterion “jobs” twice'],
    [{ criteria: '30, 20' }, 'criteria have a weight without a name: “30”'],
    [{ criteria: ' , ' }, 'criteria name no criterion: write each with its weight, such as “quality 30, jobs 25”'],
    [
      { scores: 'in-house: 8 7; joint: 4' },
      /^scores leave “joint” without a score on “jobs”: unless every option is scored on every criterion, the in-house one included/,
    ],
    [{ scores: 'in-house: ? 7; joint: 4 5' }, /^scores leave “in-house” without a score on “quality”: unless/],
    [{ scores: 'in-house; joint: 4 5' }, /^scores leave “in-house” without a score on “quality”, “jobs”: unless/],
    [{ scores: 'in-house: 8 7 1; joint: 4 5' }, 'scores have 3 scores for “in-house”, and there are 2 criteria'],
    [{ scores: 'in-house: 8 eleven; joint: 4 5' }, 'scores have words where a score should be, for “in-house”: “eleven”'],
    [{ scores: 'in-house: 8 11; joint: 4 5' }, 'scores have a score of 11 for “in-house”: scores go from 0 to 10'],
    [{ scores: 'in-house: 8 -1; joint: 4 5' }, 'scores have a score of -1 for “in-house”: scores go from 0 to 10'],
    [{ scores: 'in-house: 8 1.23456; joint: 4 5' }, /^scores have a score that cannot be read, for “in-house”/],
    [{ scores: 'in-house: speed 8, jobs 7; joint: 4 5' }, 'scores score “in-house” on “speed”, which is not one criterion: “quality”, “jobs”'],
    [{ scores: 'in-house: jobs 8, jobs 7; joint: 4 5' }, 'scores score “in-house” twice on “jobs”'],
    [{ scores: 'in-house: jobs 8, 7; joint: 4 5' }, 'scores name some criteria of “in-house” and not others: name all of them, or none'],
    [{ scores: 'in-house: 8 7; In House: 4 5' }, 'scores name the option “In House” twice'],
    [{ scores: 'in-house: 8 7' }, 'scores have one option: a comparison needs two, parted by a semicolon'],
    [{ scores: ': 8 7; in-house: 1 2' }, 'scores have scores without an option’s name before them: “: 8 7”'],
    [
      { scores: 'joint: 8 7; partnership: 4 5' },
      'scores have no in-house option among “joint” and “partnership”: score it on the same basis as the others, or say in `inhouse` what it is called',
    ],
    [{ criteria: 'x'.repeat(4001) }, 'criteria is too long: at most 4000 characters'],
  ])('refuses %j, and says why', (given, why) => {
    expect(complaint(input, { criteria: 'quality 2, jobs 1', ...given })).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  it('takes another name for the in-house option', () => {
    expect(appraise({ criteria: 'quality', scores: 'public team: 8; partnership: 4', inhouse: 'public team' }).headline).toMatch(/^“public team” comes first/);
  });

  it('never throws anything but what zod says, and never answers with a number that is none', () => {
    const near = fc.string({ unit: fc.constantFrom(...'in-house: 8;jobs 3,\n=%?.-/10x 7 '), maxLength: 60 });
    const any = fc.oneof(fc.string({ unit: 'binary' }), near);
    fc.assert(
      fc.property(any, any, any, (criteria, scores, inhouse) => {
        const parsed = input.safeParse({ criteria, scores, inhouse });
        if (parsed.success) expectSound(appraiseOptions(parsed.data));
        else expect(parsed.error).toBeInstanceOf(z.ZodError);
      }),
      { numRuns: 1000 },
    );
  });
});
