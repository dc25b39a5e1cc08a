import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { api, mistakesOf } from './test-client.ts';

const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Yes', custom_id: 'yes', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(button({ custom_id: `id${index}` })));
const select = (count: number, more: object = {}) => ({
  type: 3,
  custom_id: 'choose',
  options: Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` })),
  ...more,
});
const field = (name: string, value: string) => ({ name, value });
const V2 = 32768;
const text = (content: string) => ({ type: 10, content });

let discord: FakeDiscord;
beforeAll(async () => {
  discord = await startFakeDiscord();
});
afterAll(() => discord.stop());
const post = (body: object) => api(discord, 'POST', `/channels/${discord.channel.id}/messages`, body);

describe('accepts', () => {
  const good: Record<string, object> = {
    'content of 2,000': { content: 'x'.repeat(2_000) },
    'content of 2,000 characters, each of two UTF-16 units': { content: '🦞'.repeat(2_000) },
    'embeds of 6,000 in sum': { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_000) }] },
    '25 fields': { embeds: [{ fields: Array.from({ length: 25 }, () => field('n', 'v')) }] },
    'five rows': { content: 'x', components: rows(5) },
    'a select of 25': { content: 'x', components: [row(select(25))] },
    'a link button': { content: 'x', components: [row({ type: 2, style: 5, label: 'Read', url: 'https://example.org' })] },
    'components version 2': { flags: V2, components: [{ type: 17, components: [text('x'.repeat(4_000)), row(button())] }] },
    'nobody pinged': { content: 'x', allowed_mentions: { parse: [] } },
  };
  it.each(Object.entries(good))('%s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 200 });
  });
});

describe('refuses', () => {
  const bad: [string, object, string][] = [
    ['content over 2,000', { content: 'x'.repeat(2_001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['content over 4,000', { content: 'x'.repeat(4_001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['a title over 256', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    ['a description over 4,096', { embeds: [{ description: 'x'.repeat(4_097) }] }, 'embeds.0.description BASE_TYPE_MAX_LENGTH'],
    ['a field value over 1,024', { embeds: [{ fields: [field('n', 'x'.repeat(1_025))] }] }, 'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH'],
    ['an empty field value', { embeds: [{ fields: [field('n', ' ')] }] }, 'embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ['a footer over 2,048', { embeds: [{ footer: { text: 'x'.repeat(2_049) } }] }, 'embeds.0.footer.text BASE_TYPE_MAX_LENGTH'],
    ['26 fields', { embeds: [{ fields: Array.from({ length: 26 }, () => field('n', 'v')) }] }, 'embeds.0.fields BASE_TYPE_MAX_LENGTH'],
    ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    ['embeds over 6,000 in sum', { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] }, 'embeds MAX_EMBED_SIZE_EXCEEDED'],
    ['an embed of nothing', { embeds: [{}] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    ['six rows', { content: 'x', components: rows(6) }, 'components BASE_TYPE_BAD_LENGTH'],
    [
      'six buttons in a row',
      { content: 'x', components: [row(...[0, 1, 2, 3, 4, 5].map((id) => button({ custom_id: `${id}` })))] },
      'components.0.components BASE_TYPE_MAX_LENGTH',
    ],
    ['an empty row', { content: 'x', components: [row()] }, 'components.0.components BASE_TYPE_REQUIRED'],
    ['a button beside a select', { content: 'x', components: [row(button(), select(2))] }, 'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    [
      'two selects in a row',
      { content: 'x', components: [row(select(2), select(2, { custom_id: 'b' }))] },
      'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    ['a bare button', { content: 'x', components: [button()] }, 'components.0.type UNION_TYPE_CHOICES'],
    ['a custom_id twice', { content: 'x', components: [row(button(), button())] }, 'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    [
      'a custom_id over 100',
      { content: 'x', components: [row(button({ custom_id: 'x'.repeat(101) }))] },
      'components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH',
    ],
    ['a label over 80', { content: 'x', components: [row(button({ label: 'x'.repeat(81) }))] }, 'components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
    [
      'a button without custom_id',
      { content: 'x', components: [row({ type: 2, style: 1, label: 'x' })] },
      'components.0.components.0.custom_id BASE_TYPE_REQUIRED',
    ],
    [
      'a button without label',
      { content: 'x', components: [row({ type: 2, style: 1, custom_id: 'x' })] },
      'components.0.components.0.label BASE_TYPE_REQUIRED',
    ],
    ['a link without url', { content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] }, 'components.0.components.0.url BASE_TYPE_REQUIRED'],
    ['a select of 26', { content: 'x', components: [row(select(26))] }, 'components.0.components.0.options BASE_TYPE_MAX_LENGTH'],
    ['a select of none', { content: 'x', components: [row(select(0))] }, 'components.0.components.0.options BASE_TYPE_REQUIRED'],
    [
      'a choice twice',
      { content: 'x', components: [row(select(1, { options: [1, 2].map(() => ({ label: 'a', value: 'a' })) }))] },
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    ['version 2 without its flag', { components: [text('x')] }, 'components.0.type UNION_TYPE_CHOICES'],
    ['content with version 2', { flags: V2, content: 'x', components: [text('x')] }, 'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    [
      '41 components',
      { flags: V2, components: Array.from({ length: 4 }, () => ({ type: 17, components: Array.from({ length: 10 }, () => text('x')) })) },
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    ['text over 4,000', { flags: V2, components: [text('x'.repeat(2_001)), text('x'.repeat(2_000))] }, 'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    [
      'a picture that was not sent',
      { flags: V2, components: [{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }] },
      'components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
    ['mentions both ways', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ['an unknown reply', { content: 'x', message_reference: { message_id: '1' } }, 'message_reference REPLIES_UNKNOWN_MESSAGE'],
  ];
  it.each(bad)('%s', async (_, body, mistake) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    expect(mistakesOf(answer.body.errors)).toContain(mistake);
  });

  it('an edit that leaves nothing, or text beside version 2', async () => {
    const { body } = await post({ content: 'x' });
    const edit = (change: object) => api(discord, 'PATCH', `/channels/${discord.channel.id}/messages/${String(body.id)}`, change);
    expect(await edit({ content: '' })).toMatchObject({ status: 400, body: { code: 50006 } });
    expect(mistakesOf((await edit({ flags: V2, components: [text('y')] })).body.errors)).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    expect((await edit({ flags: V2, content: null, components: [text('y')] })).status).toBe(200);
    expect((await edit({ content: 'back' })).body.code).toBe(50035);
  });

  it.each([[{}], [{ content: ' ' }], [{ embeds: [] }], [{ flags: V2, components: [] }]])('an empty message: %j', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 50006 } });
  });
});
