import { afterEach, describe, expect, it } from 'vitest';
import type { FakeDiscord, FakeDiscordOptions } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { type Answered, api, connect, mistakesOf } from './test-client.ts';

let discord: FakeDiscord;
afterEach(() => discord.stop());

async function started(options: FakeDiscordOptions = {}): Promise<void> {
  discord = await startFakeDiscord(options);
}

const path = (id = discord.channel.id): string => `/channels/${id}/messages`;
const post = (content: string, more: object = {}, id?: string): Promise<Answered> => api(discord, 'POST', path(id), { content, ...more });
const contents = ({ body }: Answered): string[] => (body as unknown as { content: string }[]).map(({ content }) => content);
const history = (query = '', id?: string): Promise<Answered> => api(discord, 'GET', `${path(id)}${query}`);

describe('the history of a channel', () => {
  it('comes newest first, a page at a time', async () => {
    await started();
    const ids: unknown[] = [];
    for (const word of ['one', 'two', 'three', 'four']) ids.push((await post(word)).body.id);
    expect(contents(await history())).toEqual(['four', 'three', 'two', 'one']);
    expect(contents(await history('?limit=2'))).toEqual(['four', 'three']);
    expect(contents(await history(`?after=${ids[0]}&limit=2`))).toEqual(['three', 'two']);
    expect(contents(await history(`?before=${ids[2]}`))).toEqual(['two', 'one']);
    expect(mistakesOf((await history('?limit=101')).body.errors)).toEqual(['limit NUMBER_TYPE_MAX']);
    expect((await history('?after=soon')).status).toBe(400);
  });

  it('is empty without the permission, and hides what others wrote without the intent', async () => {
    await started();
    const client = await connect(discord, () => undefined);
    await discord.say('Not for the bot', { timeoutMs: 0 });
    await post('Its own');
    expect(contents(await history())).toEqual(['Its own', '']);
    discord.hideHistory(discord.channel.id);
    expect(contents(await history())).toEqual([]);
    expect(contents(await history('', discord.channels.find(({ name }) => name === 'read-only')?.id))).toEqual([]);
    await client.destroy();
  });
});

describe('a nonce', () => {
  const enforced = { nonce: 'n'.repeat(25), enforce_nonce: true };

  it('is remembered for a few minutes, and then is taken again', async () => {
    await started();
    const first = await post('Once', enforced);
    expect((await post('Once', enforced)).body.id).toBe(first.body.id);
    discord.advance(2 * 60_000);
    expect((await post('Once', enforced)).body.id).toBe(first.body.id);
    discord.advance(2 * 60_000);
    expect((await post('Once', enforced)).body.id).not.toBe(first.body.id);
    expect(discord.nonces.get(discord.channel.id)?.get(enforced.nonce)).toBe(2);
    expect(discord.messagesIn(discord.channel.id)).toHaveLength(2);
  });

  it('has 25 characters at most', async () => {
    await started();
    expect((await post('Long', { nonce: 'n'.repeat(26) })).status).toBe(400);
  });
});

describe('rate limits', () => {
  it('are five in five seconds for a channel and fifty a second for the bot, once they are switched on', async () => {
    let now = Date.parse('2026-06-01T09:00:00Z');
    await started({ now: () => now, channelsPerGuild: 60 });
    for (let nth = 0; nth < 60; nth += 1) expect((await post(`${nth}`)).status).toBe(200);
    discord.limitRates(true);
    const statuses = async (ids: readonly string[]): Promise<number[]> => Promise.all(ids.map(async (id) => (await post('x', {}, id)).status));
    expect(await statuses(Array.from({ length: 6 }, () => discord.channel.id))).toEqual([200, 200, 200, 200, 200, 429]);
    now += 3_000;
    const refused = await post('x');
    expect(refused.body).toMatchObject({ retry_after: 2, global: false });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    now += 2_000;
    expect((await post('x')).headers.get('x-ratelimit-remaining')).toBe('4');
    now += 1_000;
    const many = await statuses(discord.channels.filter(({ name }) => name.startsWith('channel-')).map(({ id }) => id));
    expect(many.filter((status) => status === 200)).toHaveLength(50);
    expect((await post('x')).body).toMatchObject({ global: true });
  });
});

describe('changes while it runs', () => {
  it('takes away permissions, channels and guilds', async () => {
    await started({ guilds: ['North', 'South'] });
    discord.permit(discord.channel.id, 'see');
    expect((await post('x')).body.code).toBe(50013);
    discord.deleteChannel(discord.channel.id);
    expect((await post('x')).body.code).toBe(10003);
    const [, south] = discord.guilds;
    const there = discord.channels.find(({ guildId, name }) => guildId === south?.id && name === 'general')?.id ?? '';
    discord.leaveGuild(south?.id ?? '');
    expect((await post('x', {}, there)).body.code).toBe(50001);
    expect((await api(discord, 'GET', `/guilds/${south?.id}`)).body.code).toBe(10004);
  });

  it('fails after as many as were told to go well', async () => {
    await started();
    discord.failNext('/messages', { status: 503, after: 1, times: 2 });
    expect([await post('a'), await post('b'), await post('c'), await post('d')].map(({ status }) => status)).toEqual([200, 503, 503, 200]);
    discord.failNext('/messages', { status: 503 });
    discord.forgive();
    expect((await post('e')).status).toBe(200);
  });

  it('stands 5,000 channels in 20 guilds, and forgets what it is told to', async () => {
    await started({ guilds: Array.from({ length: 20 }, (_, nth) => `Branch ${nth}`), channelsPerGuild: 246 });
    expect(discord.channels).toHaveLength(5_000);
    const began = performance.now();
    const open = discord.channels.filter(({ botMay }) => botMay === 'send').slice(0, 2_000);
    for (let at = 0; at < open.length; at += 100) await Promise.all(open.slice(at, at + 100).map(({ id }) => post('x', {}, id)));
    expect(discord.messages).toHaveLength(2_000);
    expect(performance.now() - began).toBeLessThan(15_000);
    discord.clear();
    expect([discord.messages, discord.calls, [...discord.nonces], discord.messagesIn(discord.channel.id)]).toEqual([[], [], [], []]);
  });
});
