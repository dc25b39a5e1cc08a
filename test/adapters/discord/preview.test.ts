import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preview } from '../../../src/adapters/discord/preview.ts';
import { type Block, button, buttons, facts, heading, list, privately, quote, text } from '../../../src/core/reply.ts';
import { anyReply as reply } from './replies.ts';

const table: Block = {
  kind: 'table',
  columns: [
    { label: 'Region', align: 'left' },
    { label: 'Jobs', align: 'right' },
  ],
  rows: [['Wales', '12']],
};
const guidance = privately(
  [
    heading('Pay * offer'),
    text('Vote by *Friday*, 1. in <#C0PAY>.\n- Bring `papers`.'),
    text('Late votes do not count.', 'warning'),
    text('From the region.', 'muted'),
    facts({ label: 'Where', value: 'Town hall' }),
    list(['Ring', 'Write'], true),
    quote('We will\n- pay', [{ title: 'Offer', publisher: 'LGA', date: '2026', url: 'https://example.org/o', grade: 'A' }]),
    table,
    { kind: 'picture', png: new Uint8Array([1]), fileName: 'a.png', alt: 'A chart', plain: '#' },
    { kind: 'file', bytes: new Uint8Array([1]), fileName: 'offer.pdf', mediaType: 'application/pdf', about: 'The offer' },
    ...buttons(button('Acknowledge', 'broadcast acknowledge x', 'primary'), button('Ask', 'broadcast ask x')),
  ],
  null,
);

describe('a preview', () => {
  it('is what a reader sees', () => {
    expect(preview(guidance).map((message) => message.split('\n'))).toEqual([
      [
        'Pay * offer',
        'Vote by *Friday*, 1. in <#C0PAY>.',
        '• Bring papers.',
        '⚠️ Late votes do not count.',
        'From the region.',
        'Where: Town hall',
        '1. Ring',
        '2. Write',
        '│ We will',
        '│ • pay',
        'Source: Offer (https://example.org/o), LGA, 2026 (grade A)',
        'Region  Jobs',
        '──────  ────',
        'Wales     12',
        '[Picture: A chart]',
        'The offer',
        '[File: offer.pdf]',
        '[Acknowledge] [Ask]',
      ],
    ]);
  });

  it('can be had of anything', () => {
    fc.assert(
      fc.property(reply, (any) => {
        expect(preview(any).every((message) => message.trim() !== '')).toBe(true);
      }),
    );
  });
});
