import type { App } from '@slack/bolt';
import type { Installations } from '../../core/installations.ts';
import type { Log } from '../../core/log.ts';
import type { OnceOnly } from '../../core/once.ts';
import type { Desk } from './desk.ts';
import { describe } from './failures.ts';
import { listenForActions } from './listen-actions.ts';
import { listenForCommands } from './listen-commands.ts';
import { listenForForms } from './listen-forms.ts';
import { listenForHome } from './listen-home.ts';
import { listenForMessages } from './listen-messages.ts';
import { forget } from './oauth.ts';
import { isFirst } from './repeats.ts';
import { farewell } from './schemas.ts';
import type { UnderWay } from './under-way.ts';

interface Needs {
  readonly desk: Desk;
  readonly underWay: UnderWay;
  readonly once: OnceOnly;
  readonly installations: Installations;
}

/** Everything that people do in Slack, and what happens then. */
export function listen(app: App, { desk, underWay, once, installations }: Needs): void {
  app.use(async (args) => underWay.track(onceEach(args, once, desk.log)));
  listenForCommands(app, desk);
  listenForMessages(app, desk);
  listenForActions(app, desk);
  listenForForms(app, desk);
  listenForHome(app, desk);
  app.event(/^(?:app_uninstalled|tokens_revoked)$/, async ({ body }) => {
    const gone = farewell.safeParse(body);
    if (gone.success) await forget(gone.data, installations, desk.log);
  });
  app.error(async (error) => {
    desk.log.error({ platform: 'slack', error: describe(error) }, 'a delivery from Slack could not be worked on: look at this error');
  });
}

interface Middleware {
  readonly body: unknown;
  readonly next: () => Promise<void>;
  readonly ack?: unknown;
}

async function onceEach({ body, next, ack }: Middleware, once: OnceOnly, log: Log): Promise<void> {
  if (await isFirst(body, once, log)) await next();
  else if (typeof ack === 'function') await ack();
}
