import { z } from 'zod';
import type { Delivered } from '../../core/courier.ts';
import { refusalCode } from './failures.ts';
import { NotInstalled } from './oauth.ts';

type Unsent = Exclude<Delivered, { status: 'sent' }>;

/** Slack's words for why, https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of the other methods that bring something. */
const UNREACHABLE: Readonly<Record<Extract<Unsent, { status: 'unreachable' }>['why'], readonly string[]>> = {
  gone: ['channel_not_found', 'is_archived', 'is_inactive', 'message_not_found', 'user_disabled', 'user_not_found'],
  forbidden: [
    'access_denied',
    'cannot_dm_bot',
    'cant_update_message',
    'edit_window_closed',
    'ekm_access_denied',
    'file_uploads_disabled',
    'messages_tab_disabled',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'not_in_channel',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'team_access_not_granted',
    'user_not_in_channel',
  ],
  removed: ['account_inactive', 'invalid_auth', 'not_authed', 'org_login_required', 'token_revoked'],
};

/** Refusals after which Slack says that "some aspect of the operation" may have succeeded. */
const IN_DOUBT = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'];

/** Nothing was sent: there was no connection yet. */
const NOT_CONNECTED = ['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'];

const rateLimited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });
const noConnection = z.object({ original: z.object({ cause: z.object({ code: z.enum(NOT_CONNECTED) }) }) });

/** What a failed call to Slack comes to. Whatever is not known to have been refused may have arrived. */
export function unsentAfter(error: unknown): Unsent {
  if (error instanceof NotInstalled) return { status: 'unreachable', why: 'removed' };
  const limit = rateLimited.safeParse(error);
  if (limit.success) return { status: 'later', mayHaveArrived: false, afterMs: limit.data.retryAfter * 1_000 };
  const code = refusalCode(error);
  if (code === undefined) return { status: 'later', mayHaveArrived: !noConnection.safeParse(error).success };
  for (const why of ['gone', 'forbidden', 'removed'] as const) if (UNREACHABLE[why].includes(code)) return { status: 'unreachable', why };
  return { status: 'later', mayHaveArrived: IN_DOUBT.includes(code) };
}
