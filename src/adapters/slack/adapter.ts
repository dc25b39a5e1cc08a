import { App, type AppOptions, type HTTPReceiver, type HTTPReceiverOptions, type webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Courier, Delivered } from '../../core/courier.ts';
import type { Installations } from '../../core/installations.ts';
import type { Log } from '../../core/log.ts';
import type { OnceOnly } from '../../core/once.ts';
import type { Adapter, Steward } from '../../core/steward.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptionsFor } from './client-options.ts';
import { createCourier } from './courier.ts';
import { createVoices } from './courier-voices.ts';
import { createDesk } from './desk.ts';
import { describe } from './failures.ts';
import { createHttp } from './http.ts';
import { MESSAGES_PER_SECOND } from './limits.ts';
import { listen } from './listen.ts';
import { createMembership } from './membership.ts';
import { installationStore, NotInstalled } from './oauth.ts';
import { preview } from './preview.ts';
import { SCOPES } from './scopes.ts';
import { type OAuth, type Plan, planOf, type SlackSettings } from './settings.ts';
import { createSocket } from './socket.ts';
import { startError } from './start-error.ts';
import type { Transport } from './transport.ts';
import { createUnderWay } from './under-way.ts';

interface Needs {
  readonly steward: Steward;
  readonly settings: SlackSettings;
  readonly log: Log;
  /** Deliveries that came before; keys begin with `slack:`. */
  readonly once: OnceOnly;
  /** Where each workspace's tokens are kept; used when workspaces install Steward themselves. */
  readonly installations: Installations;
  /** Told the workspace that a token in the settings is of: whoever runs Steward vouches for it. Never rejects. */
  readonly vouchFor: (workspace: string) => Promise<void>;
  /** Called as soon as somebody may be asking something. */
  readonly onArrival: () => void;
}

/** https://docs.slack.dev/reference/methods/auth.test */
const whoseToken = z.object({ team_id: z.string() });

const FINISH_WITHIN_MS = 9_000;

/** Steward in Slack. @throws {Error} when settings are missing: the message names them. */
export function createSlackAdapter({ steward, settings, log, once, installations, vouchFor, onArrival }: Needs): Adapter {
  const plan = planOf(settings);
  const desk = createDesk({ steward, log, timeZone: settings.timeZone });
  const underWay = createUnderWay();
  let transport: Transport | undefined;
  let courier: Courier | undefined;
  let voiceIn: ReturnType<typeof createVoices> | undefined;
  const bring = (work: (working: Courier) => Promise<Delivered>): Promise<Delivered> =>
    courier === undefined ? Promise.resolve({ status: 'later', mayHaveArrived: false }) : underWay.track(work(courier));

  /** It is no reason not to start: without it somebody has to accept the workspace. */
  async function tellWorkspace({ client }: App, token: string): Promise<void> {
    try {
      await vouchFor(whoseToken.parse(await client.auth.test({ token })).team_id);
    } catch (error) {
      log.warn({ platform: 'slack', error: describe(error) }, 'could not find out which workspace SLACK_BOT_TOKEN is of: say `workspace accept here` in it');
    }
  }

  return {
    name: 'slack',
    courier: {
      perSecond: MESSAGES_PER_SECOND,
      deliver: (...what) => bring((working) => working.deliver(...what)),
      canReach: async (to) => (courier === undefined ? 'unknown' : underWay.track(courier.canReach(to))),
      replace: (...what) => bring((working) => working.replace(...what)),
      find: async (...what) => (courier === undefined ? 'unknown' : underWay.track(courier.find(...what))),
      preview,
    },
    membership: createMembership({
      clientIn: async (workspace) => {
        if (voiceIn === undefined) throw new Error('Slack is not connected');
        return (await voiceIn(workspace)).client;
      },
      log,
    }),
    async start() {
      const { app, transport: ours, tokenOf } = connect(plan, settings, { log, installations, onArrival });
      listen(app, { desk, underWay, once, installations });
      try {
        await app.init();
        await ours.open();
      } catch (error) {
        await ours.close().catch(() => {});
        throw startError(error, settings);
      }
      if ('botToken' in plan) await tellWorkspace(app, plan.botToken);
      transport = ours;
      voiceIn = createVoices(tokenOf, clientOptionsFor(settings, boltLog(log)));
      courier = createCourier({ voiceIn, log, now: Date.now });
      const install = 'oauth' in plan ? { install: `${settings.publicUrl ?? `http://${settings.host}:${settings.port}`}/slack/install` } : {};
      log.info({ platform: 'slack', transport: plan.transport, ...install }, 'Steward answers in Slack');
    },
    async stop() {
      courier = undefined;
      transport?.refuseNew();
      await underWay.idle(FINISH_WITHIN_MS);
      await transport?.close();
      transport = undefined;
      voiceIn = undefined;
    },
  };
}

interface Connection {
  readonly app: App;
  readonly transport: Transport;
  /** The bot's token in a workspace. */
  readonly tokenOf: (workspace: string) => Promise<string>;
}

function connect(plan: Plan, settings: SlackSettings, { log, installations, onArrival }: Pick<Needs, 'log' | 'installations' | 'onArrival'>): Connection {
  const logger = boltLog(log);
  const clientOptions = clientOptionsFor(settings, logger);
  // No conversation is kept, and nothing is asked of Slack before `init`.
  const options: AppOptions = { logger, clientOptions, convoStore: false, deferInitialization: true };
  if (plan.transport === 'socket') {
    const { receiver, transport } = createSocket({ appToken: plan.appToken, clientOptions, logger, log });
    return { app: new App({ ...options, token: plan.botToken, receiver }), transport, tokenOf: async () => plan.botToken };
  }
  const installing = 'oauth' in plan ? installingWith(plan.oauth, settings, clientOptions, installations) : {};
  const { receiver, transport } = createHttp({ ...settings, log, onArrival, receiver: { signingSecret: plan.signingSecret, logger, ...installing } });
  const app = new App({ ...options, ...('botToken' in plan ? { token: plan.botToken } : {}), receiver });
  return { app, transport, tokenOf: 'botToken' in plan ? async () => plan.botToken : (workspace) => installedToken(receiver, workspace) };
}

/** From the store; Bolt renews it when it is about to expire. @throws {NotInstalled} */
async function installedToken({ installer }: HTTPReceiver, workspace: string): Promise<string> {
  try {
    const found = await installer?.authorize({ teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false });
    if (found?.botToken === undefined) throw new NotInstalled('Steward has no token there');
    return found.botToken;
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}

const REDIRECT_PATH = '/slack/oauth_redirect';

/** The pages `/slack/install` and `/slack/oauth_redirect`; a token that expires is renewed by Bolt. */
const installingWith = (
  oauth: OAuth,
  { authorizeUrl, publicUrl }: SlackSettings,
  clientOptions: webApi.WebClientOptions,
  installations: Installations,
): Partial<HTTPReceiverOptions> => ({
  ...oauth,
  scopes: [...SCOPES],
  ...(publicUrl === undefined ? {} : { redirectUri: new URL(REDIRECT_PATH, publicUrl).href }),
  installationStore: installationStore(installations),
  installerOptions: {
    directInstall: true,
    redirectUriPath: REDIRECT_PATH,
    clientOptions,
    ...(authorizeUrl === undefined ? {} : { authorizationUrl: authorizeUrl }),
  },
});
