import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainChart } from '../../src/charts/plain.ts';
import { anyChart } from './any-chart.ts';
import { examples } from './examples.ts';

const lines = (text: string): string[] => text.split('\n');

describe('a chart in plain characters', () => {
  it('is never wider than a terminal, and never holds what a terminal would obey', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const plain = plainChart(chart);
        expect(Math.max(...lines(plain).map((line) => line.match(/\P{M}/gu)?.length ?? 0))).toBeLessThanOrEqual(80);
        expect(plain.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        expect(plain).not.toMatch(/NaN|Infinity|undefined|\[object/);
      }),
      { numRuns: 500 },
    );
  });

  it('counts characters that are two columns wide as two', () => {
    const plain = plainChart({ kind: 'signed', title: '', alt: '', least: -3, most: 3, bars: [{ label: '委'.repeat(40), amount: 1 }] });
    expect(Math.max(...lines(plain).map((line) => line.match(/委/g)?.length ?? 0))).toBe(13);
  });

  it('shows stacks by letters, with what they stand for and what would change the winner', () => {
    const shown = lines(plainChart(examples.stacks));
    expect(shown[2]).toMatch(/^\* In-house improvement +A{15}B{11}C{9}D{11} +7\.25$/);
    expect(shown).toContain('A = service quality (30%)');
    expect(shown).toContain('* comes first');
    expect(shown.join(' ')).toContain('“Strategic partnership with one contractor” leads once “cost and benefits” counts for more than 75.8% (now 25%).');
  });

  it('shows harm to the left of nought and good to the right', () => {
    const shown = lines(plainChart(examples.signed));
    expect(shown.find((line) => line.startsWith('Local economy'))).toMatch(/█+│ +−3$/);
    expect(shown.find((line) => line.startsWith('Environment'))).toMatch(/ {10}│█+ +\+1$/);
  });

  it('puts the numbers of risks in their cells, in brackets where safeguards would bring them', () => {
    const shown = lines(plainChart(examples.heat));
    // Savings: likelihood 4, impact 5; with open-book accounts 3 and 4.
    expect(
      shown
        .find((line) => line.startsWith('5 |'))
        ?.split('|')[4]
        ?.trim(),
    ).toBe('1');
    expect(
      shown
        .find((line) => line.startsWith('4 |'))
        ?.split('|')[3]
        ?.trim(),
    ).toBe('(1) 3 5');
    expect(shown).toContain('1 = Savings do not come: 4 × 5 → 3 × 4');
  });

  it('marks the year in which a plan has paid for itself', () => {
    const shown = lines(plainChart(examples.cumulative));
    expect(shown[2]).toBe('As planned: paid back in year 4');
    expect(shown.find((line) => line.startsWith('year 4 *'))).toMatch(/│▓+ +£800k$/);
  });

  it('shows what is sure lighter than what may be', () => {
    expect(lines(plainChart(examples.ranges))[2]).toMatch(/^Middlesbrough, 42\.2% +░+█+ +528 to 633$/);
  });

  it('shows promised above received on one scale', () => {
    const [, , , promised = '', received = ''] = lines(plainChart(examples.pairs));
    expect(promised).toMatch(/^Promised over ten years +░+ +£192m$/);
    expect(received).toMatch(/^Received or in place +█+ +£16\.2m$/);
    const count = (line: string): number => line.match(/[░█]/g)?.length ?? 0;
    expect(count(received) / count(promised)).toBeCloseTo(16.2 / 192, 1);
  });
});
