import type { Chart } from '../appraisal/chart.ts';
import { shortAmount } from './amount.ts';
import { drawable } from './chart-text.ts';
import { paybackText } from './cumulative.ts';
import { rangeText } from './ranges.ts';
import { signedText } from './signed.ts';
import { totalOf } from './stacks.ts';

interface Said {
  readonly label: string;
  readonly amount: string;
}

/** All that a picture shows, in words: the chart's own, and whatever label those leave out. */
export function altOf(chart: Chart): string {
  const [title, own] = [drawable(chart.title), drawable(chart.alt)];
  const left = said(chart).filter(({ label }) => !own.includes(drawable(label)));
  const more = left.map(({ label, amount }) => (amount === '' ? drawable(label) : `${drawable(label)}: ${amount}`));
  const sentences = [own.includes(title) ? '' : title, own, more.join('; ')].filter((part) => part !== '');
  return sentences.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}

function said(chart: Chart): Said[] {
  switch (chart.kind) {
    case 'cumulative':
      return chart.lines.map(({ label, amounts, paybackYear }) => ({
        label,
        amount: `${amounts.map((amount) => shortAmount(amount, chart.unit)).join(', ')} by year, ${paybackText(paybackYear)}`,
      }));
    case 'ranges':
      return chart.bars.map((bar) => ({ label: bar.label, amount: rangeText(bar, chart.unit) }));
    case 'stacks':
      return [
        ...chart.bars.map(({ label, amounts }) => ({ label, amount: shortAmount(totalOf(amounts), chart.unit) })),
        ...chart.parts.map((part) => ({ label: part, amount: '' })),
      ];
    case 'heat':
      return chart.marks.map(({ label, likelihood, impact }) => ({ label, amount: `likelihood ${likelihood}, impact ${impact}` }));
    case 'signed':
      return chart.bars.map(({ label, amount }) => ({ label, amount: signedText(amount) }));
    case 'pairs':
      return chart.bars.map(({ label, amounts }) => {
        const [first, second] = amounts.map((amount, at) => `${drawable(chart.names[at] ?? '')} ${shortAmount(amount, chart.unit)}`);
        return { label, amount: `${first}, ${second}` };
      });
  }
}
