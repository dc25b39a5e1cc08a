import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { quiet, register } from './support/app.ts';

/** A port that is free now. */
async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function start(slack: FakeSlack, via: 'socket' | 'http'): Promise<App> {
  const common = { token: slack.tokens.bot, clientOptions: { slackApiUrl: slack.url }, logger: quiet };
  if (via === 'socket') {
    const app = new App({ ...common, appToken: slack.tokens.app, socketMode: true });
    await app.start();
    return app;
  }
  const app = new App({ ...common, signingSecret: slack.tokens.signingSecret });
  const port = await freePort();
  await app.start({ port, host: '127.0.0.1' });
  slack.attachHttp(`http://127.0.0.1:${port}/slack/events`);
  return app;
}

describe.each(['socket', 'http'] as const)('a real Bolt app over %s', (via) => {
  let slack: FakeSlack;
  let app: App;
  let seen: unknown[];
  beforeEach(async () => {
    seen = [];
    slack = await startFakeSlack({ ackLimitMs: 300 });
    app = await start(slack, via);
    register(app, seen);
  });
  afterEach(async () => {
    await app.stop();
    await slack.stop();
  });

  it('answers a slash command, then a button on the answer', async () => {
    const delivery = await slack.command('/steward ask TUPE');
    expect(delivery).toMatchObject({ acked: true, failure: undefined, via });
    expect(delivery.ackAfterMs).toBeLessThan(300);
    const message = await slack.waitFor(({ messages }) => messages[0]);
    expect(message).toMatchObject({ text: 'You asked ask TUPE', ephemeralFor: 'U0ASKER' });
    expect((await slack.pressButton(message, 'More')).acked).toBe(true);
    await slack.waitFor(() => message.updates === 1);
    expect(message.text).toBe('Page 2');
    expect(seen.at(-1)).toMatchObject({ container: { is_ephemeral: true }, actions: [{ value: 'ask TUPE --page 2' }] });
    expect(seen.at(-1)).not.toHaveProperty('message');
    expect(slack.refusals).toEqual([]);
  });

  it('takes a message in the acknowledgement', async () => {
    await slack.command('/steward now');
    expect(slack.messages).toMatchObject([{ text: 'At once', via: 'ack', ephemeralFor: undefined }]);
  });

  it('records an acknowledgement that never comes', async () => {
    expect(await slack.command('/steward silent')).toMatchObject({ acked: false, failure: 'timeout' });
    expect(slack.refusals).toMatchObject([{ where: 'slash_commands', error: 'timeout' }]);
  });

  it('opens a form, suggests, shows errors beside the field, closes it', async () => {
    await slack.command('/steward form');
    const { id } = await slack.waitFor(({ views }) => views[0]);
    expect((await slack.typeAhead('authority', 'authority', 'Barn')).options).toEqual([{ text: 'Barnet', value: 'Barnet' }]);
    await expect(slack.typeAhead('authority', 'authority', 'B')).rejects.toThrow('does not ask');
    expect((await slack.submitView(id, { question: 'bad' })).ack).toMatchObject({ response_action: 'errors' });
    expect(slack.openViews).toEqual([id]);
    await slack.submitView(id, { question: 'What is TUPE?', authority: 'Barnet' });
    expect(slack.openViews).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ view: { state: { values: { authority: { authority: { selected_option: { value: 'Barnet' } } } } } } });
    expect(slack.refusals).toEqual([]);
  });

  it('opens a form from a message shortcut', async () => {
    await slack.messageShortcut('ask_about', 'They want to outsource us');
    await slack.waitFor(({ views }) => views[0]);
    expect(seen.at(-1)).toMatchObject({ type: 'message_action', message: { text: 'They want to outsource us' }, channel: { id: 'C0GENERAL' } });
    expect((await slack.globalShortcut('ask_about')).acked).toBe(true);
  });

  it('answers a mention in its thread, and counts a delivery that is repeated', async () => {
    const delivery = await slack.mention('hello', { channel: 'general' });
    const message = await slack.waitFor(({ messages }) => messages[0]);
    expect(message.threadTs).toBe(slack.said[0]?.ts);
    await slack.redeliver(delivery);
    await slack.waitFor(() => seen.length === 2);
    expect(seen).toEqual([{ retryNum: via === 'socket' ? 0 : undefined }, { retryNum: 1 }]);
  });

  it('sends twice when asked to', async () => {
    slack.duplicateNext();
    const delivery = await slack.command('/steward ask TUPE');
    await slack.waitFor(() => delivery.acks === 2 && slack.messages.length === 2);
    expect(slack.refusals).toEqual([]);
  });

  it('publishes the Home tab, where a button can be pressed', async () => {
    await slack.openHome();
    const home = await slack.waitFor(({ views }) => views.find(({ how }) => how === 'published'));
    expect((await slack.pressButton(home.id, 'more')).acked).toBe(true);
    expect(seen.at(-1)).toMatchObject({ container: { type: 'view', view_id: home.id } });
  });

  it('talks in the assistant pane', async () => {
    const { thread, channel } = await slack.assistantThread({ channel: 'general' });
    await slack.waitFor(({ assistantThreads }) => assistantThreads.get(`${channel}/${thread}`)?.prompts);
    await slack.say('What is TUPE?', { dm: true, thread });
    await slack.waitFor(({ messages }) => messages.find(({ text }) => text === 'A regulation.'));
    expect(slack.assistantThreads.get(`${channel}/${thread}`)).toMatchObject({ title: 'TUPE', prompts: [{ title: 'TUPE' }] });
    expect(slack.refusals).toEqual([]);
  });

  it('hears its own message, and any event', async () => {
    await slack.command('/steward now');
    const [message] = slack.messages;
    if (message === undefined) throw new Error('no message');
    expect((await slack.echo(message)).payload).toMatchObject({ event: { bot_id: slack.team.botId, channel_type: 'channel' } });
    expect((await slack.event({ type: 'message', subtype: 'message_changed', channel: 'C0GENERAL', hidden: true })).acked).toBe(true);
  });

  it('takes five answers for one command', async () => {
    await slack.command('/steward twice');
    await slack.waitFor(({ responses }) => responses.length === 6);
    expect(slack.responses.at(-1)).toMatchObject({ error: 'used_url' });
    expect(slack.messages).toHaveLength(5);
  });

  it('tells the app that it was removed, after which its token is dead', async () => {
    await slack.command('/steward ask TUPE');
    await slack.uninstall();
    await slack.waitFor(() => seen.length === 2);
    await expect(app.client.auth.test()).rejects.toThrow('account_inactive');
  });
});
