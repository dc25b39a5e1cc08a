import { type Client, Events, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { connect, register } from './test-client.ts';
import type { FakeMessage } from './world.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
const hush = (interaction: Interaction) => interaction.isRepliable() && interaction.reply({ content: 'Hush', flags: MessageFlags.Ephemeral });

let discord: FakeDiscord;
let client: Client;
beforeAll(async () => {
  discord = await startFakeDiscord({ allowedIntents: MessageContent });
  client = await connect(discord, hush, { intents: [Guilds, GuildMessages, DirectMessages, MessageContent] });
  await register(discord, { name: 'hush', description: 'Says hush' });
});
afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

describe('messages people write', () => {
  const seen: { t: string; d: { content: string; guild_id?: string; flags: number } }[] = [];
  beforeAll(() => {
    client.on('raw', (packet) => void seen.push(packet));
    client.on(Events.MessageCreate, (message) => {
      if (message.mentions.has(discord.botId)) void message.reply('Yes?');
    });
  });

  it('reach the app, which may answer', async () => {
    const { response } = await discord.mention('hello');
    expect(response?.content).toBe('Yes?');
    expect((await discord.say('nothing', { timeoutMs: 50 })).response).toBeUndefined();
    expect((await discord.say('nothing', { dm: true, timeoutMs: 50 })).message.channelId).not.toBe(discord.channel.id);
  });

  it('an ephemeral answer comes round as if it were a direct message', async () => {
    await discord.slash('hush');
    const { t, d } = await discord.waitFor(() => seen.find((packet) => packet.d.content === 'Hush'));
    expect([t, d.flags, d.guild_id]).toEqual(['MESSAGE_CREATE', 64, undefined]);
  });
});

it('content stays hidden without the intent, but for mentions and direct messages', async () => {
  const other = await startFakeDiscord();
  const heard: string[] = [];
  const deaf = await connect(other, () => undefined, { intents: [Guilds, GuildMessages, DirectMessages], partials: [] });
  deaf.on('raw', (packet: { t: string; d: { content: string } }) => packet.t === 'MESSAGE_CREATE' && heard.push(packet.d.content));
  const sent: FakeMessage[] = [];
  for (const say of [other.say('one', { timeoutMs: 0 }), other.mention('two', { timeoutMs: 0 }), other.say('three', { dm: true, timeoutMs: 0 })])
    sent.push((await say).message);
  await other.waitFor(() => heard.length === 3);
  expect(heard).toEqual(['', sent[1]?.content, 'three']);
  await deaf.destroy();
  await other.stop();
});
