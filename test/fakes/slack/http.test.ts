import { createServer, type Server } from 'node:http';
import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { quiet } from './support/app.ts';

describe('signed HTTP requests', () => {
  let slack: FakeSlack;
  let app: App;
  beforeEach(async () => {
    slack = await startFakeSlack({ ackLimitMs: 300 });
    app = new App({ token: slack.tokens.bot, signingSecret: slack.tokens.signingSecret, clientOptions: { slackApiUrl: slack.url }, logger: quiet });
    app.command('/steward', async ({ ack }) => ack('Yes'));
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const address = server.address();
    slack.attachHttp(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
  });
  afterEach(async () => {
    await app.stop();
    await slack.stop();
  });

  it.each(['wrong', 'missing', 'stale'] as const)('a signature that is %s is refused by the app', async (bad) => {
    slack.badSignature(bad);
    expect(await slack.command('/steward hello')).toMatchObject({ acked: false, failure: 'refused', status: 401 });
    expect(slack.messages).toEqual([]);
    expect(await slack.command('/steward hello')).toMatchObject({ acked: true });
    expect(slack.messages).toMatchObject([{ text: 'Yes' }]);
  });

  it('brings anything', async () => {
    expect(await slack.sendRaw('{"type":')).toBe(400);
    expect(await slack.sendRaw({ type: 'url_verification', challenge: 'c' })).toBe(200);
    expect(await slack.sendRaw({ type: 'url_verification' }, { signature: 'wrong' })).toBe(401);
  });
});

describe('an app that is not there', () => {
  let server: Server;
  it('is no connection', async () => {
    const slack = await startFakeSlack({ ackLimitMs: 300 });
    server = createServer((_, response) => response.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    slack.attachHttp(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    expect(await slack.command('/steward hello')).toMatchObject({ acked: false, failure: 'no_connection' });
    server.close();
    await slack.stop();
  });
});
