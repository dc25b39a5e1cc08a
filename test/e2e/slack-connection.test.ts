import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { logInMemory, type Program, startProgram } from './program.ts';
import { adapterFor } from './slack-app.ts';

const QUESTION = 'how many jobs went in Middlesbrough';

let program: Program;
beforeAll(() => {
  program = startProgram();
});

describe('the connection to Slack', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await startFakeSlack();
  });
  afterEach(() => slack.stop());

  it('connects again and takes what came in between', async () => {
    const { adapter } = await adapterFor(slack, 'socket', program);
    await adapter.start();
    for (const how of ['cut', 'refresh_requested'] as const) {
      slack.dropSocket(how);
      const before = slack.messages.length;
      const said = slack.say(QUESTION);
      await slack.waitFor(({ messages }) => messages.length > before);
      expect((await said).acked).toBe(true);
    }
    await adapter.stop();
    await slack.waitFor(({ connections }) => connections === 0);
  });

  it('keeps trying when Slack is gone for a while', async () => {
    const { adapter } = await adapterFor(slack, 'socket', program);
    await adapter.start();
    slack.failNext('apps.connections.open', { error: 'internal_error', times: 2 });
    slack.dropSocket('cut');
    await slack.waitFor(({ connections }) => connections === 0);
    await slack.waitFor(({ connections }) => connections === 1, 10_000);
    await adapter.stop();
  });

  it('suggests prompts over the whole direct message of an agent, naming no thread', async () => {
    const { adapter } = await adapterFor(slack, 'socket', program);
    await adapter.start();
    const event = { type: 'app_home_opened', user: 'U0ASKER', channel: 'D0ASKER', tab: 'messages', event_ts: '1.1' };
    await slack.event(event);
    expect(await slack.waitFor(({ assistantThreads }) => assistantThreads.get('D0ASKER')?.prompts)).toHaveLength(4);
    expect(slack.refusals).toEqual([]);
    await adapter.stop();
  });

  it('says which setting is wrong', async () => {
    const wrongToken = await adapterFor(slack, 'socket', { ...program, settings: { botToken: 'xoxb-wrong' } });
    await expect(wrongToken.adapter.start()).rejects.toThrow('SLACK_BOT_TOKEN');
    const wrongAppToken = await adapterFor(slack, 'socket', { ...program, settings: { appToken: 'xapp-wrong' } });
    await expect(wrongAppToken.adapter.start()).rejects.toThrow('SLACK_APP_TOKEN');
    const nowhere = await adapterFor(slack, 'socket', { ...program, settings: { apiUrl: 'http://127.0.0.1:9/api/' } });
    await expect(nowhere.adapter.start()).rejects.toThrow('SLACK_API_URL');
    await expect(adapterFor(slack, 'socket', { ...program, settings: { appToken: undefined, signingSecret: undefined } })).rejects.toThrow(
      'SLACK_SIGNING_SECRET',
    );
  });

  it('gives no answer to a bad signature', async () => {
    const { adapter } = await adapterFor(slack, 'http', program);
    await adapter.start();
    for (const bad of ['wrong', 'missing', 'stale'] as const) {
      slack.badSignature(bad);
      expect(await slack.command(`/steward ${QUESTION}`)).toMatchObject({ acked: false, status: 401 });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(slack.messages).toEqual([]);
    await adapter.stop();
  });

  it('logs nothing of what people ask, nor who they are', async () => {
    const log = logInMemory();
    const { adapter } = await adapterFor(slack, 'socket', { steward: program.steward, log });
    await adapter.start();
    slack.failNext('response_url', { status: 500, times: 9 });
    slack.failNext('chat.postEphemeral', { error: 'fatal_error', times: 9 });
    slack.failNext('chat.postMessage', { error: 'fatal_error', times: 9 });
    await slack.command('/steward what of Zebedee Quux');
    await slack.waitFor(() => log.lines.some(({ level }) => level === 'error'));
    await adapter.stop();
    expect(JSON.stringify(log.lines)).not.toMatch(/Zebedee|Quux|U0ASKER|xoxb|xapp/);
  });
});
