import type { Logger, webApi } from '@slack/bolt';
import type { SlackSettings } from './settings.ts';

const TIMEOUT_MS = 10_000;
/** Bolt's own retries go on for half an hour; somebody waits for the answer. A wait that Slack asks for (429) is kept besides. */
const RETRIES = { retries: 3, factor: 2, minTimeout: 300, maxTimeout: 3_000 };

export const clientOptionsFor = ({ apiUrl }: Pick<SlackSettings, 'apiUrl'>, logger: Logger): webApi.WebClientOptions => ({
  logger,
  timeout: TIMEOUT_MS,
  retryConfig: RETRIES,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
});
