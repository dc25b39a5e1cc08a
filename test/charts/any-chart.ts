import fc from 'fast-check';
import type { Chart } from '../../src/appraisal/chart.ts';

/** Texts that people write, and that would do harm if they could. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"><rect/>',
    '&amp;&#x0;',
    'x'.repeat(300),
    '',
    '\u001b[31mred',
    '民間委託の選択肢を比べる',
    'a\nb',
    '{a|b}',
    '\ud800',
  ),
);
const amount = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1e12, -1e12, 1, 0.001, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
);
const range = fc.tuple(amount, amount).map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
const unit = fc.constantFrom('pounds', 'jobs', 'people', 'points', 'ratio' as const);
const list = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 6 }) }, fc.array(item, { minLength: 30, maxLength: 30 }));
const rating = fc.record({ likelihood: fc.integer({ min: 1, max: 5 }), impact: fc.integer({ min: 1, max: 5 }) });
const named = { title: text, alt: text };

const kinds: { [Kind in Chart['kind']]: fc.Arbitrary<Extract<Chart, { kind: Kind }>> } = {
  cumulative: fc.record({
    kind: fc.constant('cumulative' as const),
    ...named,
    unit,
    lines: fc.array(
      fc
        .array(amount, { maxLength: 61 })
        .chain((amounts) =>
          fc.record({ label: text, amounts: fc.constant(amounts), paybackYear: fc.option(fc.nat(Math.max(0, amounts.length - 1)), { nil: undefined }) }),
        ),
      { maxLength: 5 },
    ),
  }),
  ranges: fc.record({ kind: fc.constant('ranges' as const), ...named, unit, bars: list(fc.record({ label: text, amount: range })) }),
  stacks: fc.array(text, { maxLength: 30 }).chain((parts) =>
    fc.record({
      kind: fc.constant('stacks' as const),
      ...named,
      unit,
      parts: fc.constant(parts),
      bars: list(fc.record({ label: text, amounts: fc.array(amount, { minLength: parts.length, maxLength: parts.length }), isWinner: fc.boolean() })),
      note: fc.option(text, { nil: undefined }),
    }),
  ),
  heat: fc.record({
    kind: fc.constant('heat' as const),
    ...named,
    marks: list(fc.tuple(text, rating, fc.option(rating, { nil: undefined })).map(([label, before, after]) => ({ label, ...before, after }))),
  }),
  signed: fc.record({
    kind: fc.constant('signed' as const),
    ...named,
    least: fc.constant(-3),
    most: fc.constant(3),
    bars: list(fc.record({ label: text, amount })),
  }),
  pairs: fc.record({
    kind: fc.constant('pairs' as const),
    ...named,
    unit,
    names: fc.tuple(text, text),
    bars: list(fc.record({ label: text, amounts: fc.tuple(amount, amount) })),
  }),
};

export const KINDS = Object.entries(kinds);

/** Any chart at all, of any kind. */
export const anyChart: fc.Arbitrary<Chart> = fc.oneof(...Object.values(kinds));

/** What a chart must not leave unsaid. */
export function labelsOf(chart: Chart): string[] {
  if (chart.kind === 'heat') return chart.marks.map(({ label }) => label);
  if (chart.kind === 'cumulative') return chart.lines.map(({ label }) => label);
  return [...chart.bars.map(({ label }) => label), ...(chart.kind === 'stacks' ? chart.parts : [])];
}
