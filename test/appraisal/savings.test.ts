import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { appraiseSavings, input } from '../../src/appraisal/savings.ts';
import { amountOf, numberOf, originOf } from './results.ts';

const savings = (args: z.input<typeof input>) => appraiseSavings(input.parse(args));
const ALL = { procurement: '£3m', client: '£400k a year', transition: '£1m', profit: '£300k', redundancy: '£500k', variations: '£100k', exit: '£500k' };

describe('savings', () => {
  it('takes every deduction off the claim, a year and over the contract', () => {
    const found = savings({ claim: '£2m a year', ...ALL });
    // Each year 400 + 300 + 100 = 800k; once 3,000 + 1,000 + 500 + 500 = 5,000k, which is 500k a year over ten years.
    expect(numberOf(found, 'What is left, a year')).toBe(700_000);
    expect(numberOf(found, 'What is left over the contract')).toBe(7_000_000);
    expect(numberOf(found, 'Claimed over the contract')).toBe(20_000_000);
    expect(numberOf(found, 'Left of what was claimed')).toBeCloseTo(0.35, 12);
    expect(numberOf(found, 'Claim at which nothing is left')).toBe(1_300_000);
    expect(found.certainty.level).toBe('fair');
    expect(found.nextQuestion).toContain('guaranteed in the contract or only a target');
  });

  it('leaves nothing of a claim that is just the break-even one', () => {
    const found = savings({ claim: '£1.3m', ...ALL });
    expect(numberOf(found, 'What is left over the contract')).toBe(0);
    expect(found.warnings).toContain('Nothing is left: the deductions are as much as the claim, or more.');
  });

  it('keeps the ranges of all that is given', () => {
    const found = savings({ claim: '£1m-£2m', years: '5-10', client: '£200k-£300k', procurement: '£1m' });
    expect(amountOf(found, 'What is left, a year')).toEqual({ low: 1_000_000 - 300_000 - 200_000, high: 2_000_000 - 200_000 - 100_000 });
    expect(amountOf(found, 'What is left over the contract')).toEqual({ low: 700_000 * 5 - 1_000_000, high: 1_800_000 * 10 - 1_000_000 });
    expect(amountOf(found, 'Claim at which nothing is left')).toEqual({ low: 300_000, high: 500_000 });
  });

  it('counts what is not given as nothing, says so, and asks for it', () => {
    const found = savings({ claim: '£1m', procurement: '£1m', client: '£0' });
    expect(originOf(found, 'Client side')).toBe('given');
    expect(originOf(found, 'Exit')).toBe('default');
    expect(found.certainty).toMatchObject({ level: 'weak' });
    expect(found.warnings).toContain('Not given, and counted as nothing: transition, contractor’s profit, redundancy, variations, exit.');
    expect(found.nextQuestion).toMatch(/has it been taken off the promised saving: transition, contractor’s profit, redundancy, variations, exit\?$/);
  });

  it('sets the claim beside the shares found elsewhere when the present cost is known', () => {
    expect(numberOf(savings({ claim: '£1.5m', cost: '£10m' }), 'Claim as a share of present cost')).toBeCloseTo(0.15, 12);
  });

  it('shows what Southwest One promised and received, on both bases, with the sources that disagree', () => {
    const found = savings({ claim: '£2m', ...ALL });
    const evidence = found.evidence.map(({ statement, weakness }) => `${statement} ${weakness}`).join(' ');
    for (const figure of ['£180m', '£192m', '£200m', '£16.2m, 8.4%', '£58m, about 30%', '16.9% and 60.4%', '£60m']) expect(evidence).toContain(figure);
    expect([16.2 / 192, 58 / 192, 16.2 / 96, 58 / 96].map((share) => (share * 100).toFixed(1))).toEqual(['8.4', '30.2', '16.9', '60.4']);
    expect(found.chart).toMatchObject({
      kind: 'pairs',
      bars: [{ label: 'This claim', amounts: [1, 0.35] }, { amounts: [1, 16.2 / 192] }, { amounts: [1, 58 / 192] }, { amounts: [1, 53 / 200] }],
    });
    expect(found.chart?.alt).toContain('received by 2012, of £192m: 8.4%');
  });
});
