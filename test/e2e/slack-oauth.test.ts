import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Installations, installationsInMemory } from '../../src/core/installations.ts';
import { privately, text } from '../../src/core/reply.ts';
import type { Adapter } from '../../src/core/steward.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { type Program, startProgram } from './program.ts';
import { adapterFor, shown } from './slack-app.ts';

let program: Program;
beforeAll(() => {
  program = startProgram();
});

describe('Steward installed by many workspaces', () => {
  let slack: FakeSlack;
  let adapter: Adapter;
  let url: string;
  let installations: Installations;

  async function begin(tokenRotation: boolean): Promise<void> {
    slack = await startFakeSlack({ installed: false, tokenRotation });
    installations = installationsInMemory();
    const oauth = { clientId: slack.tokens.clientId, clientSecret: slack.tokens.clientSecret, stateSecret: 'a secret for states', botToken: undefined };
    ({ adapter, url } = await adapterFor(slack, 'http', { ...program, installations, settings: oauth }));
    await adapter.start();
  }
  beforeEach(() => begin(false));
  afterEach(async () => {
    await adapter.stop();
    await slack.stop();
  });

  it('is installed from its own page, and answers each workspace with its own token', async () => {
    for (const team of ['T0NORTH', 'T0SOUTH']) {
      expect(await slack.install(`${url}/slack/install`, { team })).toMatchObject({ status: 200 });
      await slack.mention('how many jobs went in Middlesbrough', { team });
      const message = await slack.waitFor(({ messages }) => messages.find((one) => one.team === team));
      expect(shown(message)).toContain('Middlesbrough');
    }
    expect(slack.refusals).toEqual([]);
  });

  it('takes no installation whose state it did not give out', async () => {
    const response = await fetch(`${url}/slack/oauth_redirect?code=abc&state=forged`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(slack.calls).toEqual([]);
  });

  it('forgets everything when it is removed', async () => {
    await slack.install(`${url}/slack/install`, { team: 'T0NORTH' });
    expect(await installations.find('T0NORTH')).toBeDefined();
    await slack.uninstall({ team: 'T0NORTH' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await installations.find('T0NORTH')).toBeUndefined();
  });

  it('keeps no token of a person, and renews its own before it expires', async () => {
    await adapter.stop();
    await slack.stop();
    await begin(true);
    await slack.install(`${url}/slack/install`, { team: 'T0NORTH' });
    const kept = JSON.stringify(await installations.find('T0NORTH'));
    expect(kept).not.toContain('xoxp');
    const details = JSON.parse(kept).details;
    await installations.save({ id: 'T0NORTH', details: { ...details, bot: { ...details.bot, expiresAt: 1 } } });
    await slack.mention('how many jobs went in Middlesbrough', { team: 'T0NORTH' });
    await slack.waitFor(({ messages }) => messages.length === 1);
    expect(JSON.stringify(await installations.find('T0NORTH'))).not.toContain(details.bot.token);
    expect(slack.refusals).toEqual([]);
  });

  it('renews a token once, for all that is brought at that moment', async () => {
    await adapter.stop();
    await slack.stop();
    await begin(true);
    await slack.install(`${url}/slack/install`, { team: 'T0NORTH' });
    const kept = await installations.find('T0NORTH');
    const details = JSON.parse(JSON.stringify(kept?.details));
    await installations.save({ id: 'T0NORTH', details: { ...details, bot: { ...details.bot, expiresAt: 1 } } });
    const to = { platform: 'slack', workspace: 'T0NORTH', channel: 'C0GENERAL' };
    const keys = ['a', 'b', 'c'];
    const delivered = await Promise.all(keys.map((key) => adapter.courier.deliver(to, privately([text(key)], null), { key })));
    expect(delivered.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(slack.calls.filter(({ method, body }) => method === 'oauth.v2.access' && body.grant_type === 'refresh_token')).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });
});
