import { AttachmentBuilder, type Client, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from './fake-discord.ts';
import { startFakeDiscord } from './server.ts';
import { api, connect } from './test-client.ts';

/** Enough of a picture for a client to know it as one. */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let discord: FakeDiscord;
let client: Client;
let channel: TextChannel;
beforeAll(async () => {
  discord = await startFakeDiscord();
  client = await connect(discord, () => undefined);
  channel = (await client.channels.fetch(discord.channel.id)) as TextChannel;
});
afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

const named = (name: string) => discord.channels.find((one) => one.name === name)?.id ?? '';

describe('who may do what', () => {
  it('wants the token', async () => {
    const response = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: 'Bot wrong' } });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: '401: Unauthorized', code: 0 });
  });

  it.each([
    ['an unknown channel', () => '1', 404, 10003],
    ['a channel it cannot see', () => named('hidden'), 403, 50001],
    ['a channel it cannot write in', () => named('read-only'), 403, 50013],
  ])('refuses %s', async (_, id, status, code) => {
    expect(await api(discord, 'POST', `/channels/${id()}/messages`, { content: 'x' })).toMatchObject({ status, body: { code } });
  });

  it('knows its routes', async () => {
    expect((await api(discord, 'GET', '/nowhere')).status).toBe(404);
    expect((await api(discord, 'DELETE', '/users/@me')).status).toBe(405);
    expect((await api(discord, 'GET', '/users/1')).body.code).toBe(10013);
    expect((await api(discord, 'GET', '/guilds/1')).body.code).toBe(10004);
  });
});

describe('messages', () => {
  it('sends, edits with attachments kept and added, and deletes', async () => {
    const sent = await channel.send({
      content: 'Chart',
      files: [new AttachmentBuilder(PNG, { name: 'one.png', description: 'A chart' })],
      embeds: [{ image: { url: 'attachment://one.png' } }],
    });
    const [attachment] = discord.attachments;
    expect(attachment).toMatchObject({ filename: 'one.png', description: 'A chart', contentType: 'image/png' });
    expect(sent.embeds[0]?.image?.url).toBe(attachment?.url);
    expect(Buffer.from(await (await fetch(attachment?.url ?? '')).arrayBuffer())).toEqual(PNG);
    const edited = await sent.edit({
      content: 'Charts',
      attachments: [...sent.attachments.values()],
      files: [new AttachmentBuilder(Buffer.from('two'), { name: 'two.png' })],
    });
    expect(edited.attachments.map(({ name }) => name)).toEqual(['one.png', 'two.png']);
    expect((await sent.edit({ attachments: [] })).attachments.size).toBe(0);
    await sent.delete();
    expect(discord.messages.find(({ id }) => id === sent.id)?.deleted).toBe(true);
    await expect(sent.edit('again')).rejects.toMatchObject({ code: 10008 });
  });

  it('says who would be pinged and which links would unfurl', async () => {
    const body = `<@${discord.people.owner.id}> @everyone https://example.org <https://quiet.example.org>`;
    await channel.send({ content: body, allowedMentions: { parse: [] } });
    await channel.send({ content: body });
    expect(discord.messages.slice(-2).map(({ pinged }) => pinged)).toEqual([[], [discord.people.owner.id, 'everyone']]);
    expect(discord.messages.at(-1)?.unfurled).toEqual(['https://example.org']);
  });

  it('replies, and pings who is replied to unless told not to', async () => {
    const { message } = await discord.say('Hello', { timeoutMs: 0 });
    const reply = { messageReference: message.id, failIfNotExists: true };
    await channel.send({ content: 'Hello to you', reply, allowedMentions: { parse: [], repliedUser: false } });
    expect(discord.messages.at(-1)).toMatchObject({ replyTo: message.id, pinged: [] });
    await channel.send({ content: 'Hello again', reply });
    expect(discord.messages.at(-1)?.pinged).toEqual(['replied user']);
  });

  it('takes a nonce once', async () => {
    const sent = await channel.send({ content: 'Once', nonce: '42', enforceNonce: true });
    expect((await channel.send({ content: 'Once', nonce: '42', enforceNonce: true })).id).toBe(sent.id);
  });

  it('writes to a person, unless they take no messages', async () => {
    const user = await client.users.fetch(discord.people.asker.id);
    const { channelId } = await user.send('A word');
    expect(discord.channels.find(({ id }) => id === channelId)).toMatchObject({ type: 1, recipientId: user.id });
    const shirin = await client.users.fetch('1100000000000000014');
    await expect(shirin.send('A word')).rejects.toMatchObject({ code: 50007 });
  });
});

describe('failing', () => {
  it('answers 429 as the real one does, and a real client waits and tries again', async () => {
    discord.failNext('POST /channels/:channel/messages', { status: 429, retryAfter: 0.2 });
    const answer = await api(discord, 'POST', `/channels/${discord.channel.id}/messages`, { content: 'x' });
    expect(answer).toMatchObject({ status: 429, body: { message: 'You are being rate limited.', retry_after: 0.2, global: false } });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-scope': 'user',
      'x-ratelimit-reset-after': '0.200',
    });
    discord.failNext(/messages/, { status: 429, retryAfter: 0.1, scope: 'shared', times: 2 });
    expect((await channel.send('After a while')).content).toBe('After a while');
  });

  it('answers a global 429 without a bucket', async () => {
    discord.failNext('/users/@me', { status: 429, global: true, retryAfter: 0.1 });
    const { headers, body } = await api(discord, 'GET', '/users/@me');
    expect(body.global).toBe(true);
    expect(headers.get('x-ratelimit-global')).toBe('true');
    expect(headers.get('x-ratelimit-bucket')).toBeNull();
  });

  it('breaks, drops, delays', async () => {
    discord.failNext('/messages', { status: 502, times: 2 });
    await expect(channel.send('Lost')).rejects.toMatchObject({ status: 502 });
    discord.failNext('/messages', { drop: 'reset', processFirst: true });
    await channel.send('Twice');
    expect(discord.messages.filter(({ content }) => content === 'Twice')).toHaveLength(2);
    discord.failNext('/messages', { delayMs: 50 });
    expect((await channel.send('Late')).content).toBe('Late');
  });
});
