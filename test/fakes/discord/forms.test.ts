import { type Client, GatewayIntentBits, type Interaction } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { api, connect, mistakesOf, register } from './test-client.ts';

const text = (more: object = {}) => ({ type: 4, custom_id: 'who', style: 1, ...more });
const label = (component: object, words = 'Who') => ({ type: 18, label: words, component });
const options = ['a', 'b'].map((value) => ({ label: value.toUpperCase(), value }));
const modal = (...components: object[]) => ({ custom_id: 'form', title: 'Form', components });

let discord: FakeDiscord;
let client: Client;
let submitted: unknown;
let opened = modal(label(text()));
async function onInteraction(interaction: Interaction): Promise<void> {
  if (interaction.isModalSubmit()) {
    submitted = interaction.toJSON();
    submitted = interaction.fields.fields.map((field) => ('value' in field ? field.value : 'values' in field ? field.values : undefined));
    await interaction.reply({ content: 'Thank you', flags: 64 });
  } else if (interaction.isChatInputCommand() && interaction.commandName === 'form') await interaction.showModal(opened as never).catch(() => undefined);
}
beforeAll(async () => {
  discord = await startFakeDiscord();
  client = await connect(discord, onInteraction, { intents: [GatewayIntentBits.Guilds] });
  await register(discord, { name: 'form', description: 'A form' }, { name: 'other', description: 'Another' });
});
afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

describe('modals', () => {
  it('carry back what was filled in, of every kind', async () => {
    opened = modal(
      label(text(), 'Name'),
      label({ type: 3, custom_id: 'menu', options }, 'Menu'),
      label({ type: 21, custom_id: 'radio', options }, 'Radio'),
      label({ type: 22, custom_id: 'boxes', options, required: false }, 'Boxes'),
      label({ type: 23, custom_id: 'box' }, 'Box'),
    );
    const { modal: shown } = await discord.slash('form');
    expect(shown?.title).toBe('Form');
    const { response } = await discord.submitModal('form', { Name: 'Barnet', menu: ['B'], radio: 'a', Boxes: ['a', 'b'], box: true });
    expect(response?.type).toBe(4);
    expect(submitted).toEqual(['Barnet', ['b'], 'a', ['a', 'b'], true]);
    await expect(discord.submitModal('form', {})).rejects.toThrow('no modal');
  });

  it.each([
    [{}, '"Who" is required'],
    [{ Who: 'x' }, 'shorter'],
    [{ Who: 'x'.repeat(6) }, 'longer'],
    [{ Who: 'xxx', What: 'x' }, 'no field What'],
  ])('are submitted only as the client would: %j', async (fields, why) => {
    opened = modal(label(text({ min_length: 2, max_length: 5 })));
    await discord.slash('form');
    await expect(discord.submitModal('form', fields)).rejects.toThrow(why);
  });

  const bad: [string, object, string][] = [
    ['a title over 45', { ...modal(label(text())), title: 'x'.repeat(46) }, 'data.title BASE_TYPE_MAX_LENGTH'],
    ['nothing in it', modal(), 'data.components BASE_TYPE_REQUIRED'],
    ['six fields', modal(...Array.from({ length: 6 }, (_, id) => label(text({ custom_id: `${id}` })))), 'data.components BASE_TYPE_BAD_LENGTH'],
    ['a label over 45', modal(label(text(), 'x'.repeat(46))), 'data.components.0.label BASE_TYPE_MAX_LENGTH'],
    ['a custom_id twice', modal(label(text()), label(text())), 'data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ['a placeholder over 100', modal(label(text({ placeholder: 'x'.repeat(101) }))), 'data.components.0.component.placeholder BASE_TYPE_MAX_LENGTH'],
    ['a value longer than it may be', modal(label(text({ max_length: 2, value: 'xxx' }))), 'data.components.0.component.value BASE_TYPE_MAX_LENGTH'],
    ['a button', modal({ type: 1, components: [{ type: 2, style: 1, custom_id: 'x', label: 'x' }] }), 'data.components.0.components.0.type UNION_TYPE_CHOICES'],
    [
      'no choice where one is required',
      modal(label({ type: 3, custom_id: 'm', options, min_values: 0 })),
      'data.components.0.component.min_values NUMBER_TYPE_MIN',
    ],
  ];
  it.each(bad)('are refused with %s', async (_, data, mistake) => {
    const before = discord.interactions.length;
    void discord.slash('other').catch(() => undefined);
    const { id, token } = await discord.waitFor(() => discord.interactions[before]);
    const answer = await api(discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 9, data });
    expect(mistakesOf(answer.body.errors)).toContain(mistake);
    await api(discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 5 });
  });
});

