import { Events, GatewayIntentBits, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FakeDiscord, FakeDiscordOptions } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { connect, register } from './test-client.ts';

let discord: FakeDiscord;
const closing: (() => Promise<unknown>)[] = [];
const start = async (options: FakeDiscordOptions = {}) => {
  discord = await startFakeDiscord(options);
  closing.push(() => discord.stop());
};
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const hello = async (interaction: Interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply('Hello').catch(() => undefined);
};

/** Real clients wait 5 s between identifies; these do not. */
const hasty = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) };

async function startClient(options: Parameters<typeof connect>[2] = {}) {
  const client = await connect(discord, hello, options);
  closing.push(() => client.destroy());
  await register(discord, { name: 'hello', description: 'Says hello' });
  return client;
}

describe('a real client', () => {
  beforeEach(() => start());

  it('is told of a bad token', async () => {
    discord.failNext('/gateway/bot', { status: 401 });
    await expect(startClient()).rejects.toMatchObject({ code: 'TokenInvalid' });
  });

  it('resumes after a cut, and misses nothing', async () => {
    await startClient();
    discord.dropGateway();
    const asked = await discord.slash('hello');
    expect((await asked.answer()).content).toBe('Hello');
    expect([discord.identifies, discord.resumes]).toEqual([1, 1]);
  });

  it('reconnects when asked, and identifies anew when its session is gone', async () => {
    const client = await startClient({ ws: hasty });
    // The client must have read that it resumed: taking its session away before makes discord.js reject where nobody waits.
    const resumed = new Promise((done) => client.once(Events.ShardResume, done));
    discord.askToReconnect();
    await resumed;
    discord.invalidateSessions();
    await discord.waitFor(() => discord.identifies === 2 && discord.connected, 10_000);
    expect((await discord.slash('hello')).response?.type).toBe(4);
  });

  it('outlives packets that are not what they should be', async () => {
    await startClient();
    discord.sendRaw('{"op":0,"t":"INTERACTION_CREA');
    discord.sendRaw({ op: 99, d: null });
    expect((await discord.slash('hello')).response?.type).toBe(4);
  });

  it('gets an event twice', async () => {
    const client = await startClient();
    let seen = 0;
    client.on(Events.InteractionCreate, () => {
      seen += 1;
    });
    discord.duplicateNext();
    await discord.slash('hello');
    await discord.waitFor(() => discord.calls.some(({ refusal }) => (refusal as { code?: number })?.code === 40060));
    expect(seen).toBe(2);
  });
});

it('a client whose heartbeats are not answered comes back', async () => {
  await start({ heartbeatIntervalMs: 150 });
  await startClient();
  discord.misbehave({ heartbeatsUnanswered: true });
  await discord.waitFor(() => discord.resumes > 0, 5_000);
  discord.misbehave({ heartbeatsUnanswered: false });
});

it('two shards get the events of their guilds', async () => {
  await start({ guilds: ['North', 'South'], requiredShards: 2 });
  const client = await startClient({ shards: 'auto', ws: hasty });
  const shards: number[] = [];
  client.on(Events.InteractionCreate, (interaction) => void shards.push(interaction.guild?.shardId ?? -1));
  await discord.slash('hello');
  const south = discord.channels.find(({ guildId, name }) => guildId === discord.guilds[1]?.id && name === 'general');
  await discord.slash('hello', {}, { channel: south?.id ?? '' });
  await discord.slash('hello', {}, { dm: true });
  expect(shards).toEqual([0, 1, -1]);
});

describe('closes with', () => {
  const properties = { os: 'linux', browser: 'test', device: 'test' };
  const identify = (more: object = {}) => ({ op: 2, d: { token: discord.token, intents: 1, properties, ...more } });
  const closed = async (...packets: unknown[]) => {
    const socket = new WebSocket(`${discord.gatewayUrl}?v=10&encoding=json`);
    socket.on('open', () => {
      for (const packet of packets) socket.send(typeof packet === 'string' ? packet : JSON.stringify(packet));
    });
    return new Promise((resolve) => socket.on('close', resolve));
  };
  beforeEach(() => start());

  it.each([
    [4001, 'an unknown opcode', () => [{ op: 55, d: null }]],
    [4002, 'no JSON', () => ['{']],
    [4002, 'over 4,096 bytes', () => [identify({ properties: { ...properties, os: 'x'.repeat(4_096) } })]],
    [4003, 'no identify', () => [{ op: 3, d: {} }]],
    [4004, 'a bad token', () => [identify({ token: 'wrong' })]],
    [4004, 'a bad token in a resume', () => [{ op: 6, d: { token: 'wrong', session_id: 'x', seq: 1 } }]],
    [4005, 'a second identify', () => [identify(), identify()]],
    [4008, 'more than 120 packets a minute', () => Array.from({ length: 121 }, () => ({ op: 1, d: null }))],
    [4010, 'a bad shard', () => [identify({ shard: [2, 2] })]],
    [4013, 'invalid intents', () => [identify({ intents: 1 << 30 })]],
    [4014, 'intents that were not granted', () => [identify({ intents: 1 << 15 })]],
  ])('%i for %s', async (code, _, packets) => {
    expect(await closed(...packets())).toBe(code);
  });

  it('4014, which a real client reports', async () => {
    const refused = new Promise((resolve) => {
      void connect(discord, hello, { intents: [GatewayIntentBits.MessageContent] }).catch(resolve);
    });
    expect(String(await refused)).toMatch(/disallowed intents/i);
  });

  it('an invalid session when identified too often', async () => {
    await start({ identifyEveryMs: 5_000 });
    const first = new WebSocket(`${discord.gatewayUrl}?v=10`);
    first.on('open', () => first.send(JSON.stringify(identify())));
    await discord.waitFor(() => discord.identifies === 1);
    const second = new WebSocket(`${discord.gatewayUrl}?v=10`);
    second.on('open', () => second.send(JSON.stringify(identify())));
    const ops = await new Promise((resolve) => second.on('message', (data) => String(data).includes('"op":9') && resolve(JSON.parse(String(data)))));
    expect(ops).toMatchObject({ op: 9, d: false });
  });
});
