import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { folded } from './columns.ts';
import { paybackText } from './cumulative.ts';
import { COLUMNS, type PlainRow, plainBars } from './plain-bars.ts';
import { plainHeat } from './plain-heat.ts';
import { rangeText } from './ranges.ts';
import { signedText } from './signed.ts';
import { letterOf, totalOf } from './stacks.ts';

type Of<Kind extends Chart['kind']> = Extract<Chart, { kind: Kind }>;

const FULL = '█';
const LIGHT = '░';

/** The chart in plain characters, at most 80 columns wide. */
export function plainChart(chart: Chart): string {
  const lines = [...folded(chart.title, COLUMNS), '', ...body(chart)];
  return lines.map((line) => line.trimEnd()).join('\n');
}

function body(chart: Chart): string[] {
  switch (chart.kind) {
    case 'cumulative':
      return cumulative(chart);
    case 'ranges':
      return ranges(chart);
    case 'stacks':
      return stacks(chart);
    case 'heat':
      return plainHeat(chart);
    case 'signed':
      return signed(chart);
    case 'pairs':
      return pairs(chart);
  }
}

/** A block of bars for each line: a terminal shows years better than slopes. */
function cumulative({ lines, unit }: Of<'cumulative'>): string[] {
  const blocks = lines.map(({ label, amounts, paybackYear }) => ({
    heading: `${label}: ${paybackText(paybackYear)}`,
    rows: amounts.map((amount, year) => ({
      label: year === paybackYear ? `year ${year} *` : `year ${year}`,
      stretches: [{ from: 0, to: amount, with: year === paybackYear ? '▓' : FULL }],
      amount: shortAmount(amount, unit),
    })),
  }));
  return inBlocks(blocks);
}

/** Blocks of bars with a heading each, all on one scale. */
function inBlocks(blocks: readonly { readonly heading: string; readonly rows: readonly PlainRow[] }[]): string[] {
  const all = blocks.flatMap(({ rows }) => rows);
  return blocks.flatMap(({ heading, rows }, at) => [...(at === 0 ? [] : ['']), ...folded(heading, COLUMNS), ...plainBars(rows, all)]);
}

function ranges({ bars, unit }: Of<'ranges'>): string[] {
  return plainBars(
    bars.map((bar) => {
      const { low, high } = bar.amount;
      const sure = low > 0 ? low : high < 0 ? high : 0;
      // One number is a bar to it.
      const certain = { from: 0, to: sure, with: low === high ? FULL : LIGHT };
      return { label: bar.label, stretches: [certain, { from: low, to: high, with: FULL }], amount: rangeText(bar, unit) };
    }),
  );
}

function stacks({ bars, parts, unit, note }: Of<'stacks'>): string[] {
  const rows = bars.map(({ label, amounts, isWinner }) => {
    // From nought to the right, and what is negative to the left.
    const edge = { left: 0, right: 0 };
    const stretches = amounts.map((amount, part) => {
      const side = amount < 0 ? 'left' : 'right';
      const from = edge[side];
      edge[side] += amount;
      return { from, to: edge[side], with: letterOf(part).slice(-1) };
    });
    return { label: isWinner ? `* ${label}` : label, stretches, amount: shortAmount(totalOf(amounts), unit) };
  });
  const keys = parts.flatMap((part, at) => folded(`${letterOf(at)} = ${part}`, COLUMNS));
  const first = bars.some(({ isWinner }) => isWinner) ? ['* comes first'] : [];
  return [...plainBars(rows), '', ...keys, ...first, ...(note === undefined ? [] : ['', ...folded(note, COLUMNS)])];
}

function signed({ bars, least, most }: Of<'signed'>): string[] {
  const rows = bars.map(({ label, amount }) => ({ label, stretches: [{ from: 0, to: amount, with: FULL }], amount: signedText(amount) }));
  return plainBars(rows, rows, [least, most]);
}

function pairs({ bars, names, unit }: Of<'pairs'>): string[] {
  const blocks = bars.map(({ label, amounts }) => ({
    heading: label,
    rows: amounts.map((amount, at) => ({
      label: names[at] ?? '',
      stretches: [{ from: 0, to: amount, with: at === 0 ? LIGHT : FULL }],
      amount: shortAmount(amount, unit),
    })),
  }));
  return inBlocks(blocks);
}
