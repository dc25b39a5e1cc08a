import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { quiet } from './support/app.ts';

const connect = (slack: FakeSlack, token = slack.tokens.bot, retries = 0): webApi.WebClient =>
  new webApi.WebClient(token, { slackApiUrl: slack.url, logger: quiet, retryConfig: { retries, minTimeout: 1 } });

describe('the real Web API client', () => {
  let slack: FakeSlack;
  let client: webApi.WebClient;
  beforeEach(async () => {
    slack = await startFakeSlack();
    client = connect(slack);
  });
  afterEach(() => slack.stop());

  it('says who it is', async () => {
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: slack.team.id, user_id: slack.team.botUserId, bot_id: slack.team.botId });
  });

  it('posts, updates and deletes', async () => {
    const posted = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'Conference', blocks: [{ type: 'divider' }], unfurl_links: false });
    const ts = posted.ts ?? '';
    await client.chat.update({ channel: 'C0GENERAL', ts, text: 'Conference, again' });
    expect(slack.messagesIn('general')).toMatchObject([{ text: 'Conference, again', updates: 1, blocks: [{ type: 'divider' }] }]);
    expect(slack.calls[0]).toMatchObject({ method: 'chat.postMessage', team: slack.team.id, body: { unfurl_links: 'false' } });
    await client.chat.delete({ channel: 'C0GENERAL', ts });
    expect(slack.messagesIn('general')).toEqual([]);
    await expect(client.chat.update({ channel: 'C0GENERAL', ts, text: 'x' })).rejects.toThrow('message_not_found');
  });

  it('whispers, and cannot take it back', async () => {
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ASKER', text: 'Only you' });
    expect(slack.messages).toMatchObject([{ ephemeralFor: 'U0ASKER', text: 'Only you' }]);
    await expect(client.chat.delete({ channel: 'C0GENERAL', ts })).rejects.toThrow('message_not_found');
  });

  it('knows people and places', async () => {
    expect((await client.users.info({ user: 'U0OWNER', include_locale: true })).user).toMatchObject({ is_admin: true, locale: 'en-GB' });
    expect((await client.conversations.open({ users: 'U0ASKER' })).channel).toMatchObject({ id: 'D0ASKER' });
    expect((await client.conversations.info({ channel: 'D0ASKER' })).channel).toMatchObject({ is_im: true });
    expect((await client.conversations.list({ types: 'public_channel,private_channel' })).channels).toHaveLength(3);
  });

  it('uploads a file into a thread', async () => {
    const file = Buffer.from('a picture');
    await client.files.uploadV2({ channel_id: 'C0GENERAL', thread_ts: '1.000000', filename: 'payback.png', file, alt_text: 'Payback', title: 'Payback' });
    expect(slack.files).toMatchObject([{ name: 'payback.png', complete: true, channel: 'C0GENERAL', threadTs: '1.000000', title: 'Payback' }]);
    expect(Buffer.from(slack.files[0]?.bytes ?? []).toString()).toBe('a picture');
    expect(slack.messages).toMatchObject([{ via: 'file', fileIds: [slack.files[0]?.id] }]);
  });

  it.each([
    ['no token', '', 'auth.test', {}, 'not_authed'],
    ['a strange token', 'xoxb-strange', 'auth.test', {}, 'invalid_auth'],
    ['the app token', 'xapp-1-fake-app-token', 'chat.postMessage', { channel: 'C0GENERAL', text: 'x' }, 'not_allowed_token_type'],
    ['the bot token', undefined, 'apps.connections.open', {}, 'not_allowed_token_type'],
    ['an unknown method', undefined, 'chat.shout', {}, 'unknown_method'],
    ['no channel', undefined, 'chat.postMessage', { text: 'x' }, 'invalid_arguments'],
    ['no text', undefined, 'chat.postMessage', { channel: 'C0GENERAL' }, 'no_text'],
    ['too much text', undefined, 'chat.postMessage', { channel: 'C0GENERAL', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['an unknown channel', undefined, 'chat.postMessage', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
    ['a channel it is not in', undefined, 'chat.postMessage', { channel: 'outside', text: 'x' }, 'not_in_channel'],
    ['an ephemeral message for nobody', undefined, 'chat.postEphemeral', { channel: 'C0GENERAL', text: 'x' }, 'invalid_arguments'],
    ['bad blocks', undefined, 'chat.postMessage', { channel: 'C0GENERAL', text: 'x', blocks: [{ type: 'header' }] }, 'invalid_blocks'],
    ['blocks that are no list', undefined, 'chat.postMessage', { channel: 'C0GENERAL', text: 'x', blocks: 'x' }, 'invalid_blocks_format'],
    [
      'two tables',
      undefined,
      'chat.postMessage',
      { channel: 'C0GENERAL', blocks: Array(2).fill({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }) },
      'invalid_attachments',
    ],
    ['a trigger that never was', undefined, 'views.open', { trigger_id: '1.2.3', view: {} }, 'invalid_trigger_id'],
    ['an empty file', undefined, 'files.getUploadURLExternal', { filename: 'x', length: 0 }, 'missing_argument'],
    ['a code that never was', undefined, 'oauth.v2.access', { client_id: '111.222', client_secret: 'fake-client-secret', code: 'x' }, 'invalid_code'],
  ])('is refused: %s', async (_, token, method, args, error) => {
    await expect(connect(slack, token).apiCall(method, args)).rejects.toMatchObject({ data: { error } });
    expect(slack.refusals).toMatchObject([{ where: method, error }]);
  });

  it('tells which field is missing', async () => {
    const refused = expect.objectContaining({ response_metadata: expect.objectContaining({ messages: ['[ERROR] missing required field: user'] }) });
    await expect(client.apiCall('chat.postEphemeral', { channel: 'C0GENERAL', text: 'x' })).rejects.toMatchObject({ data: refused });
  });

  it('updates with less text than it posts', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'x'.repeat(4_001) });
    await expect(client.chat.update({ channel: 'C0GENERAL', ts, text: 'é'.repeat(2_001) })).rejects.toThrow('msg_too_long');
  });

  it('needs the scopes', async () => {
    const narrow = await startFakeSlack({ scopes: ['commands'] });
    await expect(connect(narrow).chat.postMessage({ channel: 'C0GENERAL', text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write' },
    });
    await narrow.stop();
  });
});

describe('faults that are ordered', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await startFakeSlack();
  });
  afterEach(() => slack.stop());

  it('rate limits, and the client waits and succeeds', async () => {
    slack.failNext('chat.postMessage', { retryAfter: 1 });
    const before = Date.now();
    await connect(slack, slack.tokens.bot, 1).chat.postMessage({ channel: 'C0GENERAL', text: 'x' });
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    expect(slack.messages).toHaveLength(1);
  });

  it.each([
    [{ status: 503 }, 'HTTP'],
    [{ error: 'fatal_error' }, 'fatal_error'],
    [{ drop: true }, 'failed'],
  ])('%o', async (failure, message) => {
    slack.failNext('*', { ...failure, times: 2 });
    await expect(connect(slack).auth.test()).rejects.toThrow(message);
    await expect(connect(slack).auth.test()).rejects.toThrow(message);
    expect(await connect(slack).auth.test()).toMatchObject({ ok: true });
  });
});
