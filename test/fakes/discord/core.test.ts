import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  REST,
  Routes,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';

const commands = [
  new SlashCommandBuilder()
    .setName('ask')
    .setDescription('Ask a question')
    .addStringOption((option) => option.setName('question').setDescription('Your question').setRequired(true).setAutocomplete(true)),
  new SlashCommandBuilder().setName('form').setDescription('Open a form'),
];

const button = new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary);
const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
const input = new TextInputBuilder().setCustomId('council').setStyle(TextInputStyle.Short);
const modal = new ModalBuilder()
  .setCustomId('appraise')
  .setTitle('Appraise')
  .addLabelComponents(new LabelBuilder().setLabel('Council').setTextInputComponent(input));

async function onInteraction(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: 'What is TUPE?', value: interaction.options.getFocused() }]);
  if (interaction.isChatInputCommand() && interaction.commandName === 'form') return void (await interaction.showModal(modal));
  if (interaction.isChatInputCommand()) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({
      content: `You asked ${interaction.options.getString('question', true)}`,
      components: [row],
      files: [{ attachment: Buffer.from('png'), name: 'a.png' }],
    });
    await interaction.followUp({ content: 'And another thing', flags: MessageFlags.Ephemeral });
  }
  if (interaction.isButton()) await interaction.update({ content: 'More it is', components: [] });
  if (interaction.isModalSubmit())
    await interaction.reply({ content: `Council: ${interaction.fields.getTextInputValue('council')}`, flags: MessageFlags.Ephemeral });
}

describe('a real client', () => {
  let discord: FakeDiscord;
  let client: Client;
  beforeAll(async () => {
    discord = await startFakeDiscord();
    client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
    client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction));
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(discord.token);
    await ready;
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    await rest.put(Routes.applicationCommands(discord.applicationId), { body: commands.map((command) => command.toJSON()) });
  });
  afterAll(async () => {
    await client.destroy();
    await discord.stop();
  });

  it('registers commands, answers a slash command, a button, a modal and type-ahead', async () => {
    expect(discord.commands.map(({ name }) => name)).toEqual(['ask', 'form']);
    const asked = await discord.slash('ask', { question: 'What is TUPE?' });
    expect(asked.response).toEqual({ type: 5, data: { flags: 64 } });
    const answer = await asked.answer();
    expect(answer).toMatchObject({ content: 'You asked What is TUPE?', onlyFor: discord.people.asker.id, flags: 64, attachments: [{ filename: 'a.png' }] });
    await discord.waitFor(() => discord.followUps.length === 1);
    const pressed = await discord.press(answer, 'More');
    expect(await pressed.answer()).toMatchObject({ content: 'More it is', components: [] });
    const opened = await discord.slash('form');
    expect(opened.modal?.title).toBe('Appraise');
    const submitted = await discord.submitModal('appraise', { Council: 'Barnet' });
    expect((await submitted.answer()).content).toBe('Council: Barnet');
    expect((await discord.autocomplete('ask', 'question', 'tup')).choices).toEqual([{ name: 'What is TUPE?', value: 'tup' }]);
    expect(discord.calls.filter(({ status }) => status >= 400)).toEqual([]);
  });
});
