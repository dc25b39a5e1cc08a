import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/adapters/discord/components.ts';
import { MESSAGE } from '../../../src/adapters/discord/limits.ts';
import { payloadOf } from '../../../src/adapters/discord/payloads.ts';
import { render } from '../../../src/adapters/discord/render.ts';
import { type Block, button, buttons, facts, heading, list, privately, quote, type Reply, text } from '../../../src/core/reply.ts';
import { everyComponent } from '../../fakes/discord/components.ts';
import { checkMessage } from '../../fakes/discord/message-rules.ts';
import { anyReply, wordsOf } from './replies.ts';

const reply = (...blocks: Block[]): Reply => privately(blocks, null);

/** What the fake Discord says of a message: it throws what the real one would refuse. */
function check(message: Message): void {
  const { body, files } = payloadOf(message, { isPrivate: false });
  // The largest request that Discord takes: https://docs.discord.com/developers/reference#uploading-files
  expect(files.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThan(25 * 1024 * 1024 - 64 * 1024);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  const uploads = files.map(({ name, data, contentType }, id) => ({ index: String(id), filename: name, contentType, bytes: data }));
  checkMessage('editFollowUp', body as Record<string, unknown>, uploads, { flags: 0, content: '', embeds: [], components: [], attachments: [] });
  checkMessage('followUp', body as Record<string, unknown>, uploads);
}

const componentsOf = (messages: readonly Message[]) => messages.flatMap(({ components }) => everyComponent(components).map(({ component }) => component));
const textsOf = (messages: readonly Message[]): string[] => componentsOf(messages).flatMap(({ content }) => (typeof content === 'string' ? [content] : []));

/** Letters and digits only: marks, escapes and white space are the drawing's own. */
const squeeze = (words: string): string => words.toWellFormed().replace(/[^\p{L}\p{N}]/gu, '');

/** As they are: JSON would write control characters in letters and digits. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];

/** Everything a person can read or press, squeezed. */
function shown(messages: readonly Message[]): string {
  const said = componentsOf(messages).flatMap(({ content, label, custom_id: id, options, items }) => [
    content,
    label,
    id,
    ...stringsIn(options),
    ...stringsIn(items),
  ]);
  const names = messages.flatMap(({ files: uploads }) => uploads.map(({ name }) => name));
  const files = messages.flatMap(({ files: uploads }) =>
    uploads.filter(({ contentType }) => contentType.startsWith('text/plain')).map(({ bytes }) => new TextDecoder().decode(bytes)),
  );
  return squeeze([...said.filter((part) => typeof part === 'string'), ...names, ...files].join(''));
}

describe('render', () => {
  it('makes messages that Discord accepts from any reply', () => {
    fc.assert(
      fc.property(anyReply, fc.boolean(), (any, share) => {
        const messages = render(any, { share });
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) check(message);
      }),
      { numRuns: 400 },
    );
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const all = shown(render(any));
        // A long text may be cut into parts, and a table's cells stand side by side: so word by word.
        const words = any.blocks.flatMap(wordsOf).flatMap((part) => part.split(/\s+/u));
        // A word of hundreds of characters may itself be cut.
        const lost = words.filter((word) => word.length < 300 && !all.includes(squeeze(word)));
        expect(lost).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('loses no word of a list to pick from, though there is a control character in it', () => {
    const many = Array.from({ length: 12 }, (_, nth) => button(`Entry ${nth}`, `show en\u0000try-${nth}`));
    expect(shown(render(reply(...buttons(...many))))).toContain('showentry11');
  });

  it('numbers every component that is pressed, and no two alike in a reply', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const ids = componentsOf(render(any)).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('looks like this', () => {
    const answer = reply(
      heading('Middlesbrough and Hyder: how many jobs went'),
      quote('Hyder planned 490 jobs.\n\n- Fewer came.\n- Some left.', [
        { title: 'Report 2002', publisher: 'UNISON', date: '2002-05', locator: 'Job losses', url: 'https://example.org/r', grade: 'C' },
      ]),
      text('Historical: true of its time, not of today.', 'muted'),
      text('What has changed since: it ended.', 'warning'),
      facts({ label: 'Contract value', value: '£267m' }, { label: 'Jobs', value: '525 to 630' }),
      list(['one', 'two'], true),
      ...buttons(button('See all of it', 'show middlesbrough-hyder', 'primary')),
    );
    expect(textsOf(render(answer))).toEqual([
      '### Middlesbrough and Hyder: how many jobs went',
      '> Hyder planned 490 jobs.\n> \n> - Fewer came.\n> - Some left.',
      '-# Source: [Report 2002](<https://example.org/r>), UNISON, 2002-05, "Job losses" (grade C)',
      '-# Historical: true of its time, not of today.',
      '⚠️ What has changed since: it ended.',
      '**Contract value:** £267m\n**Jobs:** 525 to 630',
      '1. one\n2. two',
    ]);
  });

  it('sets a table that fits a phone as fixed-width text, and a wider one as records', () => {
    const small: Block = {
      kind: 'table',
      columns: [
        { label: 'Year', align: 'left' },
        { label: 'Cost', align: 'right' },
      ],
      rows: [
        ['2008', '£1m'],
        ['2009', '£12m'],
      ],
    };
    expect(textsOf(render(reply(small)))).toEqual(['```\nYear  Cost\n────  ────\n2008   £1m\n2009  £12m\n```']);
    const wide: Block = { ...small, rows: [['2008', 'unpronounceablylongwordsthatdonotfitaphone']] };
    expect(textsOf(render(reply(wide)))).toEqual(['**Year: 2008**\n- Cost: unpronounceablylongwordsthatdonotfitaphone']);
  });

  it('draws a table without rows whose one head is as long as a message', () => {
    const messages = render(reply({ kind: 'table', columns: [{ label: 'A sentence of words. '.repeat(190).trim(), align: 'left' }], rows: [] }));
    for (const message of messages) check(message);
    expect(shown(messages).split('Asentenceofwords')).toHaveLength(191);
  });

  it('cuts a long table between rows and repeats its heads', () => {
    const rows = Array.from({ length: 300 }, (_, nth) => [`row ${nth}`, `${nth * 7}`]);
    const texts = textsOf(
      render(
        reply({
          kind: 'table',
          columns: [
            { label: 'Name', align: 'left' },
            { label: 'Number', align: 'right' },
          ],
          rows,
        }),
      ),
    );
    const blocks = texts.filter((part) => part.startsWith('```'));
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.every((part) => part.startsWith('```\nName') && part.endsWith('\n```'))).toBe(true);
    expect(blocks.flatMap((part) => part.match(/row \d+/g) ?? [])).toHaveLength(300);
  });

  it('sends a very long answer as a file, with its beginning and its buttons', () => {
    const messages = render(
      reply(
        heading('All of it'),
        ...Array.from({ length: 40 }, (_, nth) => text(`Paragraph ${nth}. ${'It says a thing. '.repeat(40)}`)),
        ...buttons(button('More', 'help')),
      ),
    );
    expect(messages.length).toBeLessThanOrEqual(2);
    expect(messages.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['answer.txt']);
    expect(textsOf(messages)[0]).toBe('### All of it');
    expect(componentsOf(messages).some(({ label }) => label === 'More')).toBe(true);
  });

  it('offers many buttons as a list to pick from', () => {
    const many = buttons(...Array.from({ length: 30 }, (_, nth) => button(`Entry ${nth}`, `show entry-${nth}`)));
    const selects = componentsOf(render(reply(...many))).filter(({ type }) => type === 3);
    expect(selects.map(({ options }) => (options as unknown[]).length)).toEqual([25, 5]);
  });

  it('sends a picture with its alt text', () => {
    const [message] = render(reply({ kind: 'picture', png: new Uint8Array([1, 2, 3]), fileName: 'pay gap.png', alt: 'Pay fell by 12%', plain: '#' }));
    expect(message?.files).toMatchObject([{ name: '0-pay-gap.png', description: 'Pay fell by 12%', contentType: 'image/png' }]);
    expect(JSON.stringify(message?.components)).toContain('attachment://0-pay-gap.png');
  });

  it('writes out a picture too large to send', () => {
    const png = new Uint8Array(MESSAGE.attachmentBytes + 1);
    const messages = render(reply({ kind: 'picture', png, fileName: 'big.png', alt: 'A chart', plain: '2008 ███' }));
    expect(messages.flatMap(({ files }) => files)).toEqual([]);
    expect(textsOf(messages)).toEqual(['```\n2008 ███\n```', '-# A chart']);
  });

  it('sends a file under its own name, with what it is', () => {
    const file = { kind: 'file', bytes: new Uint8Array([1, 2]), fileName: 'plan.ics', mediaType: 'text/calendar', about: 'The plan as a calendar' } as const;
    const [message] = render(reply(file, { ...file, about: 'The same' }, file));
    expect(message?.files).toMatchObject([
      { name: 'plan.ics', contentType: 'text/calendar', description: 'The plan as a calendar' },
      { name: 'plan-2.ics' },
      { name: 'plan-3.ics' },
    ]);
    expect(componentsOf([message ?? { components: [], files: [] }]).flatMap(({ file: shownFile, content }) => shownFile ?? content ?? [])).toEqual([
      'The plan as a calendar',
      { url: 'attachment://plan.ics' },
      'plan.ics: The same',
      { url: 'attachment://plan-2.ics' },
      'plan.ics: The plan as a calendar',
      { url: 'attachment://plan-3.ics' },
    ]);
  });

  it('says what to do about a file that Discord does not take', () => {
    const file = { kind: 'file', bytes: new Uint8Array(12 * 1024 * 1024), fileName: 'log.csv', mediaType: 'text/csv', about: 'All of it' } as const;
    const messages = render(reply(file));
    expect(messages.flatMap(({ files }) => files)).toEqual([]);
    expect(textsOf(messages)).toEqual([
      '⚠️ log.csv (All of it) is 12 MB, and Discord takes at most 10 MB. Ask for less at once, or have whoever runs Steward ask for it at its terminal, which saves it as a file.',
    ]);
    expect(textsOf(render(reply({ ...file, bytes: new Uint8Array() })))[0]).toContain('is empty');
  });

  it('shows a channel by its name, in a table too', () => {
    const channel = '<#123456789012345678>';
    expect(textsOf(render(reply(text(`Posted in ${channel}.`))))).toEqual([`Posted in ${channel}.`]);
    const columns = ['What', 'Where'].map((label) => ({ label, align: 'left' as const }));
    expect(textsOf(render(reply({ kind: 'table', columns, rows: [['Ring', channel]] })))).toEqual([`**What: Ring**\n- Where: ${channel}`]);
  });

  it('puts "Share" on what only the asker sees', () => {
    expect(JSON.stringify(render(reply(text('hello')), { share: true }))).toContain('Share with the channel');
    expect(JSON.stringify(render(reply(text('hello'))))).not.toContain('Share');
  });

  it('says something even when there is nothing to say', () => {
    expect(textsOf(render(reply()))).toEqual(['Done.']);
  });
});

describe('nobody is called', () => {
  it('neither by mentions allowed nor by mentions drawn', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        for (const message of render(any)) {
          expect(payloadOf(message, { isPrivate: true }).body).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } });
        }
      }),
      { numRuns: 30 },
    );
    const [drawn] = textsOf(render(reply(text('@everyone and @here and <@1234> and <@&99>'))));
    expect(drawn).toBe('@\u200Beveryone and @\u200Bhere and \\<@1234\\> and \\<@&99\\>');
  });
});
