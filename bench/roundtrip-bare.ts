import { App, LogLevel } from '@slack/bolt';
import { Client, Events, GatewayIntentBits, MessageFlags, Routes } from 'discord.js';
import { z } from 'zod';

// Echo bots as the libraries' own guides begin, in a process of their own: what an answer costs before any work is done.

const ready = (): void => void process.stdout.write('ready\n');

/** https://docs.slack.dev/tools/bolt-js/concepts/commands: acknowledge, then respond. */
async function echoInSlack(): Promise<void> {
  const { token, appToken, api } = z.object({ token: z.string(), appToken: z.string(), api: z.string() }).parse(settings());
  const app = new App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl: api }, logLevel: LogLevel.ERROR });
  app.command('/echo', async ({ command, ack, respond }) => {
    await ack();
    await respond(command.text);
  });
  await app.start();
  ready();
}

const COMMANDS = ['echo', 'echo-at-once'].map((name) => ({
  name,
  description: 'Says it again',
  options: [{ type: 3, name: 'question', description: 'What to say', required: true }],
}));

/** `echo` says first that an answer is coming, as every bot must whose work may take long; `echo-at-once` answers in one request. */
async function echoInDiscord(): Promise<void> {
  const { token, api } = z.object({ token: z.string(), api: z.string() }).parse(settings());
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const words = interaction.options.getString('question', true);
    if (interaction.commandName === 'echo-at-once') return void (await interaction.reply({ content: words, flags: MessageFlags.Ephemeral }));
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(words);
  });
  const connected = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await connected;
  await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), { body: COMMANDS });
  ready();
}

const settings = (): unknown => JSON.parse(process.env.ECHO ?? '{}');

export const echo = (where: string): Promise<void> => (where === 'slack' ? echoInSlack() : echoInDiscord());
