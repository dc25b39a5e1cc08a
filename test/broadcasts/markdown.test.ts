import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../src/broadcasts/markdown.ts';
import { type Block, heading, list, privately, quote, text } from '../../src/core/reply.ts';
import { wordsOfReply } from '../adapters/slack/replies.ts';

const squeezed = (words: string): readonly string[] => words.match(/[\p{L}\p{N}]+/gu) ?? [];
const said = (blocks: readonly Block[]): readonly string[] => wordsOfReply(privately(blocks, null));
const shown = (markdown: string): Set<string> => new Set(said(blocksOf(markdown)).flatMap(squeezed));

describe('Markdown as blocks', () => {
  it.each([
    ['# Pay *offer*\n\nVote by **Friday**.', [heading('Pay offer'), text('Vote by Friday.')]],
    ['Pay offer\n=========\nTown hall\n7 pm', [heading('Pay offer'), text('Town hall\n7 pm')]],
    ['- one\n- two\n  - sub\n    - deeper\n- [x] done', [list(['one', 'two', '– sub', '– – deeper', '[x] done'])]],
    ['1. first\n2. second', [list(['first', 'second'], true)]],
    ['3. third\n4. fourth', [text('3. third\n4. fourth')]],
    ['1. first\n   - sub\n2. second', [text('1. first\n– sub\n2. second')]],
    ['> We will\n> not pay.\n>\n> - Ever.', [quote('We will\nnot pay.\n\n- Ever.', [])]],
    ['```\nx > y\n# no heading\n```', [text('x > y\n# no heading')]],
    ['Read [the offer](https://example.org/a?b=1&amp;c=2).', [text('Read the offer (https://example.org/a?b=1&c=2).')]],
    ['See https://example.org/a_b_c or <https://example.org>.', [text('See https://example.org/a_b_c or https://example.org.')]],
    ['[Write](mailto:office@example.org) or <office@example.org>', [text('Write (office@example.org) or office@example.org')]],
    ['the [offer]\n\n[offer]: https://example.org', [text('the offer (https://example.org)'), text('[offer]: https://example.org')]],
    ['the *new* [offer][1]\n\n[1]: https://example.org', [text('the *new* [offer][1]'), text('[1]: https://example.org')]],
    ['![A chart](https://example.org/c.png)', [text('A chart (https://example.org/c.png)')]],
    ['![](https://example.org/c.png)', [text('Picture (https://example.org/c.png)')]],
    ['~~Tuesday~~ Wednesday', [text('~~Tuesday~~ Wednesday')]],
    ['\\*literally\\* &pound;5 &#8211; &lt;b&gt;', [text('*literally* £5 – <b>')]],
    ['Type `help`.', [text('Type `help`.')]],
    ['a\n\n---\n\nb', [text('a'), text('b')]],
    ['👍', [text('👍')]],
    ['', []],
    [' \n\u0000\n ', []],
  ])('%j', (markdown, blocks) => {
    expect(blocksOf(markdown)).toEqual(blocks);
  });

  it('tables, with figures to the right', () => {
    expect(blocksOf('| Region | Jobs |\n|---|--:|\n| *North West* | 12 |\n| Wales |')).toEqual([
      {
        kind: 'table',
        columns: [
          { label: 'Region', align: 'left' },
          { label: 'Jobs', align: 'right' },
        ],
        rows: [
          ['North West', '12'],
          ['Wales', ''],
        ],
      },
    ]);
  });

  it('a table in which something would be left out, as it was typed', () => {
    expect(blocksOf('|a|b|\n|-|-|\n|1|2|3|')).toEqual([text('|a|b|\n|-|-|\n|1|2|3|')]);
  });

  it.each([
    ['[click](javascript:alert(1))', '[click](javascript:alert(1))'],
    ['[click](data:text/html;base64,AAAA)', '[click](data:text/html;base64,AAAA)'],
    ['![x](file:///etc/passwd)', '![x](file:///etc/passwd)'],
    ["<script>alert('x')</script>", "<script>alert('x')</script>"],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['<!-- hidden -->', '<!-- hidden -->'],
    ['Dear <your name>,', 'Dear <your name>,'],
    ['<div>Vote <b>yes</b><br>today</div>', 'Vote yes\ntoday'],
    ['<!channel> <!here> @everyone <@U123> <@&456>', '<!channel> <!here> @everyone <@U123> <@&456>'],
  ])('shows %j and does nothing', (markdown, words) => {
    expect(blocksOf(markdown)).toEqual([text(words)]);
  });

  const marks = fc.constantFrom(
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '#',
    '# ',
    '> ',
    '>',
    '- ',
    '1. ',
    '7) ',
    '[',
    '](',
    ']',
    ')',
    '![',
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '|',
    '|-|-|\n',
  );
  const more = fc.constantFrom(
    '\n',
    '\n\n',
    '    ',
    '\t',
    '  \n',
    '\\',
    '&amp;',
    '&#65;',
    '&#0;',
    'https://',
    'javascript:',
    '@everyone',
    '===\n',
    '---\n',
    '[x] ',
    ':',
    '"',
  );
  const word = fc.stringMatching(/^[a-zA-Z0-9é]{1,8}$/);
  const hostile = fc
    .array(fc.oneof(marks, more, word, fc.constant(' '), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 })
    .map((parts) => parts.join(''));

  it('never throws, and shows only what can be drawn', () => {
    fc.assert(
      fc.property(hostile, (markdown) => {
        for (const block of blocksOf(markdown)) {
          expect(['heading', 'text', 'list', 'quote', 'table']).toContain(block.kind);
          expect(said([block]).every((words) => words.isWellFormed())).toBe(true);
          if (block.kind === 'table') for (const row of block.rows) expect(row).toHaveLength(block.columns.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no word, whatever marks stand around it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(marks, more, fc.constant(' ')), fc.stringMatching(/^w[a-z]{3,8}$/)), { maxLength: 40 }), (parts) => {
        const seen = [...shown(parts.flat().join(' '))].join(' ');
        expect(parts.map(([, said]) => said).filter((said) => !seen.includes(said))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['>', '> ', '- ', '1. ', '* > ', '\t- a\n', '['])('takes 100,000 characters of %j', (mark) => {
    const markdown = `${mark.repeat(100_000 / mark.length)} end`;
    expect(shown(markdown)).toContain('end');
  });
});
