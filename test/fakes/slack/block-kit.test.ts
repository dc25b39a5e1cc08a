import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessageBlocks, checkSuggestions, checkView, hasManyTables, tooLongInSum } from './block-kit.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const button = (fields: object = {}) => ({ type: 'button', text: plain(5), ...fields });
const actions = (count: number) => ({ type: 'actions', elements: many(count, (index) => button({ action_id: `a${index}` })) });
const option = (fields: object = {}) => ({ text: plain(5), value: 'v', ...fields });
const cell = (length: number) => ({ type: 'raw_text', text: 'x'.repeat(length) });
const table = (rows: number, columns: number, length = 1) => ({ type: 'table', rows: many(rows, () => many(columns, () => cell(length))) });
const section = (fields: object) => ({ type: 'section', ...fields });
const list = (items: number) => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_list', style: 'bullet', elements: many(items, () => ({ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] })) },
  ],
});
const divider = { type: 'divider' };

/** What is allowed at most, and the least that is not. */
const limits: readonly (readonly [string, unknown[], unknown[]])[] = [
  ['blocks in a message', many(50, () => divider), many(51, () => divider)],
  ['text of a section', [section({ text: mrkdwn(3000) })], [section({ text: mrkdwn(3001) })]],
  ['fields of a section', [section({ fields: many(10, () => mrkdwn(2000)) })], [section({ fields: many(11, () => mrkdwn(1)) })]],
  ['text of a field', [section({ fields: [mrkdwn(2000)] })], [section({ fields: [mrkdwn(2001)] })]],
  ['header', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
  ['elements of actions', [actions(25)], [actions(26)]],
  [
    'text of a button',
    [section({ text: plain(1), accessory: button({ text: plain(75) }) })],
    [section({ text: plain(1), accessory: button({ text: plain(76) }) })],
  ],
  [
    'value of a button',
    [{ type: 'actions', elements: [button({ value: 'x'.repeat(2000) })] }],
    [{ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
  ],
  ['elements of context', [{ type: 'context', elements: many(10, () => mrkdwn(1)) }], [{ type: 'context', elements: many(11, () => mrkdwn(1)) }]],
  ['rows of a table', [table(100, 1)], [table(101, 1)]],
  ['columns of a table', [table(1, 20)], [table(1, 21)]],
  ['characters of a table', [table(10, 1, 1000)], [table(10, 1, 1001)]],
  [
    'alt text',
    [{ type: 'image', image_url: 'https://e.org/a.png', alt_text: 'x'.repeat(2000) }],
    [{ type: 'image', image_url: 'https://e.org/a.png', alt_text: '' }],
  ],
  [
    'options of a menu',
    [{ type: 'actions', elements: [{ type: 'static_select', options: many(100, () => option()) }] }],
    [{ type: 'actions', elements: [{ type: 'static_select', options: many(101, () => option()) }] }],
  ],
  [
    'text of an option',
    [{ type: 'actions', elements: [{ type: 'static_select', options: [option({ text: plain(75) })] }] }],
    [{ type: 'actions', elements: [{ type: 'static_select', options: [option({ text: plain(76) })] }] }],
  ],
  [
    'options of an overflow menu',
    [section({ text: plain(1), accessory: { type: 'overflow', options: many(5, () => option()) } })],
    [section({ text: plain(1), accessory: { type: 'overflow', options: many(6, () => option()) } })],
  ],
  ['markdown', [{ type: 'markdown', text: 'x'.repeat(12_000) }], many(2, () => ({ type: 'markdown', text: 'x'.repeat(6_001) }))],
  [
    'block ids',
    [
      { ...divider, block_id: 'a' },
      { ...divider, block_id: 'b' },
    ],
    [
      { ...divider, block_id: 'a' },
      { ...divider, block_id: 'a' },
    ],
  ],
  ['items of a list', [list(200)], [list(0)]],
];

describe('blocks of a message', () => {
  it.each(limits)('%s', (_, allowed, refused) => {
    expect(checkMessageBlocks(allowed)).toEqual([]);
    expect(checkMessageBlocks(refused)).not.toEqual([]);
  });

  it.each([
    ['an empty text', [section({ text: mrkdwn(0) })]],
    ['a section of nothing', [section({})]],
    ['an empty row of buttons', [actions(0)]],
    ['an empty cell', [table(1, 1, 0)]],
    ['two elements with one action id', [{ type: 'actions', elements: [button({ action_id: 'a' }), button({ action_id: 'a' })] }]],
    ['a stray property', [{ ...divider, text: 'x' }]],
    ['an unknown block', [{ type: 'marquee' }]],
    ['a button for a block', [button()]],
    ['markdown in a header', [{ type: 'header', text: mrkdwn(3) }]],
    [
      'a menu with a first choice that is not in it',
      [{ type: 'actions', elements: [{ type: 'static_select', options: [option()], initial_option: option({ value: 'w' }) }] }],
    ],
    ['an image from nowhere', [{ type: 'image', alt_text: 'x' }]],
  ])('refuses %s', (_, blocks) => {
    expect(checkMessageBlocks(blocks)).not.toEqual([]);
  });

  it('says what is wrong where, as Slack does', () => {
    expect(checkMessageBlocks([divider, section({ text: mrkdwn(3001) })])).toEqual(['must be less than 3001 characters [json-pointer:/blocks/1/text/text]']);
  });

  it('allows the same action id in two blocks', () => {
    expect(checkMessageBlocks([actions(1), actions(1)])).toEqual([]);
  });

  it('knows sums of the whole message', () => {
    expect(tooLongInSum(many(4, () => section({ text: mrkdwn(3000) })))).toBe(false);
    expect(tooLongInSum(many(5, () => section({ text: mrkdwn(3000) })))).toBe(true);
    expect(hasManyTables([table(1, 1)])).toBe(false);
    expect(hasManyTables([table(1, 1), table(1, 1)])).toBe(true);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (blocks) => {
        checkMessageBlocks(blocks);
        checkView({ type: 'modal', blocks }, 'modal');
        checkView(blocks, 'home');
        checkSuggestions(blocks);
      }),
      { numRuns: 200 },
    );
  });
});

describe('views', () => {
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input' } };
  const modal = (fields: object) => ({ type: 'modal', title: plain(24), blocks: [], ...fields });

  it.each([
    ['a full modal', modal({ blocks: many(100, () => divider), private_metadata: 'x'.repeat(3000), submit: plain(24), close: plain(24) }), true],
    ['too many blocks', modal({ blocks: many(101, () => divider) }), false],
    ['a long title', modal({ title: plain(25) }), false],
    ['a long submit', modal({ submit: plain(25) }), false],
    ['long metadata', modal({ private_metadata: 'x'.repeat(3001) }), false],
    ['an input without submit', modal({ blocks: [input] }), false],
    ['an input with submit', modal({ blocks: [input], submit: plain(4) }), true],
    ['a table', modal({ blocks: [table(1, 1)] }), false],
  ])('%s', (_, view, allowed) => {
    expect(checkView(view, 'modal').length === 0).toBe(allowed);
  });

  it('does not take a modal for a Home tab', () => {
    expect(checkView(modal({}), 'home')).not.toEqual([]);
    expect(checkView({ type: 'home', blocks: [divider] }, 'home')).toEqual([]);
  });
});

describe('suggestions', () => {
  it.each([
    [{ options: many(100, () => option()) }, true],
    [{ options: [] }, true],
    [{ options: many(101, () => option()) }, false],
    [{ options: [option({ text: plain(76) })] }, false],
    [{ options: [option({ value: 'x'.repeat(151) })] }, false],
    [undefined, false],
  ])('%#', (answer, allowed) => {
    expect(checkSuggestions(answer).length === 0).toBe(allowed);
  });
});
