import { describe, expect, it } from 'vitest';
import { planOf, type SlackSettings } from '../../../src/adapters/slack/settings.ts';

const none: SlackSettings = {
  botToken: undefined,
  appToken: undefined,
  signingSecret: undefined,
  clientId: undefined,
  clientSecret: undefined,
  stateSecret: undefined,
  apiUrl: undefined,
  authorizeUrl: undefined,
  publicUrl: undefined,
  host: '127.0.0.1',
  port: 3000,
  timeZone: 'Europe/London',
};

describe('planOf', () => {
  it('prefers the socket for one workspace', () => {
    expect(planOf({ ...none, botToken: 'b', appToken: 'a', signingSecret: 's' })).toEqual({ transport: 'socket', botToken: 'b', appToken: 'a' });
    expect(planOf({ ...none, botToken: 'b', signingSecret: 's' })).toEqual({ transport: 'http', botToken: 'b', signingSecret: 's' });
  });

  it('installs by OAuth over HTTP', () => {
    const oauth = { clientId: 'c', clientSecret: 's', stateSecret: 't' };
    expect(planOf({ ...none, ...oauth, signingSecret: 'x' })).toEqual({ transport: 'http', signingSecret: 'x', oauth });
  });

  it.each([
    [{}, 'SLACK_BOT_TOKEN'],
    [{ botToken: 'b' }, 'SLACK_APP_TOKEN'],
    [{ clientId: 'c' }, 'SLACK_CLIENT_SECRET'],
    [{ clientId: 'c', clientSecret: 's', stateSecret: 't' }, 'SLACK_SIGNING_SECRET'],
  ])('names what is missing', (settings, name) => expect(() => planOf({ ...none, ...settings })).toThrow(name));
});
