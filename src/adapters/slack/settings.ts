/** Settings of the Slack adapter. What is missing is `undefined`; `planOf` says which of them a start needs. */
export interface SlackSettings {
  /** SLACK_BOT_TOKEN (xoxb-…): one workspace. */
  readonly botToken: string | undefined;
  /** SLACK_APP_TOKEN (xapp-…): Socket Mode, so that no public address is needed. */
  readonly appToken: string | undefined;
  /** SLACK_SIGNING_SECRET: requests over HTTP. */
  readonly signingSecret: string | undefined;
  /** SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET: many workspaces install it themselves. */
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly stateSecret: string | undefined;
  /** SLACK_API_URL: where the Web API is, with a `/` at its end; Slack's own when undefined. */
  readonly apiUrl: string | undefined;
  /** SLACK_AUTHORIZE_URL: where a person agrees to the installation; Slack's own when undefined. */
  readonly authorizeUrl: string | undefined;
  /** STEWARD_PUBLIC_URL: how browsers reach this program, for the way back from an installation; the one in the app's own settings when undefined. */
  readonly publicUrl: string | undefined;
  /** STEWARD_HOST and STEWARD_PORT: where it listens for HTTP. Socket Mode listens nowhere. */
  readonly host: string;
  readonly port: number;
  /** IANA zone of the branch. */
  readonly timeZone: string;
}

export interface OAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
}

/** How the adapter starts: how Slack reaches it, and whose token it speaks with. */
export type Plan =
  | { readonly transport: 'socket'; readonly appToken: string; readonly botToken: string }
  | { readonly transport: 'http'; readonly signingSecret: string; readonly botToken: string }
  | { readonly transport: 'http'; readonly signingSecret: string; readonly oauth: OAuth };

/** @throws {Error} that names the setting that is missing. */
export function planOf({ botToken, appToken, signingSecret, clientId, clientSecret, stateSecret }: SlackSettings): Plan {
  if (clientId !== undefined) {
    if (clientSecret === undefined || stateSecret === undefined) throw new Error('SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and SLACK_STATE_SECRET beside it.');
    if (signingSecret === undefined) throw new Error('Installing by OAuth works over HTTP: set SLACK_SIGNING_SECRET too.');
    return { transport: 'http', signingSecret, oauth: { clientId, clientSecret, stateSecret } };
  }
  if (botToken === undefined) throw new Error('Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and its secrets for many workspaces.');
  if (appToken !== undefined) return { transport: 'socket', appToken, botToken };
  if (signingSecret !== undefined) return { transport: 'http', signingSecret, botToken };
  throw new Error('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside SLACK_BOT_TOKEN.');
}
