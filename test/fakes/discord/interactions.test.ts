import { type Client, ContextMenuCommandBuilder, type Interaction, MessageFlags, SlashCommandBuilder } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { api, connect, mistakesOf, register } from './test-client.ts';
import type { FakeInteraction } from './world.ts';

const cases = new SlashCommandBuilder()
  .setName('cases')
  .setDescription('Cases')
  .addSubcommand((sub) =>
    sub
      .setName('list')
      .setDescription('List')
      .addIntegerOption((option) => option.setName('page').setDescription('Page').setMinValue(1).setRequired(true))
      .addStringOption((option) => option.setName('kind').setDescription('Kind').addChoices({ name: 'Good', value: 'good' })),
  );
const about = new ContextMenuCommandBuilder().setName('Ask Steward about this').setType(3);
const who = new ContextMenuCommandBuilder().setName('Who is this').setType(2);

let discord: FakeDiscord;
let client: Client;
let onInteraction: (interaction: Interaction) => unknown = () => undefined;
beforeAll(async () => {
  discord = await startFakeDiscord();
  client = await connect(discord, (interaction) => onInteraction(interaction));
  await register(discord, cases.toJSON(), about.toJSON(), who.toJSON());
});
beforeEach(() => {
  onInteraction = here;
});
afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

const menu = { type: 3, custom_id: 'choose', placeholder: 'Choose', options: [{ label: 'Barnet', value: 'b' }] };
const row = { type: 1, components: [menu] };
const page = { page: 2 };
const callback = ({ id, token }: FakeInteraction, body: object, query = '') => api(discord, 'POST', `/interactions/${id}/${token}/callback${query}`, body);
const webhook = (method: string, { token }: FakeInteraction, path: string, body?: object) =>
  api(discord, method, `/webhooks/${discord.applicationId}/${token}${path}`, body);
const here = (interaction: Interaction, flags?: MessageFlags.Ephemeral) =>
  interaction.isRepliable() && interaction.reply({ content: 'Here', components: [row], ...(flags === undefined ? {} : { flags }) });
/** Something happens, and the client leaves it to the test to answer. */
async function unanswered(): Promise<FakeInteraction> {
  onInteraction = () => undefined;
  const before = discord.interactions.length;
  void discord.slash('cases list', page);
  return discord.waitFor(() => discord.interactions[before]);
}

describe('what the client sends', () => {
  it('carries subcommands and typed options', async () => {
    let seen: unknown;
    onInteraction = (interaction) => {
      if (!interaction.isChatInputCommand()) return undefined;
      seen = [interaction.options.getSubcommand(), interaction.options.getInteger('page'), interaction.locale, interaction.inGuild()];
      return interaction.reply('Here');
    };
    await discord.slash('cases list', page);
    expect(seen).toEqual(['list', 2, 'en-GB', true]);
  });

  it.each([
    ['cases', page, 'subcommands'],
    ['cases list', {}, 'needs page'],
    ['cases list', { page: 'two' }, 'wants a number'],
    ['cases list', { page: 0 }, 'bounds'],
    ['cases list', { ...page, kind: 'bad' }, 'not one of its choices'],
    ['cases list', { ...page, what: 1 }, 'no option "what"'],
    ['motions', {}, 'no registered command'],
  ])('never is what it would not let a person send: /%s %j', async (name, options, why) => {
    await expect(discord.slash(name, options)).rejects.toThrow(why);
  });

  it('carries the message of a context menu, and the person', async () => {
    const { message } = await discord.say('What is TUPE?', { timeoutMs: 0 });
    const targets: unknown[] = [];
    onInteraction = (interaction) => {
      if (interaction.isMessageContextMenuCommand()) targets.push(interaction.targetMessage.content);
      if (interaction.isUserContextMenuCommand()) targets.push(interaction.targetUser.id);
      return here(interaction);
    };
    await discord.contextMenu('Ask Steward about this', message);
    await discord.contextMenu('Who is this', discord.people.owner);
    expect(targets).toEqual(['What is TUPE?', discord.people.owner.id]);
  });

  it('is a user, not a member, in direct messages', async () => {
    let seen: unknown;
    onInteraction = (interaction) => {
      seen = [interaction.guildId, interaction.user.id, interaction.context];
      return here(interaction);
    };
    await discord.slash('cases list', page, { dm: true });
    expect(seen).toEqual([null, discord.people.asker.id, 1]);
  });

  it('carries who may administer', async () => {
    const rights: unknown[] = [];
    onInteraction = (interaction) => {
      rights.push(interaction.memberPermissions?.has('Administrator'));
      return here(interaction);
    };
    for (const as of [discord.people.asker, discord.people.organiser, discord.people.owner]) await discord.slash('cases list', page, { as });
    expect(rights).toEqual([false, true, true]);
  });

  it('comes from a thread', async () => {
    let seen: unknown;
    onInteraction = (interaction) => {
      seen = [interaction.channel?.isThread(), interaction.channel?.isThread() && interaction.channel.parentId];
      return here(interaction);
    };
    const { interaction } = await discord.slash('cases list', page, { channel: 'thread' });
    expect(seen).toEqual([true, discord.channel.id]);
    expect(interaction.original?.channelId).toBe(interaction.channel.id);
  });

  it('carries the message a modal came from, which it may then change', async () => {
    const form = { custom_id: 'page', title: 'Page', components: [{ type: 18, label: 'Page', component: { type: 4, custom_id: 'page', style: 1 } }] };
    onInteraction = async (interaction) => {
      if (interaction.isStringSelectMenu()) return interaction.showModal(form);
      if (!interaction.isModalSubmit() || !interaction.isFromMessage()) return here(interaction);
      await interaction.deferUpdate();
      return interaction.editReply(`Page ${interaction.fields.getTextInputValue('page')}`);
    };
    const message = await (await discord.slash('cases list', page)).answer();
    expect((await discord.select(message, 'Choose', ['b'])).modal?.custom_id).toBe('page');
    const turned = await discord.submitModal('page', { Page: '3' });
    expect(turned.response?.type).toBe(6);
    expect(await turned.answer()).toMatchObject({ id: message.id, content: 'Page 3' });
  });

  it('chooses from a menu; only its asker can use an ephemeral one', async () => {
    onInteraction = (interaction) => {
      if (interaction.isStringSelectMenu()) return interaction.update({ content: interaction.values.join(), components: [] });
      return here(interaction, MessageFlags.Ephemeral);
    };
    const message = await (await discord.slash('cases list', page)).answer();
    await expect(discord.select(message, 'Choose', ['Barnet'], { as: discord.people.owner })).rejects.toThrow('cannot see');
    const chosen = await discord.select(message, 'Choose', ['Barnet']);
    expect((await chosen.answer()).content).toBe('b');
    await expect(discord.press(message, 'Choose')).rejects.toThrow('no button');
  });
});

