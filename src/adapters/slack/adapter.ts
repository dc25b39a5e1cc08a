import { App, type AppOptions, type HTTPReceiverOptions, type webApi } from '@slack/bolt';
import type { Installations } from '../../core/installations.ts';
import type { Log } from '../../core/log.ts';
import type { OnceOnly } from '../../core/once.ts';
import type { Adapter, Steward } from '../../core/steward.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptionsFor } from './client-options.ts';
import { createDesk } from './desk.ts';
import { createHttp } from './http.ts';
import { listen } from './listen.ts';
import { installationStore } from './oauth.ts';
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
}

const FINISH_WITHIN_MS = 9_000;

/** Steward in Slack. @throws {Error} when settings are missing: the message names them. */
export function createSlackAdapter({ steward, settings, log, once, installations }: Needs): Adapter {
  const plan = planOf(settings);
  const desk = createDesk({ steward, log, timeZone: settings.timeZone });
  const underWay = createUnderWay();
  let transport: Transport | undefined;

  return {
    name: 'slack',
    async start() {
      const { app, transport: ours } = connect(plan, settings, log, installations);
      listen(app, { desk, underWay, once, installations });
      try {
        await app.init();
        await ours.open();
      } catch (error) {
        await ours.close().catch(() => {});
        throw startError(error, settings);
      }
      transport = ours;
      const install = 'oauth' in plan ? { install: `${settings.publicUrl ?? `http://${settings.host}:${settings.port}`}/slack/install` } : {};
      log.info({ platform: 'slack', transport: plan.transport, ...install }, 'Steward answers in Slack');
    },
    async stop() {
      transport?.refuseNew();
      await underWay.idle(FINISH_WITHIN_MS);
      await transport?.close();
      transport = undefined;
    },
  };
}

function connect(plan: Plan, settings: SlackSettings, log: Log, installations: Installations): { app: App; transport: Transport } {
  const logger = boltLog(log);
  const clientOptions = clientOptionsFor(settings, logger);
  // No conversation is kept, and nothing is asked of Slack before `init`.
  const options: AppOptions = { logger, clientOptions, convoStore: false, deferInitialization: true };
  if (plan.transport === 'socket') {
    const { receiver, transport } = createSocket({ appToken: plan.appToken, clientOptions, logger, log });
    return { app: new App({ ...options, token: plan.botToken, receiver }), transport };
  }
  const installing = 'oauth' in plan ? installingWith(plan.oauth, settings, clientOptions, installations) : {};
  const { receiver, transport } = createHttp({ ...settings, log, receiver: { signingSecret: plan.signingSecret, logger, ...installing } });
  return { app: new App({ ...options, ...('botToken' in plan ? { token: plan.botToken } : {}), receiver }), transport };
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
