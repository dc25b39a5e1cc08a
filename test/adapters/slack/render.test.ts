import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureId, render } from '../../../src/adapters/slack/render.ts';
import { type Block, button, buttons, facts, heading, list, privately, quote, text } from '../../../src/core/reply.ts';
import { checkMessageBlocks, tooLongInSum } from '../../fakes/slack/block-kit.ts';
import { reply, wordsOfReply } from './replies.ts';

const RUNS = { numRuns: 80, endOnFailure: true };

/** What may differ without anything being lost: white space, what is drawn in place of markup, what cannot be printed. */
const bare = (value: string): string =>
  value
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u2060`]/gu, '')
    .replace(/<#[A-Z0-9]{2,24}>/gu, '#channel')
    .replace(/^- /gmu, '')
    .replace(/\s+/gu, '');

/** Everything that can be read in the blocks, in order. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('channel_id' in value) return [`<#${String(value.channel_id)}>`];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' ? (['text', 'alt_text', 'value'].includes(key) ? [item] : []) : textsIn(item),
  );
}

describe('render', () => {
  it('keeps every limit of Slack, whatever a command answers', () => {
    fc.assert(
      fc.property(reply, fc.boolean(), (answer, isShared) => {
        for (const message of render(answer, isShared ? { share: { kind: 'line', text: 'ask x' } } : {})) {
          expect(checkMessageBlocks(message.blocks)).toEqual([]);
          expect(tooLongInSum(message.blocks)).toBe(false);
          expect(message.text.length).toBeLessThanOrEqual(3_000);
          expect(message.text.trim()).not.toBe('');
          expect(message.blocks.filter(({ type }) => type === 'table').length).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(reply, (answer) => {
        const shown = bare(textsIn(render(answer).map(({ blocks }) => blocks)).join(''));
        for (const words of wordsOfReply(answer)) {
          // A part may be cut where another stands between (a list that goes on below): each line is looked for by its own words.
          for (const part of words.split(/\s+/u).map(bare)) if (part !== '-' && part.length < 1_000) expect(shown).toContain(part);
        }
      }),
      RUNS,
    );
  });

  it('lets nobody be pinged', () => {
    fc.assert(
      fc.property(reply, (answer) => {
        for (const { text: fallback, blocks } of render(answer)) {
          const sent = [fallback, ...textsIn(blocks.filter(({ type }) => type !== 'actions'))].join('\n');
          expect(sent.replaceAll('<#C0CAMPAIGN>', '')).not.toMatch(/<[!@#]/u);
          expect(sent).not.toMatch(/@(?:here|channel|everyone)\b/iu);
          expect(fallback.replaceAll('<#C0CAMPAIGN>', '').replace(/&(?:amp|lt|gt);/gu, '')).not.toMatch(/[<>&]/u);
          expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:user|usergroup|broadcast)"|"channel_id":"(?!C0CAMPAIGN")/u);
        }
      }),
      RUNS,
    );
  });

  it('makes a link of a channel wherever text is drawn, and never shows its id', () => {
    const here = 'in <#C0CAMPAIGN>';
    const table = { kind: 'table' as const, columns: [{ label: here, align: 'left' as const }], rows: [[here]] };
    const quoted = quote(here, [{ title: here, publisher: here, date: '2006', grade: 'A', url: 'https://example.org/r' }]);
    const all: Block[] = [
      heading(here),
      text(here),
      text(here, 'muted'),
      text(`*${here}*`, 'muted'),
      text(`Say \`${here}\`.`),
      text(here, 'warning'),
      table,
      quoted,
    ];
    const reply = privately([...all, facts({ label: here, value: here }), list([here]), ...buttons(button(here, `remind ${here}`))], null);
    for (const surface of ['message', 'view'] as const) {
      const drawn = render(reply, { surface });
      const blocks = drawn.flatMap((message) => message.blocks);
      expect(
        textsIn(blocks.filter(({ type }) => type === 'rich_text' || type === 'table')).filter((words) => words === '<#C0CAMPAIGN>').length,
      ).toBeGreaterThan(8);
      const readable = JSON.stringify(blocks, (key, value) => (['channel_id', 'value'].includes(key) || value?.type === 'mrkdwn' ? undefined : value));
      expect(readable).not.toContain('C0CAMPAIGN');
      expect(drawn.map((message) => message.text).join('\n')).toContain('in <#C0CAMPAIGN>');
    }
  });

  it('draws each kind as Slack has it', () => {
    const [message] = render(
      privately(
        [
          heading('Middlesbrough'),
          quote('Jobs went.\n- 95 posts', [{ title: 'Report', publisher: 'Council', date: '2006', grade: 'A', url: 'https://example.org/r' }]),
          text('Say `help`.'),
          text('Small.', 'muted'),
          text('Careful.', 'warning'),
          facts({ label: 'Value', value: '£1' }),
          list(['one', 'two'], true),
          {
            kind: 'table',
            columns: [
              { label: 'Year', align: 'left' },
              { label: 'Jobs', align: 'right' },
            ],
            rows: [['2006', '95']],
          },
          ...buttons(button('More', 'ask more', 'primary')),
        ],
        null,
      ),
    );
    expect(message?.blocks).toMatchSnapshot();
    expect(message?.text).toMatchSnapshot();
  });

  it('gives a long list to several messages, cut between items', () => {
    const items = Array.from({ length: 120 }, (_, nth) => `${nth + 1}. ${'word '.repeat(60)}end`);
    const messages = render(privately([list(items)], null));
    expect(messages.length).toBeGreaterThan(2);
    expect(textsIn(messages.map(({ blocks }) => blocks)).filter((one) => !one.endsWith('end'))).toEqual([]);
  });

  it('keeps a heading with the passage under it, and the passage with its source', () => {
    const source = { title: 'Report', publisher: 'Council', date: '2006', grade: 'A' as const };
    const messages = render(privately([text('x'.repeat(11_300)), heading('Jobs'), quote('Jobs went.', [source])], null));
    expect(messages.map(({ blocks }) => blocks.map(({ type }) => type)).at(-1)).toEqual(['rich_text', 'rich_text', 'context']);
  });

  it('makes the title of a source its link, unless Slack would read something in the citation as markup', () => {
    const cited = (title: string) =>
      JSON.stringify(render(privately([quote('Yes.', [{ title, publisher: 'P', date: '2006', grade: 'A', url: 'https://example.org/r' }])], null)));
    expect(cited('Report')).toContain('Source: <https://example.org/r|Report>, P, 2006 (grade A)');
    expect(cited('A *bold* report')).toContain('{"type":"plain_text","text":"A *bold* report, P, 2006 (grade A)","emoji":false}');
  });

  it('offers to share what was asked, when it fits a button', () => {
    const answer = privately([text('Yes.')], null);
    const shareable = render(answer, { share: { kind: 'command', name: 'ask', args: { question: 'why' } } });
    expect(JSON.stringify(shareable)).toContain('Share with the channel');
    expect(JSON.stringify(render(answer, { share: { kind: 'line', text: 'x'.repeat(2_000) } }))).not.toContain('Share with');
  });

  it('numbers the pictures of each message from nought', () => {
    const picture = { kind: 'picture' as const, png: new Uint8Array([1]), fileName: 'a.png', alt: 'A chart', plain: '' };
    const messages = render(privately([picture, text('x'.repeat(11_900)), { ...picture, alt: 'Another' }], null));
    expect(messages.map(({ pictures }) => pictures.map(({ alt }) => alt))).toEqual([['A chart'], ['Another']]);
    for (const { blocks } of messages) expect(JSON.stringify(blocks)).toContain(pictureId(0));
  });

  it('gives a file with the message that names it, and in a view only its name', () => {
    const file = { kind: 'file' as const, bytes: new Uint8Array([1]), fileName: 'a.ics', mediaType: 'text/calendar', about: 'Your dates' };
    const reply = privately([file, text('x'.repeat(11_900)), { ...file, fileName: 'b.ics' }, { ...file, bytes: new Uint8Array(), fileName: 'c.ics' }], null);
    expect(render(reply).map(({ files }) => files.map(({ fileName }) => fileName))).toEqual([['a.ics'], ['b.ics']]);
    expect(render(reply, { filesGo: 'to the person' }).map(({ text: words }) => words)[0]).toContain('in your direct messages with me');
    const views = render(reply, { surface: 'view' });
    expect(views.flatMap(({ files }) => files)).toEqual([]);
    expect(textsIn(views.map(({ blocks }) => blocks)).join('\n')).toContain('b.ics: Your dates');
    expect(textsIn(views.map(({ blocks }) => blocks)).join('\n')).toContain('c.ics (empty): Your dates');
  });

  it('says so when there is nothing to show', () => {
    expect(JSON.stringify(render(privately([], null)))).toContain('nothing to show');
  });
});