describe('commands', () => {
  const put = (commands: object[], guild?: string) =>
    api(discord, 'PUT', `/applications/${discord.applicationId}${guild === undefined ? '' : `/guilds/${guild}`}/commands`, commands);
  const command = (more: object = {}) => ({ name: 'ask', description: 'Ask', ...more });
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });
  const choices = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `${index}`, value: `${index}` }));

  const bad: [string, object[], string][] = [
    ['capitals', [command({ name: 'Ask' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a space in the name', [command({ name: 'ask me' })], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name over 32', [command({ name: 'x'.repeat(33) })], '0.name BASE_TYPE_MAX_LENGTH'],
    ['no description', [{ name: 'ask' }], '0.description BASE_TYPE_REQUIRED'],
    ['a description over 100', [command({ description: 'x'.repeat(101) })], '0.description BASE_TYPE_MAX_LENGTH'],
    ['a name twice', [command(), command()], '1.name APPLICATION_COMMANDS_DUPLICATE_NAME'],
    ['26 options', [command({ options: Array.from({ length: 26 }, (_, id) => option(`o${id}`)) })], '0.options BASE_TYPE_MAX_LENGTH'],
    ['an option over 100', [command({ options: [option('a', { description: 'x'.repeat(101) })] })], '0.options.0.description BASE_TYPE_MAX_LENGTH'],
    ['26 choices', [command({ options: [option('a', { choices: choices(26) })] })], '0.options.0.choices BASE_TYPE_MAX_LENGTH'],
    [
      'choices and autocomplete',
      [command({ options: [option('a', { autocomplete: true, choices: choices(1) })] })],
      '0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
    ],
    [
      'a required option last',
      [command({ options: [option('a'), option('b', { required: true })] })],
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    ['a context menu with a description', [command({ type: 3 })], '0.description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED'],
  ];
  it.each(bad)('are refused with %s', async (_, commands, mistake) => {
    expect(mistakesOf((await put(commands)).body.errors)).toContain(mistake);
  });

  it('are replaced as a whole, keep their ids, and are apart for each guild', async () => {
    await put([command(), command({ name: 'help' })], discord.guild.id);
    const { id } = discord.commands.find(({ name, guildId }) => name === 'ask' && guildId !== undefined) ?? {};
    await put([command({ description: 'Ask again' })], discord.guild.id);
    expect(discord.commands.filter(({ guildId }) => guildId === discord.guild.id)).toMatchObject([{ id, name: 'ask', description: 'Ask again' }]);
    expect(discord.commands.filter(({ guildId }) => guildId === undefined).map(({ name }) => name)).toEqual(['form', 'other']);
    expect((await put(Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` })))).body.code).toBe(30032);
    expect((await put([command()], '1')).body.code).toBe(50001);
  });
});

it('type-ahead is refused over 25 choices of 100 characters', async () => {
  await register(discord, { name: 'look', description: 'Look', options: [{ type: 3, name: 'q', description: 'x', autocomplete: true }] });
  const tooMany = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
  for (const choices of [tooMany, [{ name: 'x'.repeat(101), value: 'x' }], [{ name: 'x', value: 'x'.repeat(101) }], [{ name: '', value: 'x' }]]) {
    const before = discord.interactions.length;
    void discord.autocomplete('look', 'q', 'tu');
    const { id, token } = await discord.waitFor(() => discord.interactions[before]);
    expect((await api(discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 8, data: { choices } })).body.code).toBe(50035);
    await api(discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 8, data: { choices: [] } });
  }
});
