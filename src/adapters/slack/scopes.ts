/** What the app may do; the manifest says why for each. A test holds the two equal. */
export const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'im:write',
  'mpim:history',
  'usergroups:read',
  'users:read',
] as const;

/** What Slack tells the app of; what we listen to besides belongs to apps of before June 2026. */
export const EVENTS = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'] as const;
