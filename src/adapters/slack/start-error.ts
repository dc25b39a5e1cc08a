import { REFUSED_TOKEN, refusalCode } from './failures.ts';
import type { SlackSettings } from './settings.ts';

/** Why Steward cannot start in Slack, and which setting mends it. */
export function startError(error: unknown, { apiUrl, appToken, host, port }: SlackSettings): Error {
  const code = refusalCode(error);
  const at = apiUrl ?? 'https://slack.com/api/';
  if (code !== undefined && REFUSED_TOKEN.includes(code)) {
    const which = appToken === undefined ? 'SLACK_BOT_TOKEN' : 'SLACK_BOT_TOKEN (xoxb-…) and SLACK_APP_TOKEN (xapp-…, with the scope connections:write)';
    return new Error(`Slack does not accept the token (${code}): check ${which}.`, { cause: error });
  }
  if (code !== undefined)
    return new Error(`Slack refused the start (${code}): see https://docs.slack.dev/reference/methods/auth.test for what it means.`, { cause: error });
  const inUse = error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL');
  if (inUse) return new Error(`Steward cannot listen on ${host}:${port} (${String(error.code)}): set STEWARD_HOST and STEWARD_PORT.`, { cause: error });
  return new Error(`Slack could not be reached at ${at}: check the network${apiUrl === undefined ? '' : ' and SLACK_API_URL'}, then start again.`, {
    cause: error,
  });
}
