import { SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { quiet } from './support/app.ts';

interface Envelope {
  readonly ack: (response?: Record<string, unknown>) => Promise<void>;
  readonly retry_num?: number;
  readonly envelope_id: string;
}

describe('the real Socket Mode client', () => {
  let slack: FakeSlack;
  let client: SocketModeReceiver['client'];
  let got: Envelope[];
  beforeEach(async () => {
    got = [];
    slack = await startFakeSlack({ ackLimitMs: 400 });
    const installerOptions = { clientOptions: { slackApiUrl: slack.url } };
    client = new SocketModeReceiver({ appToken: slack.tokens.app, installerOptions, clientPingTimeout: 60, logger: quiet }).client;
    client.on('slack_event', (envelope: Envelope) => void got.push(envelope));
    await client.start();
  });
  afterEach(async () => {
    await client.disconnect();
    await slack.stop();
  });

  const answerAll = (): void => void client.on('slack_event', ({ ack }: Envelope) => void ack());

  it('connects once with each address', async () => {
    expect(slack.connections).toBe(1);
    const refused = new WebSocket(slack.url.replace('http', 'ws').replace('/api/', '/link/?ticket=old'));
    await expect(new Promise((_, reject) => refused.once('error', reject))).rejects.toThrow('403');
  });

  it.each(['refresh_requested', 'warning', 'cut'] as const)('comes back after %s', async (how) => {
    answerAll();
    slack.dropSocket(how);
    expect(slack.connections).toBe(0);
    await slack.waitFor(({ connections }) => connections === 1);
    expect((await slack.command('/steward hello')).acked).toBe(true);
  });

  it('gets again what was said while it was away, but no command', async () => {
    answerAll();
    slack.dropSocket('cut');
    const said = slack.say('hello');
    expect(await slack.command('/steward hello')).toMatchObject({ acked: false, failure: 'no_connection' });
    expect(await said).toMatchObject({ acked: true, attempt: 1 });
    expect(got).toMatchObject([{ retry_num: 1 }]);
  });

  it('gets again what it had not acknowledged when it was cut off', async () => {
    const said = slack.say('hello');
    await expect.poll(() => got.length).toBe(1);
    slack.dropSocket('cut');
    answerAll();
    expect(await said).toMatchObject({ acked: true, attempt: 1 });
  });

  it('records an acknowledgement that comes too late', async () => {
    const delivery = await slack.command('/steward hello');
    expect(delivery).toMatchObject({ acked: false, failure: 'timeout' });
    await got[0]?.ack({ text: 'Too late' });
    await slack.waitFor(() => delivery.acks === 1);
    expect(delivery.ackAfterMs).toBeGreaterThanOrEqual(395);
    expect(slack.messages).toEqual([]);
  });

  it('records an acknowledgement that comes twice', async () => {
    client.on('slack_event', ({ ack }: Envelope) => void ack().then(() => ack()));
    await slack.command('/steward hello');
    await slack.waitFor(({ refusals }) => refusals.some(({ error }) => error === 'unknown_envelope_id'));
  });

  it('survives anything that is sent', async () => {
    answerAll();
    // `null` is left out: on it, and on an event without payload, @slack/socket-mode 3.1 rejects where no one can catch it.
    for (const frame of ['{', '[]', '{"type":"hello"}', '{"type":"interactive"}']) await slack.sendRaw(frame);
    expect((await slack.command('/steward hello')).acked).toBe(true);
  });

  it('repeats an event in a new envelope, with the attempt counted', async () => {
    answerAll();
    const first = await slack.say('hello');
    const second = await slack.redeliver(first);
    expect(second).toMatchObject({ acked: true, attempt: 1, payload: first.payload });
    expect(second.envelopeId).not.toBe(first.envelopeId);
  });
});