describe('answering', () => {
  it('once', async () => {
    const { interaction } = await discord.slash('cases list', page);
    expect(await callback(interaction, { type: 5 })).toMatchObject({ status: 400, body: { code: 40060 } });
  });

  it('within three seconds', async () => {
    const interaction = await unanswered();
    discord.advance(3_001);
    expect(await callback(interaction, { type: 5 })).toMatchObject({ status: 404, body: { code: 10062 } });
    expect(discord.unanswered).toContain(interaction);
  });

  it('is missed: the person reads so', async () => {
    onInteraction = () => discord.advance(4_000);
    expect((await discord.slash('cases list', page)).failed).toBe('The application did not respond');
  });

  it('with a type that fits', async () => {
    const interaction = await unanswered();
    for (const type of [1, 6, 7, 8])
      expect(mistakesOf((await callback(interaction, { type })).body.errors)).toEqual(['type INTERACTION_CALLBACK_TYPE_INVALID']);
    expect((await callback(interaction, { type: 5, data: { flags: 32768 } })).body.code).toBe(50035);
    expect((await callback(interaction, { type: 4, data: {} })).body.code).toBe(50006);
    const long = await callback(interaction, { type: 4, data: { content: 'x'.repeat(2_001) } });
    expect(mistakesOf(long.body.errors)).toEqual(['data.content BASE_TYPE_MAX_LENGTH']);
  });

  it('with nothing, or with the message', async () => {
    const first = await callback(await unanswered(), { type: 4, data: { content: 'x' } });
    expect(first).toMatchObject({ status: 204, body: {} });
    const second = await callback(await unanswered(), { type: 5, data: { flags: 64 } }, '?with_response=true');
    expect(second).toMatchObject({
      status: 200,
      body: { interaction: { type: 2, response_message_loading: true, response_message_ephemeral: true }, resource: { type: 5 } },
    });
  });

  it('with a real client that wants the message', async () => {
    let reply: unknown;
    onInteraction = async (interaction) => {
      if (interaction.isRepliable()) reply = (await interaction.reply({ content: 'Here', withResponse: true })).resource?.message?.content;
    };
    await discord.slash('cases list', page);
    await discord.waitFor(() => reply === 'Here');
  });
});

describe('afterwards', () => {
  it('there is nothing to edit before an answer', async () => {
    const interaction = await unanswered();
    expect(await webhook('PATCH', interaction, '/messages/@original', { content: 'x' })).toMatchObject({ status: 404, body: { code: 10015 } });
    expect(await webhook('POST', interaction, '', { content: 'x' })).toMatchObject({ status: 404, body: { code: 10015 } });
  });

  it('a first follow-up fills in the deferral and cannot change who sees it', async () => {
    const interaction = await unanswered();
    await callback(interaction, { type: 5 });
    const { body } = await webhook('POST', interaction, '', { content: 'Filled in', flags: 64 });
    expect(interaction.original).toMatchObject({ id: body.id, content: 'Filled in', flags: 0, loading: false });
    expect((await webhook('POST', interaction, '', { content: 'Another' })).body.id).not.toBe(body.id);
  });

  it('follow-ups are got, edited and deleted', async () => {
    const { interaction } = await discord.slash('cases list', page);
    const { body } = await webhook('POST', interaction, '', { content: 'More', flags: 64 });
    expect(body.flags).toBe(64);
    expect((await webhook('PATCH', interaction, `/messages/${String(body.id)}`, { content: 'Less' })).body.content).toBe('Less');
    expect((await webhook('GET', interaction, '/messages/@original')).body.content).toBe('Here');
    expect((await webhook('DELETE', interaction, `/messages/${String(body.id)}`)).status).toBe(204);
    expect((await webhook('GET', interaction, `/messages/${String(body.id)}`)).body.code).toBe(10008);
    expect((await api(discord, 'GET', `/channels/${discord.channel.id}/messages/${String(body.id)}`)).body.code).toBe(10008);
  });

  it('the token lasts fifteen minutes', async () => {
    const { interaction } = await discord.slash('cases list', page);
    discord.advance(15 * 60_000 + 1);
    expect(await webhook('POST', interaction, '', { content: 'Late' })).toMatchObject({ status: 401, body: { code: 50027 } });
  });
});
