import { createServer } from 'node:net';
import { createSlackAdapter } from '../../src/adapters/slack/adapter.ts';
import type { SlackSettings } from '../../src/adapters/slack/settings.ts';
import { type Installations, installationsInMemory } from '../../src/core/installations.ts';
import type { Log } from '../../src/core/log.ts';
import { onceInMemory } from '../../src/core/once.ts';
import type { Adapter, Steward } from '../../src/core/steward.ts';
import type { FakeSlack, Message, Via } from '../fakes/slack/server.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Parts {
  readonly steward: Steward;
  readonly log: Log;
  readonly settings?: Partial<SlackSettings>;
  readonly installations?: Installations;
}

/** The adapter for this fake, not started; over HTTP the fake knows where it will listen. */
export async function adapterFor(slack: FakeSlack, via: Via, { steward, log, settings = {}, installations = installationsInMemory() }: Parts) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  if (via === 'http') slack.attachHttp(`${url}/slack/events`);
  const adapter: Adapter = createSlackAdapter({
    steward,
    log,
    once: onceInMemory(1_000),
    installations,
    vouchFor: async () => {},
    onArrival: () => {},
    settings: {
      botToken: slack.tokens.bot,
      appToken: via === 'socket' ? slack.tokens.app : undefined,
      signingSecret: slack.tokens.signingSecret,
      clientId: undefined,
      clientSecret: undefined,
      stateSecret: undefined,
      apiUrl: slack.url,
      authorizeUrl: slack.authorizeUrl,
      publicUrl: url,
      host: '127.0.0.1',
      port,
      timeZone: 'Europe/London',
      ...settings,
    },
  });
  return { adapter, url };
}

/** Everything a message shows, as JSON: enough to look for words in. */
export const shown = ({ blocks }: Pick<Message, 'blocks'>): string => JSON.stringify(blocks);
