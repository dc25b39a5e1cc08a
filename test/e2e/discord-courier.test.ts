import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCourier } from '../../src/adapters/discord/courier.ts';
import { createCourierApi } from '../../src/adapters/discord/courier-api.ts';
import type { Address, Budget, Delivered } from '../../src/core/courier.ts';
import { button, buttons, heading, privately, type Reply, text } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type DiscordApp, discordApp, shown } from './discord-app.ts';
import { logInMemory } from './program.ts';

const POSTS = 'POST /channels/:channel/messages';
const LONG_AGO = new Date(Date.now() - 10 * 60_000);

const heard: string[] = [];
const steward: Steward = {
  commands: [],
  suggest: () => [],
  handle: async ({ said }) => {
    heard.push(said.kind === 'line' ? said.text : said.name);
    return { status: 'answered', reply: saying('Done.') };
  },
};

const saying = (...words: string[]): Reply =>
  privately(
    words.map((one) => text(one)),
    null,
  );
const parts = (...names: string[]): Reply => saying(...names.map((name) => `${name}: ${'so it goes on. '.repeat(240)}`));

describe('what Discord’s courier brings', () => {
  let discord: FakeDiscord;
  let app: DiscordApp;
  beforeEach(async () => {
    heard.length = 0;
    discord = await startFakeDiscord({ channelsPerGuild: 200, nonceWindowMs: 0 });
    app = discordApp(discord, { steward });
    await app.adapter.start();
  });
  afterEach(async () => {
    await app.adapter.stop();
    await discord.stop();
  });

  const channelNamed = (name: string): string => discord.channels.find((channel) => channel.name === name)?.id ?? '';
  const at = (channel = channelNamed('channel-0')): Address => ({ platform: 'discord', workspace: discord.guild.id, channel });
  const deliver = (reply: Reply, key: string, maybeSince?: Date, to = at()): Promise<Delivered> => app.adapter.courier.deliver(to, reply, { key, maybeSince });
  const firstLines = (channel = channelNamed('channel-0')): string[] => discord.messagesIn(channel).map((message) => shown(message).slice(0, 8));
  const last = () => {
    const message = discord.messages.at(-1);
    if (message === undefined) throw new Error('nothing was said');
    return message;
  };

  it('calls nobody, and is marked where nobody sees it', async () => {
    await deliver(saying(`@everyone <@${discord.people.asker.id}> meet in <#${discord.channel.id}>`), 'one');
    expect(last().pinged).toEqual([]);
    expect(shown(last())).toBe(`@\u200Beveryone <@${discord.people.asker.id}> meet in <#${discord.channel.id}>`);
    expect([...(discord.nonces.get(channelNamed('channel-0'))?.keys() ?? [])].map(({ length }) => length)).toEqual([25]);
  });

  it('is found in the history when Discord no longer knows its nonce, part by part', async () => {
    discord.failNext(POSTS, { drop: true, after: 1 });
    expect(await deliver(parts('A', 'B', 'C'), 'long')).toEqual({ status: 'later', mayHaveArrived: true });
    for (let nth = 0; nth < 120; nth += 1) await discord.say(`talk ${nth}`, { channel: 'channel-0', timeoutMs: 0 });
    await deliver(saying('another'), 'other');
    expect(await deliver(parts('A', 'B', 'C'), 'long', LONG_AGO)).toMatchObject({ status: 'sent' });
    expect(firstLines().filter((line) => !line.startsWith('talk') && line !== '')).toEqual(['A: so it', 'another', 'B: so it', 'C: so it']);
    expect(discord.calls.filter(({ method, route }) => method === 'GET' && route === '/channels/:channel/messages').length).toBe(2);
  });

  it('is found in direct messages too', async () => {
    const to: Address = { platform: 'discord', workspace: discord.guild.id, person: discord.people.asker.id };
    discord.failNext(POSTS, { drop: true, processFirst: true });
    await deliver(saying('For you'), 'mine', undefined, to);
    expect(await deliver(saying('For you'), 'mine', LONG_AGO, to)).toMatchObject({ status: 'sent' });
    expect(discord.messages).toHaveLength(1);
  });

  it('is sent again where the history may not be read and the nonce is forgotten: twice is better than never', async () => {
    discord.failNext(POSTS, { drop: true, processFirst: true });
    await deliver(saying('Once'), 'one');
    discord.hideHistory(channelNamed('channel-0'));
    expect(await deliver(saying('Once'), 'one', LONG_AGO)).toMatchObject({ status: 'sent' });
    expect(firstLines()).toEqual(['Once', 'Once']);
  });

  it('has buttons that work, long lines too', async () => {
    const line = `remind done ${'x'.repeat(200)}`;
    await deliver(privately([heading('Ring the region'), ...buttons(button('Done', line), button('Later', 'remind later'))], null), 'buttons');
    const message = last();
    await (await discord.press(message, 'Done')).answer();
    await (await discord.press(message, 'Later', { as: discord.people.organiser })).answer();
    expect(heard).toEqual([line, 'remind later']);
    expect(await deliver(privately([heading('Ring the region'), ...buttons(button('Done', line))], null), 'buttons', LONG_AGO)).toMatchObject({
      status: 'sent',
    });
    expect(discord.messagesIn(channelNamed('channel-0')).filter(({ onlyFor }) => onlyFor === undefined)).toEqual([message]);
  });

  it('is replaced whole: what is too much goes, and what was taken away is gone', async () => {
    const delivered = await deliver(parts('A', 'B', 'C'), 'long');
    const message = delivered.status === 'sent' ? delivered.message : '';
    const replaced = await app.adapter.courier.replace(at(), message, saying('Done.'));
    expect(firstLines()).toEqual(['Done.']);
    for (const one of discord.messages) one.deleted = true;
    expect(await app.adapter.courier.replace(at(), replaced.status === 'sent' ? replaced.message : '', saying('Again.'))).toEqual({
      status: 'unreachable',
      why: 'gone',
    });
  });

  it.each([
    ['a person who takes no messages', () => ({ person: '1100000000000000014' }), 'forbidden'],
    ['a person nobody knows', () => ({ person: '1100000000000000998' }), 'gone'],
    ['a channel it may not see', () => ({ channel: channelNamed('hidden') }), 'forbidden'],
    ['a channel of another platform', () => ({ channel: 'C024BE91L' }), 'gone'],
    ['a path', () => ({ channel: '../../users/@me' }), 'gone'],
  ])('says why it cannot reach %s', async (_, place, why) => {
    const to = { platform: 'discord', workspace: discord.guild.id, ...place() } as Address;
    expect(await deliver(saying('Hello'), 'hello', undefined, to)).toEqual({ status: 'unreachable', why });
  });

  it('says that it was removed when its token is refused, as often as it is asked', async () => {
    for (const _ of [1, 2]) {
      discord.failNext(POSTS, { status: 401 });
      expect(await deliver(saying('Hello'), 'hello')).toEqual({ status: 'unreachable', why: 'removed' });
    }
    expect(await deliver(saying('Hello'), 'hello')).toMatchObject({ status: 'sent' });
  });

  it('logs what Discord refuses, without what was said, and has it tried again', async () => {
    discord.failNext(POSTS, { status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    expect(await deliver(saying('Hello Ada'), 'hello')).toEqual({ status: 'later', mayHaveArrived: false });
    expect(app.log.lines.find(({ level }) => level === 'error')?.message).toContain('refused');
    expect(JSON.stringify(app.log.lines)).not.toContain('Ada');
  });

  it('waits out the bot’s own limit, and leaves a full channel to its caller', async () => {
    discord.limitRates(true);
    const many = Array.from({ length: 120 }, (_, nth) => deliver(saying(`for ${nth}`), `k${nth}`, undefined, at(channelNamed(`channel-${nth}`))));
    expect((await Promise.all(many)).filter(({ status }) => status !== 'sent')).toEqual([]);
    const sameChannel = await Promise.all(
      Array.from({ length: 8 }, (_, nth) => deliver(saying(`for ${nth}`), `s${nth}`, undefined, at(channelNamed('channel-150')))),
    );
    const later = sameChannel.filter((delivered) => delivered.status === 'later');
    expect(later).toHaveLength(3);
    for (const { mayHaveArrived, afterMs = 0 } of later) expect([mayHaveArrived, afterMs > 1_000 && afterMs < 6_000]).toEqual([false, true]);
  });

  it('tells what Discord says of a channel’s limit, with what is sent and with what is not', async () => {
    discord.limitRates(true);
    const outcomes = [];
    for (let nth = 0; nth < 6; nth += 1) outcomes.push(await deliver(saying(`for ${nth}`), `k${nth}`));
    expect(outcomes.map(({ status, budget }: Delivered & { budget?: Budget | undefined }) => [status, budget?.scope, budget?.remaining])).toEqual([
      ['sent', 'channel', 4],
      ['sent', 'channel', 3],
      ['sent', 'channel', 2],
      ['sent', 'channel', 1],
      ['sent', 'channel', 0],
      ['later', 'channel', 0],
    ]);
    const replaced = await app.adapter.courier.replace(at(), outcomes[0]?.status === 'sent' ? outcomes[0].message : '', saying('Done.'));
    expect(replaced).toMatchObject({ status: 'sent', budget: { scope: 'channel', remaining: 4, resetMs: expect.closeTo(5_000, -3) } });
  });

  it('cannot tell whether something arrived where the history may not be read, but for a channel in which nothing was said', async () => {
    const [quiet, hidden] = [at(channelNamed('channel-1')), at()];
    for (const { channel } of [quiet, hidden] as { channel: string }[]) discord.hideHistory(channel);
    discord.failNext(POSTS, { drop: true, processFirst: true });
    await deliver(saying('Once'), 'one');
    const doubtful = { key: 'one', maybeSince: new Date(Date.now() - 1_000) };
    expect(await app.adapter.courier.find(hidden, doubtful, saying('Once'))).toBe('unknown');
    expect(await app.adapter.courier.find(quiet, doubtful, saying('Once'))).toBeUndefined();
    expect(discord.messages).toHaveLength(1);
  });

  it('gives up waiting for a limit in time, and knows that nothing is on its way', async () => {
    const api = createCourierApi({ apiUrl: discord.apiUrl, token: discord.token });
    const log = logInMemory();
    const courier = createCourier({ api, me: discord.botId, log, now: Date.now, withinMs: 100 });
    discord.failNext(POSTS, { status: 429, global: true, retryAfter: 3 });
    expect(await courier.deliver(at(), saying('Hello'), { key: 'patient' })).toEqual({
      status: 'later',
      mayHaveArrived: false,
      afterMs: expect.closeTo(3_000, -3),
      budget: { scope: 'global', remaining: 0, resetMs: expect.closeTo(3_000, -3) },
    });
    expect(log.lines).toEqual([]);
    api.close();
  });

  it('does not hang when Discord does not answer', async () => {
    const api = createCourierApi({ apiUrl: discord.apiUrl, token: discord.token }, 100);
    const courier = createCourier({ api, me: discord.botId, log: logInMemory(), now: Date.now });
    discord.failNext(POSTS, { delayMs: 2_000 });
    expect(await courier.deliver(at(), saying('Hello'), { key: 'slow' })).toEqual({ status: 'later', mayHaveArrived: true });
    api.close();
  });

  it('finishes what is in hand when it stops, and brings nothing before it starts', async () => {
    expect(await discordApp(discord, { steward }).adapter.courier.deliver(at(), saying('Early'), { key: 'early' })).toEqual({
      status: 'later',
      mayHaveArrived: false,
    });
    discord.failNext(POSTS, { delayMs: 200 });
    const inHand = deliver(saying('In hand'), 'hand');
    await app.adapter.stop();
    expect(await inHand).toMatchObject({ status: 'sent' });
  });
});
