import { z } from 'zod';
import type { Config } from '../../config.ts';
import { type Check, type Finding, look, ok, wrong } from '../finding.ts';
import { askServer } from '../web.ts';

const TOKENS = 'https://api.slack.com/apps';

const answerSchema = z.object({ ok: z.boolean(), error: z.string().optional() });

export interface SlackNeeds {
  /** @throws {Error} naming the setting that is missing */
  readonly plan: (slack: NonNullable<Config['slack']>) => unknown;
  /** What the app must be allowed to do. */
  readonly scopes: readonly string[];
  /** What Slack says of a token that does not work. */
  readonly refusedToken: readonly string[];
}

/** Whether Slack takes the tokens. `apps.connections.open` only hands out an address, which lapses when nobody connects to it. */
export function slackCheck(slack: Config['slack'], { plan, scopes, refusedToken }: SlackNeeds): Check {
  return {
    about: 'Slack',
    async run() {
      if (slack === undefined) return [ok('not set up.')];
      const base = slack.apiUrl ?? 'https://slack.com/api/';
      const ask = (method: string, token?: string) =>
        askServer(new URL(method, base.endsWith('/') ? base : `${base}/`).href, 'POST', token && `Bearer ${token}`);
      const missing = faultOf(() => plan(slack));
      if (missing !== undefined) return [wrong(missing, 'Steward does not start until it is set.')];
      if (slack.clientId !== undefined) return [reached(await ask('api.test'))];
      const [bot, app] = await Promise.all([
        ask('auth.test', slack.botToken),
        slack.appToken === undefined ? undefined : ask('apps.connections.open', slack.appToken),
      ]);
      if (bot === undefined) return [reached(bot)];
      return [
        token('SLACK_BOT_TOKEN', bot.json, 'OAuth & Permissions', refusedToken),
        ...(slack.appToken === undefined
          ? []
          : [token('SLACK_APP_TOKEN', app?.json, 'Basic Information, App-Level Tokens, with the scope connections:write', refusedToken)]),
        ...lacking(scopes, bot.headers.get('x-oauth-scopes')),
      ];
    },
  };
}

function token(setting: string, json: unknown, where: string, refusedToken: readonly string[]): Finding {
  const answer = answerSchema.safeParse(json).data;
  if (answer?.ok) return ok(`${setting} is accepted.`);
  if (refusedToken.includes(answer?.error ?? ''))
    return wrong(`Slack does not accept ${setting} (${answer?.error}).`, `Copy it again from ${TOKENS}, ${where}.`);
  return look(`Slack did not say whether ${setting} is good (${answer?.error ?? 'no sensible answer'}).`, 'Try again in a minute.');
}

function lacking(scopes: readonly string[], granted: string | null): Finding[] {
  if (granted === null) return [];
  const has = granted.split(',').map((scope) => scope.trim());
  const lacks = scopes.filter((scope) => !has.includes(scope));
  if (lacks.length === 0) return [];
  return [look(`The app lacks the scopes ${lacks.join(', ')}.`, 'Paste manifest.yml again under App Manifest, and install the app again.')];
}

const reached = (answer: object | undefined): Finding =>
  answer === undefined
    ? wrong('Slack could not be reached.', 'Check the network and SLACK_API_URL, and https://slack-status.com.')
    : ok('Slack answers; each workspace has a token of its own, see Secret key.');

function faultOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'Its settings do not fit together.';
  }
}
