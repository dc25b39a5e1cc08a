import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appraiseImpact, input } from '../../src/appraisal/impact.ts';
import { amountIn, complaint, expectSound, wordsIn } from './soundness.ts';

const appraise = (given: z.input<typeof input>) => appraiseImpact(input.parse(given));
const ALL = {
  equalities: '-2 counters close; mitigation: home visits',
  environment: '+1 fewer car journeys',
  inclusion: '-1 online only, alternative: help at libraries',
  economy: '-3 pay leaves the county; mitigation: work stays here',
  health: '0 no change was found',
  employment: '+2 apprentices are taken on',
};
const KEYS = ['equalities', 'environment', 'inclusion', 'economy', 'health', 'employment'] as const;

describe('an impact assessment', () => {
  it('adds up when everything is assessed and every harm is answered', () => {
    const whole = appraise(ALL);
    expect(amountIn(whole, 'Sum').low).toBe(-2 + 1 - 1 - 3 + 0 + 2);
    expect(whole.headline).toBe('The six effects add up to −3 on a scale from −18 to +18, with 3 adverse, each with an alternative or mitigation.');
    expect(whole.working.at(-1)?.figures).toBe('(−2) + 1 + (−1) + (−3) + 0 + 2 = −3');
    expectSound(whole);
  });

  it('does not add up while an adverse effect has no alternative or mitigation, and names it', () => {
    const refused = appraise({ ...ALL, economy: '-3 pay leaves the county' });
    expect(wordsIn(refused, 'Sum')).toBe('not added up');
    expect(refused.headline).toBe('Not added up: local economy (−3) is adverse, with no alternative or mitigation.');
    expect(refused.nextQuestion).toBe('What alternative was examined, or what will ease it, for local economy: pay leaves the county?');
    expectSound(refused);
  });

  it('does not take “none” for a mitigation', () => {
    expect(appraise({ ...ALL, economy: '-3 pay leaves; mitigation: none' }).headline).toMatch(/^Not added up: local economy/);
  });

  it('does not add up while something is not assessed, and names it', () => {
    const partly = appraise({ ...ALL, health: '', employment: '' });
    expect(partly.headline).toBe('Not added up: community health and employment are not assessed.');
    expect(partly.certainty.level).toBe('weak');
    expect(partly.chart?.alt).toContain('Not assessed: community health and employment.');
  });

  it('has no picture of nothing', () => {
    const empty = appraise({});
    expect(empty.chart).toBeUndefined();
    expectSound(empty);
  });

  it('draws a bar to either side of nought', () => {
    expect(appraise(ALL).chart).toMatchObject({ kind: 'signed', least: -3, most: 3, bars: [{ label: 'Equalities', amount: -2 }, {}, {}, {}, {}, {}] });
  });

  it.each([
    ['-2 posts go; mitigation: retraining', -2, 'posts go', 'retraining'],
    ['−2: posts go. Mitigated by retraining.', -2, 'posts go', 'retraining'],
    ['minus 2 posts go, mitigation retraining', -2, 'posts go', 'retraining'],
    ['- 1, no alternative to the car', -1, 'no alternative to the car', undefined],
    ['+3 good', 3, 'good', undefined],
    ['0 nothing found', 0, 'nothing found', undefined],
    ['-0 nothing found', 0, 'nothing found', undefined],
  ])('reads %s', (text, score, reason, answer) => {
    expect(input.parse({ employment: text }).employment).toEqual({ score, reason, answer });
  });

  it.each([
    ['-4 posts go', 'employment has a score of -4: it is a whole number from −3 to +3'],
    ['-2.5 posts go', 'employment has a score of -2.5: it is a whole number from −3 to +3'],
    [`${'9'.repeat(40)} posts`, /^employment has a score of 9{20}: it is a whole number/],
    ['-2', 'employment has a score of -2 without a reason: say in a few words why'],
    ['-2; mitigation: retraining', 'employment has a score of -2; without a reason: say in a few words why'],
    ['bad', /^employment does not begin with its score/],
  ])('refuses “%s”, and says why', (employment, why) => {
    expect(complaint(input, { employment })).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  it('adds up to the sum of the scores, or says what keeps it from it', () => {
    const effect = fc.record({ score: fc.integer({ min: -3, max: 3 }), isAnswered: fc.boolean() });
    fc.assert(
      fc.property(fc.tuple(effect, effect, effect, effect, effect, effect), (effects) => {
        const given = Object.fromEntries(effects.map(({ score, isAnswered }, at) => [KEYS[at], `${score} because${isAnswered ? '; mitigation: this' : ''}`]));
        const appraisal = appraise(given);
        expectSound(appraisal);
        const isRefused = effects.some(({ score, isAnswered }) => score < 0 && !isAnswered);
        if (isRefused) expect(wordsIn(appraisal, 'Sum')).toBe('not added up');
        else expect(amountIn(appraisal, 'Sum').low).toBe(effects.reduce((sum, { score }) => sum + score, 0));
      }),
    );
  });

  it('never throws anything but what zod says, and never answers with a number that is none', () => {
    const near = fc.string({ unit: fc.constantFrom(...'-+−0123.; why', 'mitigation:', 'minus '), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), near, (one, other) => {
        const parsed = input.safeParse({ equalities: one, economy: other });
        if (parsed.success) expectSound(appraiseImpact(parsed.data));
        else expect(parsed.error).toBeInstanceOf(z.ZodError);
      }),
      { numRuns: 500 },
    );
  });
});
