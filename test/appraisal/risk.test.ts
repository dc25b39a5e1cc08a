import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appraiseRisk, input, type KnownRisk } from '../../src/appraisal/risk.ts';
import { amountIn, complaint, expectSound, wordsIn } from './soundness.ts';

const KNOWN: readonly KnownRisk[] = [
  { id: 'risk-savings-not-achieved', title: 'Risk: savings are not achieved' },
  { id: 'risk-monopoly', title: 'Risk: monopoly of support services' },
  { id: 'scope-creep', title: 'Scope creep' },
];
const appraise = (register: string, known: readonly KnownRisk[] = []) => appraiseRisk(input.parse({ register }), known);
const read = (register: string) => input.parse({ register }).register;

describe('a risk register', () => {
  // Savings 4×5 = 20, contractor on paper, users and council in fact; monopoly 3×4 = 12, the council's both ways.
  const two = appraise('savings 4x5 contractor > users, council, after 3x4 with open-book accounts; monopoly 3x4 council', KNOWN);

  it('multiplies likelihood by impact, before safeguards and after', () => {
    expect(amountIn(two, 'All risks before safeguards').low).toBe(32);
    expect(amountIn(two, 'All risks after safeguards').low).toBe(24);
    expect(two.working[0]).toMatchObject({ label: '“Risk: savings are not achieved”', figures: '4 × 5 = 20' });
    expect(two.working[1]).toMatchObject({ label: '“Risk: savings are not achieved”, after safeguards (open-book accounts)', figures: '3 × 4 = 12' });
    expectSound(two);
  });

  it('says what is passed on by the contract, and who suffers in fact', () => {
    expect(amountIn(two, 'Passed to the contractor on paper').low).toBeCloseTo(20 / 32, 12);
    expect(amountIn(two, 'Suffered in fact by users').low).toBeCloseTo(10 / 32, 12);
    expect(amountIn(two, 'Suffered in fact by council').low).toBeCloseTo(22 / 32, 12);
    expect(amountIn(two, 'Suffered in fact by contractor').low).toBe(0);
    expect(wordsIn(two, 'On paper the contractor’s, in fact suffered by others')).toBe('“Risk: savings are not achieved”');
    expect(two.headline).toBe(
      '2 of 2 risks are high; with the safeguards 2 would be. 1 risk passed to the contractor on paper would still be suffered by others.',
    );
    expect(two.nextQuestion).toMatch(/^If “Risk: savings are not achieved” happens, what does the contractor pay/);
  });

  it('names the known risks that the register leaves out', () => {
    expect(two.warnings).toContainEqual('1 risk of the knowledge base is not in this register, such as “Scope creep”.');
  });

  it('puts the risks on a map, where they are and where safeguards would bring them', () => {
    expect(two.chart).toMatchObject({
      kind: 'heat',
      marks: [
        { likelihood: 4, impact: 5, after: { likelihood: 3, impact: 4 } },
        { likelihood: 3, impact: 4 },
      ],
    });
    expect(two.chart?.alt).toContain('1: Risk: savings are not achieved, likelihood 4 and impact 5, after safeguards 3 and 4.');
  });

  it('gives a range where nobody said who carries a risk, and asks', () => {
    const unsaid = appraise('savings 4x5 contractor > users; delay 2x2');
    expect(amountIn(unsaid, 'Passed to the contractor on paper')).toEqual({ low: 20 / 24, high: 1 });
    expect(unsaid.certainty).toEqual({ level: 'weak', why: 'It is not said who carries “delay”, on paper and in fact.' });
    expect(appraise('delay 2x2').nextQuestion).toBe('Who carries “delay” by the contract, and who suffers when it happens?');
  });

  it('calls a lower rating without a safeguard a hope', () => {
    expect(appraise('morale 4x4 staff -> 3x3').warnings[0]).toBe('A lower rating without a safeguard is a hope: say what lowers “morale”.');
  });

  it.each([
    'savings: likelihood 4 impact 5, paper contractor, fact users and council, after 3x4 with open books',
    'savings 4 × 5 contractor → users, council → 3 × 4 with open books',
    'savings 4/5, on paper the contractor, in fact users & council; ',
    'savings: L4 I5 firm > residents, authority, then L3 I4, safeguards: open books',
    'savings 4 5 contractor > users, taxpayers',
  ])('reads a risk as people write it: %s', (line) => {
    const [entry] = read(line);
    expect(entry).toMatchObject({ name: 'savings', likelihood: 4, impact: 5, onPaper: ['contractor'], inFact: ['users', 'council'] });
    if (line.includes('open')) expect(entry).toMatchObject({ after: { likelihood: 3, impact: 4 }, safeguard: 'open books' });
  });

  it('takes whoever is named without an arrow as carrying it both ways', () => {
    expect(read('morale 3x3 staff')[0]).toMatchObject({ onPaper: ['staff'], inFact: ['staff'] });
    expect(read('phase 2: 3x3 staff → 2x2')[0]).toMatchObject({ name: 'phase 2', onPaper: ['staff'], inFact: ['staff'], after: { likelihood: 2, impact: 2 } });
  });

  it.each([
    ['', /^register is empty: write each risk/],
    ['savings', /^register gives “savings” no rating: write likelihood x impact/],
    ['4x5', 'register has a rating, 4x5, without a risk’s name before it'],
    ['savings 6x1', 'register gives “savings” a likelihood of 6: it is a whole number from 1 to 5'],
    ['savings 1x0', 'register gives “savings” an impact of 0: it is a whole number from 1 to 5'],
    ['savings -1x2', 'register gives “savings” a likelihood of -1: it is a whole number from 1 to 5'],
    ['savings twoxthree', /^register gives “savings twoxthree” no rating/],
    [`savings ${'9'.repeat(40)}x2`, /^register gives “savings” a likelihood of 9{40}: it is a whole number/],
    ['savings 2x2 after 5x5', 'register makes “savings” worse after safeguards (5x5) than before (2x2): write the rating before them first'],
    ['savings 5x5 4x4 3x3', /^register gives “savings” three ratings/],
    [
      'savings 4x5 martians',
      'register names “martians” for “savings”: those who carry a risk are council, staff, users, councillors, contractor; what eases it comes after “with”',
    ],
    ['savings 1x1; Savings 2x2', 'register names the risk “Savings” twice'],
  ])('refuses “%s”, and says why', (register, why) => {
    expect(complaint(input, { register })).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  const rating = fc.record({ likelihood: fc.integer({ min: 1, max: 5 }), impact: fc.integer({ min: 1, max: 5 }) });

  it('shares out every point once, whoever carries it', () => {
    const bearers = fc.uniqueArray(fc.constantFrom('council', 'staff', 'users', 'councillors', 'contractor'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(rating, bearers, bearers), { minLength: 1, maxLength: 30 }), (risks) => {
        const lines = risks.map(
          ([{ likelihood, impact }, paper, fact], at) => `risk number ${at}: ${likelihood}x${impact} ${paper.join(' ')} > ${fact.join(' ')}`,
        );
        const appraisal = appraise(lines.join('\n'));
        expectSound(appraisal);
        const suffered = appraisal.results.filter(({ label }) => label.startsWith('Suffered in fact'));
        const sum = suffered.reduce((all, { value }) => all + (value.unit === 'words' ? 0 : value.amount.low), 0);
        expect(sum).toBeCloseTo(1, 9);
        expect(amountIn(appraisal, 'All risks before safeguards').low).toBe(risks.reduce((all, [{ likelihood, impact }]) => all + likelihood * impact, 0));
      }),
    );
  });

  it('never throws anything but what zod says, and never answers with a number that is none', () => {
    const near = fc.string({ unit: fc.constantFrom(...'risk 4x5>;-\n: with staff/2', 'after ', 'paper ', '→', 'contractor '), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (register) => {
        const parsed = input.safeParse({ register });
        if (parsed.success) expectSound(appraiseRisk(parsed.data, KNOWN));
        else expect(parsed.error).toBeInstanceOf(z.ZodError);
      }),
      { numRuns: 1000 },
    );
  });
});
