import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appraisePartnership, input } from '../../src/appraisal/partnership.ts';
import { PRINCIPLES, SAFEGUARDS } from '../../src/appraisal/partnership-tests.ts';
import { amountIn, complaint, expectSound, wordsIn } from './soundness.ts';

const appraise = (given: z.input<typeof input>) => appraisePartnership(input.parse(given));
const names = [...SAFEGUARDS, ...PRINCIPLES].map(({ name }) => name);

describe('partnership readiness', () => {
  const some = appraise({ met: 'SLAs: schedule 4; oversight; openness', missing: 'staff, third sector' });

  it('tests nine safeguards and twelve principles', () => {
    expect([SAFEGUARDS.length, PRINCIPLES.length, new Set(names).size]).toEqual([9, 12, 21]);
  });

  it('says what is met, missing and unknown; what is unknown may turn out either way', () => {
    expect(some.headline).toBe('Of the nine safeguards 2 are met, 2 missing and 5 unknown; of the twelve principles 1 is met, 0 missing and 11 unknown.');
    expect(amountIn(some, 'Safeguards met')).toEqual({ low: 2 / 9, high: 7 / 9 });
    expect(amountIn(some, 'Principles met')).toEqual({ low: 1 / 12, high: 1 });
    expect(wordsIn(some, 'Missing')).toBe('staff buy-in and third-sector relations');
    expectSound(some);
  });

  it('asks what follows, what is missing first', () => {
    const questions = some.results.filter(({ label }) => label.startsWith('Ask about'));
    expect(questions.length).toBe(21 - 3);
    expect(questions[0]?.label).toBe('Ask about staff buy-in (missing)');
    expect(some.nextQuestion).toBe('What have staff at all levels been told, when, and what was changed because of what they said?');
  });

  it('shows where a safeguard can be seen, and asks where that is not said', () => {
    expect(some.working[0]).toMatchObject({ label: 'service levels', figures: 'schedule 4', value: { words: 'met' } });
    expect(some.warnings[0]).toBe('Say where it can be seen that these are met (“service levels: schedule 4”): oversight and openness.');
  });

  it('takes all of a kind at once', () => {
    const all = appraise({ met: 'all safeguards, all principles' });
    expect(amountIn(all, 'Principles met')).toEqual({ low: 1, high: 1 });
    expect(all.nextQuestion).toBe('Who checks each year that all of this still holds, and where is it reported?');
    expectSound(all);
  });

  it.each(names)('knows “%s” by its name, in any case', (name) => {
    expect(wordsIn(appraise({ met: name.toUpperCase() }), 'Met')).toBe(name);
  });

  it.each([
    [{ met: 'luck' }, /^met names “luck”, which is none of the tests: service levels, strategic goals, joint committee/],
    [{ met: '12345' }, /^met names “12345”, which is none of the tests/],
    [{ met: 'honesty, honesty' }, 'met names “honesty” twice'],
    [{ met: 'staff', missing: 'morale' }, 'missing names “staff buy-in”, which stands under `met` as well: it is one or the other'],
  ])('refuses %j, and says why', (given, why) => {
    expect(complaint(input, given)).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  it('counts every test once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(names), fc.nat(), (chosen, cut) => {
        const [met, missing] = [chosen.slice(0, cut % (chosen.length + 1)), chosen.slice(cut % (chosen.length + 1))];
        const appraisal = appraise({ met: met.join('; '), missing: missing.join('\n') });
        expectSound(appraisal);
        const ratio = amountIn(appraisal, 'Safeguards met').low * 9 + amountIn(appraisal, 'Principles met').low * 12;
        expect(ratio).toBeCloseTo(met.length, 9);
        expect(appraisal.results.filter(({ label }) => label.startsWith('Ask about')).length).toBe(21 - met.length);
      }),
    );
  });

  it('never throws anything but what zod says', () => {
    const near = fc.string({ unit: fc.constantFrom('staff', 'goals', 'honesty', ',', ';', ':', ' ', 'all ', 'principles'), maxLength: 10 });
    const any = fc.oneof(fc.string({ unit: 'binary' }), near);
    fc.assert(
      fc.property(any, any, (met, missing) => {
        const parsed = input.safeParse({ met, missing });
        if (parsed.success) expectSound(appraisePartnership(parsed.data));
        else expect(parsed.error).toBeInstanceOf(z.ZodError);
      }),
      { numRuns: 1000 },
    );
  });
});
