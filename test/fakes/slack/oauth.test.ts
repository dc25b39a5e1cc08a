import { App, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { quiet } from './support/app.ts';

interface Stored {
  readonly bot?: { readonly token: string; readonly refreshToken?: string | undefined } | undefined;
}

describe('installing a real Bolt app', () => {
  let slack: FakeSlack;
  let app: App;
  let base: string;
  const stored = new Map<string, Stored>();
  const idOf = (team: { id: string } | undefined): string => team?.id ?? '';
  beforeEach(async () => {
    stored.clear();
    slack = await startFakeSlack({ installed: false, tokenRotation: true });
    app = new App({
      signingSecret: slack.tokens.signingSecret,
      clientId: slack.tokens.clientId,
      clientSecret: slack.tokens.clientSecret,
      stateSecret: 'a-state-secret',
      scopes: ['chat:write', 'commands'],
      redirectUri: 'https://steward.example/slack/oauth_redirect',
      installerOptions: {
        authorizationUrl: slack.authorizeUrl,
        redirectUriPath: '/slack/oauth_redirect',
        clientOptions: { slackApiUrl: slack.url },
      },
      clientOptions: { slackApiUrl: slack.url },
      logger: quiet,
      installationStore: {
        storeInstallation: async (installation) => void stored.set(idOf(installation.team), installation),
        fetchInstallation: async () => {
          throw new Error('not asked for here');
        },
      },
    });
    const address = (await app.start({ port: 0, host: '127.0.0.1' })).address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(async () => {
    await app.stop();
    await slack.stop();
  });

  it('gives each workspace its own token', async () => {
    expect(await slack.install(`${base}/slack/install`)).toMatchObject({ status: 200 });
    expect(await slack.install(`${base}/slack/install`, { team: 'T0REGION' })).toMatchObject({ status: 200 });
    expect([...stored.keys()]).toEqual(['T0BRANCH', 'T0REGION']);
    const client = new webApi.WebClient(stored.get('T0REGION')?.bot?.token, { slackApiUrl: slack.url });
    expect(await client.auth.test()).toMatchObject({ team_id: 'T0REGION', user_id: 'U0REGIONBOT' });
    await client.chat.postMessage({ channel: 'general', text: 'Hello' });
    expect(slack.messages).toMatchObject([{ team: 'T0REGION' }]);
  });

  it('changes a token for a new one, once', async () => {
    await slack.install(`${base}/slack/install`);
    const { clientId: client_id, clientSecret: client_secret } = slack.tokens;
    const ask = { client_id, client_secret, grant_type: 'refresh_token' as const, refresh_token: stored.get('T0BRANCH')?.bot?.refreshToken ?? '' };
    const client = new webApi.WebClient(undefined, { slackApiUrl: slack.url, logger: quiet });
    expect(await client.oauth.v2.access(ask)).toMatchObject({ ok: true, expires_in: 43_200, team: { id: 'T0BRANCH' } });
    await expect(client.oauth.v2.access(ask)).rejects.toThrow('invalid_refresh_token');
  });
});
