import fc from 'fast-check';
import type { Field, Form } from '../../../src/core/form.ts';
import type { Block, Citation, Reply } from '../../../src/core/reply.ts';

/** Words as people and documents write them, and as an attacker would: markup, mentions, control characters, long runs. */
const word = fc.oneof(
  fc.constantFrom(
    'UNISON',
    '£267m',
    'TUPE',
    '*bold*',
    '_it_',
    '`code`',
    '<!channel>',
    '@here',
    '<@U123>',
    '<#C0CAMPAIGN>',
    '&amp;',
    'a<b>c',
    '\u0007',
    '👩‍👩‍👧',
    '- ',
    ':wave:',
    '@everyone',
  ),
  fc.string({ maxLength: 12 }),
);
const words = (most: number) => fc.array(word, { maxLength: most }).map((some) => some.join(' '));

/** Mostly short, sometimes far above every limit. */
const text = fc.oneof(
  { weight: 5, arbitrary: words(8) },
  { weight: 1, arbitrary: words(40).map((some) => `${some}. `.repeat(60)) },
  { weight: 1, arbitrary: fc.constant('x'.repeat(7_001)) },
);
const name = fc.stringMatching(/^[a-z][a-z-]{0,30}$/);

const citation: fc.Arbitrary<Citation> = fc.record(
  {
    title: text,
    publisher: words(3),
    date: fc.constant('2006-10'),
    grade: fc.constantFrom('A', 'B', 'C'),
    author: words(2),
    locator: words(3),
    url: fc.constantFrom('https://example.org/a?b=c&d=e|f', 'not a link', 'javascript:alert(1)', `https://example.org/${'x'.repeat(2_500)}`),
  },
  { requiredKeys: ['title', 'publisher', 'date', 'grade'] },
);

const table = fc.integer({ min: 1, max: 24 }).chain((width) =>
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ label: words(3), align: fc.constantFrom('left', 'right') }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(fc.oneof({ weight: 9, arbitrary: words(4) }, { weight: 1, arbitrary: text }), { minLength: width, maxLength: width }), {
      maxLength: 30,
    }),
  }),
);

const field: fc.Arbitrary<Field> = fc.record(
  {
    name,
    help: text,
    type: fc.constantFrom('text', 'number', 'boolean', 'choice', 'file', 'person'),
    required: fc.boolean(),
    rest: fc.boolean(),
    choices: fc.uniqueArray(words(3), { maxLength: 6 }),
    suggest: fc.constantFrom('entry', 'authority', 'contractor', 'date', 'deadline-rule', 'topic', 'regions'),
    many: fc.boolean(),
    hidden: fc.boolean(),
    default: words(3),
    file: fc.constantFrom({ kinds: ['csv'], mostBytes: 1_000 }, { kinds: [], mostBytes: 1_000 }),
  },
  { requiredKeys: ['name', 'help', 'type', 'required', 'rest', 'choices'] },
);
export const fields = fc.uniqueArray(field, { maxLength: 8, selector: (one) => one.name });

const form: fc.Arbitrary<Form> = fc.record({ title: text, command: name, fields });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constant('text' as const), text, tone: fc.constantFrom('normal', 'muted', 'warning') }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.record({ label: words(5), value: text }), { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 12 }), ordered: fc.boolean() }),
  table,
  fc.record({
    kind: fc.constant('quote' as const),
    text: fc.array(text, { maxLength: 4 }).map((some) => some.join('\n- ')),
    sources: fc.array(citation, { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('picture' as const),
    png: fc.constant(new Uint8Array([1])),
    fileName: fc.constant('a.png'),
    alt: text,
    plain: fc.constant(''),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    bytes: fc.constantFrom(new Uint8Array([1]), new Uint8Array()),
    fileName: fc.constantFrom('dates.ics', 'a.csv'),
    mediaType: fc.constant('text/calendar'),
    about: text,
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({ label: text, request: fc.oneof(words(6), fc.constant('ask '.repeat(700))), style: fc.constantFrom('primary', 'normal', 'danger') }),
      { maxLength: 30 },
    ),
  }),
  fc.record({ kind: fc.constant('form' as const), form }),
);

/** Anything a command could answer. */
export const reply: fc.Arbitrary<Reply> = fc.record({
  visibleTo: fc.constantFrom('asker', 'channel'),
  blocks: fc.array(block, { maxLength: 30 }),
  data: fc.constant(null),
});

/** Every word of a reply that a person must be able to read. */
export function wordsOfReply({ blocks }: Reply): string[] {
  return blocks.flatMap(wordsOfBlock);
}

function wordsOfBlock(one: Block): string[] {
  switch (one.kind) {
    case 'heading':
    case 'text':
      return [one.text];
    case 'facts':
      return one.facts.flatMap(({ label, value }) => [label, value]);
    case 'list':
      return [...one.items];
    case 'table':
      return [...one.columns.map(({ label }) => label), ...one.rows.flat()];
    case 'quote':
      return [one.text, ...one.sources.flatMap(({ title, publisher, author = '', locator = '' }) => [title, publisher, author, locator])];
    case 'picture':
      return [one.alt];
    case 'file':
      return [one.fileName, one.about];
    case 'buttons':
      return one.buttons.map(({ label }) => label);
    case 'form':
      return [one.form.title];
  }
}
