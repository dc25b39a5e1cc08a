import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Delivery, type FakeSlack, startFakeSlack } from './server.ts';
import { modal, quiet } from './support/app.ts';

const payload = z.looseObject({ trigger_id: z.string(), response_url: z.string() });

describe('things that wear out', () => {
  let slack: FakeSlack;
  let client: webApi.WebClient;
  let now: number;
  beforeEach(async () => {
    now = Date.parse('2009-06-16T10:00:00Z');
    slack = await startFakeSlack({ clock: { now: () => new Date(now) }, ackLimitMs: 10 });
    client = new webApi.WebClient(slack.tokens.bot, { slackApiUrl: slack.url, logger: quiet, retryConfig: { retries: 0 } });
  });
  afterEach(() => slack.stop());

  const linksOf = (delivery: Delivery) => payload.parse(delivery.payload);
  const respond = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });

  it('a trigger id is good once', async () => {
    const { trigger_id } = linksOf(await slack.command('/steward form'));
    await client.views.open({ trigger_id, view: modal });
    await expect(client.views.open({ trigger_id, view: modal })).rejects.toThrow('exchanged_trigger_id');
  });

  it('a trigger id is good for three seconds', async () => {
    const { trigger_id } = linksOf(await slack.command('/steward form'));
    now += 3_001;
    await expect(client.views.open({ trigger_id, view: modal })).rejects.toThrow('expired_trigger_id');
  });

  it('a response URL is good for thirty minutes', async () => {
    const { response_url } = linksOf(await slack.command('/steward ask'));
    now += 30 * 60_000;
    expect((await respond(response_url, { text: 'Just in time' })).status).toBe(200);
    now += 1;
    expect((await respond(response_url, { text: 'Late' })).status).toBe(404);
    expect(slack.responses.map(({ error }) => error)).toEqual([undefined, 'expired_url']);
  });

  it('a response URL works where the app is not', async () => {
    const { response_url } = linksOf(await slack.command('/steward ask', { channel: 'outside' }));
    expect((await respond(response_url, { text: 'Here', response_type: 'in_channel' })).status).toBe(200);
    expect(slack.messagesIn('outside')).toMatchObject([{ text: 'Here', ephemeralFor: undefined }]);
  });

  it('a response URL takes no bad blocks and no nonsense', async () => {
    const { response_url } = linksOf(await slack.command('/steward ask'));
    expect((await respond(response_url, { blocks: [{ type: 'header' }] })).status).toBe(400);
    expect((await fetch(response_url, { method: 'POST', body: '{' })).status).toBe(400);
    expect(slack.messages).toEqual([]);
  });

  it('three views lie on each other at most, and a view is updated only by its newest hash', async () => {
    const open = linksOf(await slack.command('/steward form'));
    const { view } = await client.views.open({ trigger_id: open.trigger_id, view: modal });
    const again = await client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: modal });
    await expect(client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: modal })).rejects.toThrow('hash_conflict');
    const submitted = await slack.submitView(again.view?.id ?? '', { question: 'x' });
    const { trigger_id } = z.looseObject({ trigger_id: z.string() }).parse(submitted.payload);
    expect((await client.views.push({ trigger_id, view: modal })).view).toMatchObject({ previous_view_id: view?.id, root_view_id: view?.id });
    expect(slack.openViews).toHaveLength(2);
  });

  it('a form is held back whose required field is empty', async () => {
    const { trigger_id } = linksOf(await slack.command('/steward form'));
    const { view } = await client.views.open({ trigger_id, view: modal });
    expect(() => slack.submitView(view?.id ?? '', {})).toThrow('question is required');
    expect(() => slack.submitView(view?.id ?? '', { answer: 'x' })).toThrow('no field answer');
  });
});
