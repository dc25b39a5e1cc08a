import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './server.ts';
import { quiet } from './support/app.ts';

const metadata = (key: string, part = 0) => ({ event_type: 'steward_delivery', event_payload: { key, part } });

describe('what an app can bring, and find again', () => {
  let slack: FakeSlack;
  afterEach(() => slack.stop());

  async function connect(options: FakeSlackOptions = {}): Promise<webApi.WebClient> {
    slack = await startFakeSlack(options);
    return clientWith(slack.tokens.bot);
  }
  const clientWith = (token: string) =>
    new webApi.WebClient(token, { slackApiUrl: slack.url, logger: quiet, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });

  it('gives the history in pages, newest first, without what is in threads or for one person alone', async () => {
    const client = await connect({ historyPage: 2 });
    for (const text of ['one', 'two', 'three']) await client.chat.postMessage({ channel: 'C0GENERAL', text });
    const [first] = slack.messagesIn('general');
    await client.chat.postMessage({ channel: 'C0GENERAL', text: 'in a thread', thread_ts: first?.ts ?? '' });
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ASKER', text: 'alone' });
    const pages = [];
    for await (const page of client.paginate('conversations.history', { channel: 'C0GENERAL' })) pages.push(page);
    expect(pages).toMatchObject([
      { has_more: true, messages: [{ text: 'three' }, { text: 'two' }] },
      { has_more: false, messages: [{ text: 'one' }] },
    ]);
    const since = await client.conversations.history({ channel: 'C0GENERAL', oldest: first?.ts ?? '' });
    expect(since.messages?.map(({ text }) => text)).toEqual(['three', 'two']);
  });

  it('shows metadata only to who asks for it', async () => {
    const client = await connect();
    await client.chat.postMessage({ channel: 'C0GENERAL', text: 'x', metadata: metadata('a', 1) });
    const [shown] = (await client.conversations.history({ channel: 'C0GENERAL' })).messages ?? [];
    expect(shown?.metadata).toEqual({ event_type: 'steward_delivery' });
    const [all] = (await client.conversations.history({ channel: 'C0GENERAL', include_all_metadata: true })).messages ?? [];
    expect(all?.metadata).toEqual(metadata('a', 1));
    expect(slack.timesShown('a')).toEqual([1]);
    await client.chat.delete({ channel: 'C0GENERAL', ts: shown?.ts ?? '' });
    expect(slack.timesShown('a')).toEqual([0]);
  });

  it('asks for the scope of each kind of conversation', async () => {
    const client = await connect({ scopes: ['chat:write', 'channels:history'] });
    await client.conversations.history({ channel: 'C0GENERAL' });
    for (const [channel, needed] of [
      ['G0COMMITTEE', 'groups:history'],
      ['D0ASKER', 'im:history'],
    ] as const)
      await expect(client.conversations.history({ channel })).rejects.toMatchObject({ data: { error: 'missing_scope', needed } });
  });

  it.each([
    ['a channel it is not in', 'C0OUTSIDE', {}, 'not_in_channel'],
    ['an archived channel', 'C0GENERAL', { archived: true }, 'is_archived'],
    ['a deleted channel', 'C0GENERAL', { deleted: true }, 'channel_not_found'],
    ['a channel for announcements of others', 'C0GENERAL', { readOnly: true }, 'restricted_action_read_only_channel'],
  ])('takes no message for %s', async (_, channel, change, error) => {
    const client = await connect();
    slack.changeChannel(channel, change);
    await expect(client.chat.postMessage({ channel, text: 'x' })).rejects.toMatchObject({ data: { error } });
  });

  it('takes a message and loses the answer, after others went well', async () => {
    const client = await connect();
    slack.failNext('chat.postMessage', { lost: true, after: 1 });
    const send = (text: string) => client.chat.postMessage({ channel: 'C0GENERAL', text });
    await send('one');
    await expect(send('two')).rejects.toThrow();
    await send('three');
    expect(slack.messagesIn('general').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('limits the pace of each channel', async () => {
    let now = Date.parse('2026-06-16T10:00:00Z');
    const client = await connect({ clock: { now: () => new Date(now) } });
    slack.limitPosts({ perSecond: 1, burst: 2 });
    const send = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    for (const channel of ['C0GENERAL', 'C0GENERAL', 'G0COMMITTEE']) await send(channel);
    await expect(send('C0GENERAL')).rejects.toMatchObject({ retryAfter: 1 });
    now += 1_000;
    await send('C0GENERAL');
    expect(slack.refusals).toEqual([]);
  });

  it('keeps workspaces apart', async () => {
    await connect();
    const [north, south] = ['T0NORTH', 'T0SOUTH'].map((id) => slack.addWorkspace(id));
    slack.addChannel({ id: 'C0NORTH', name: 'campaign', kind: 'channel', member: true, team: 'T0NORTH' });
    slack.addPerson({ id: 'U0SOUTH', name: 'south' }, 'T0SOUTH');
    await clientWith(north?.token ?? '').chat.postMessage({ channel: 'C0NORTH', text: 'x' });
    await clientWith(south?.token ?? '').chat.postMessage({ channel: 'U0SOUTH', text: 'x' });
    await expect(clientWith(south?.token ?? '').chat.postMessage({ channel: 'C0NORTH', text: 'x' })).rejects.toThrow('channel_not_found');
    await expect(clientWith(north?.token ?? '').chat.postMessage({ channel: 'U0SOUTH', text: 'x' })).rejects.toThrow('channel_not_found');
    slack.revoke('T0NORTH');
    await expect(clientWith(north?.token ?? '').chat.postMessage({ channel: 'C0NORTH', text: 'x' })).rejects.toThrow('token_revoked');
  });

  it('stands thousands of channels in many workspaces', async () => {
    await connect();
    const teams = Array.from({ length: 20 }, (_, nth) => slack.addWorkspace(`T0TEAM${nth}`));
    const channels = Array.from({ length: 5_000 }, (_, nth) =>
      slack.addChannel({ id: `C0BIG${nth}`, name: `big-${nth}`, kind: 'channel', member: true, team: teams[nth % 20]?.id ?? '' }),
    );
    const clients = new Map(teams.map(({ id, token }) => [id, clientWith(token)]));
    const some = channels.filter((_, nth) => nth % 10 === 0);
    await Promise.all(some.map(({ id, team = '' }) => clients.get(team)?.chat.postMessage({ channel: id, text: 'x', metadata: metadata(`to-${id}`) })));
    expect(some.filter(({ id, team }) => slack.messagesIn(id, team).length !== 1 || slack.timesShown(`to-${id}`)[0] !== 1)).toEqual([]);
  });

  it('makes references of the channels and people that somebody names, and of nothing else', async () => {
    await connect();
    slack.attachHttp('http://127.0.0.1:9/');
    const { payload } = await slack.command('/steward remind us in #general & ask @other in #nowhere <b>');
    expect(payload.text).toBe('remind us in <#C0GENERAL|general> &amp; ask <@U0OTHER|other> in #nowhere &lt;b&gt;');
  });

  it('takes so many calls of a method in each workspace, and says in whole seconds when the next may come', async () => {
    const [here, { token }] = [await connect(), slack.addWorkspace('T0NORTH')];
    slack.limitPosts({ perSecond: 1, burst: 5, inWorkspace: { 'chat.postMessage': { perSecond: 0.4, burst: 2 } } });
    const post = (client: webApi.WebClient) => client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' });
    await Promise.all([post(here), post(here)]);
    await expect(post(here)).rejects.toMatchObject({ retryAfter: 3 });
    await here.auth.test();
    await post(clientWith(token));
    slack.addChannel({ id: 'C0NEXT', name: 'next', kind: 'channel', member: true });
    await expect(here.chat.postMessage({ channel: 'C0NEXT', text: 'x' })).rejects.toMatchObject({ retryAfter: 3 });
  });
});
