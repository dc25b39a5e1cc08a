import fc from 'fast-check';
import type { Block, Reply } from '../../../src/core/reply.ts';

/** Text as people and knowledge entries write it, and as nobody should: markup, mentions, addresses, control characters, long words. */
const nasty = fc.constantFrom(
  '@everyone read this',
  '@here',
  '<@123456789012345678> and <#123456789012345678>',
  '<#C024BE91L>, <#123456789012345678>: <@&99>',
  '**bold** _it_ ~~gone~~ `code` ||spoiler||',
  '# heading\n> quote\n- item\n1. one\n-# small',
  '```js\ncode\n```',
  '[here](https://example.org/a_b_(c))',
  'see https://example.org/a_b?c=*d*, then.',
  'Jobs: 10:30:45 \\o/ <b> & "quotes"',
  ':smile: <t:1700000000:R>',
  '\u0000\u0007\u202Ehidden',
  'Zażółć gęślą jaźń 𝔘𝔫𝔦 👩‍👩‍👧',
);
const words = fc
  .array(fc.constantFrom('council', 'jobs', 'partnership', '£267m', '42.2%', 'in-house', 'Middlesbrough.', 'why?'), { minLength: 1, maxLength: 40 })
  .map((list) => list.join(' '));
const long = fc
  .tuple(fc.integer({ min: 100, max: 9_000 }), fc.boolean())
  .map(([size, broken]) => (broken ? 'A sentence of words. ' : 'w*_').repeat(size / 3).slice(0, size));
const anyText = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 3, arbitrary: nasty },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: long },
);
const shortText = fc.oneof({ weight: 5, arbitrary: words.map((text) => text.slice(0, 30)) }, nasty, { weight: 1, arbitrary: anyText });

/** Two of them fit one message, and not three. */
const LARGE = new Uint8Array(10 * 1024 * 1024);
const TOO_LARGE = new Uint8Array(LARGE.length + 1);

const citation = fc.record({
  title: anyText,
  publisher: shortText,
  date: fc.constant('2008-06'),
  grade: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
  url: fc.option(fc.oneof(fc.webUrl(), anyText), { nil: undefined }),
  locator: fc.option(shortText, { nil: undefined }),
});

const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ label: shortText, align: fc.constantFrom('left' as const, 'right' as const) }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(shortText, { minLength: width, maxLength: width }), { maxLength: 40 }),
  }),
);

const field = fc.record({
  name: fc.constantFrom('question', 'theme', 'page'),
  help: shortText,
  type: fc.constant('text' as const),
  required: fc.boolean(),
  rest: fc.boolean(),
  choices: fc.constant([]),
  default: fc.option(anyText, { nil: undefined }),
});

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: anyText }),
  fc.record({ kind: fc.constant('text' as const), text: anyText, tone: fc.constantFrom('normal' as const, 'muted' as const, 'warning' as const) }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.record({ label: shortText, value: anyText }), { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 30 }), ordered: fc.boolean() }),
  table,
  fc.record({ kind: fc.constant('quote' as const), text: anyText, sources: fc.array(citation, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('picture' as const),
    png: fc.uint8Array({ maxLength: 64 }),
    fileName: fc.oneof(fc.constant('chart.png'), anyText),
    alt: anyText,
    plain: anyText,
  }),
  fc.record({
    kind: fc.constant('file' as const),
    bytes: fc.oneof({ weight: 4, arbitrary: fc.uint8Array({ maxLength: 64 }) }, fc.constantFrom(LARGE, TOO_LARGE)),
    fileName: fc.constantFrom('plan.ics', 'plan.ics', 'plan-2.ics', 'jobs.tar.gz', '2026-06.csv', '0-chart.png', 'answer.txt', 'README', '.hidden'),
    mediaType: fc.constantFrom('text/calendar', 'application/octet-stream'),
    about: anyText,
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(fc.record({ label: anyText, request: anyText, style: fc.constantFrom('primary' as const, 'normal' as const, 'danger' as const) }), {
      minLength: 1,
      maxLength: 30,
    }),
  }),
  fc.record({
    kind: fc.constant('form' as const),
    form: fc.record({ title: anyText, command: fc.constant('ask'), fields: fc.array(field, { maxLength: 3 }) }),
  }),
);

export const anyReply: fc.Arbitrary<Reply> = fc.record({
  visibleTo: fc.constantFrom('asker' as const, 'channel' as const),
  blocks: fc.array(block, { maxLength: 12 }),
  data: fc.constant(null),
});

/** Everything a block says in words, one text for each place it says it. */
export function wordsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text];
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value]);
    case 'list':
      return [...block.items];
    case 'table':
      return [...block.columns.filter(() => block.rows.length > 0).map(({ label }) => label), ...block.rows.flat()];
    case 'quote':
      return [block.text, ...block.sources.flatMap((source) => [source.title, source.publisher, source.locator ?? '', source.url ?? ''])];
    case 'picture':
      return [block.alt];
    case 'file':
      return [block.fileName, block.about];
    case 'buttons':
      return block.buttons.flatMap(({ label, request }) => [label, request]);
    case 'form':
      return [block.form.title];
  }
}
