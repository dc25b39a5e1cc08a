import { z } from 'zod';

/** Slack heard the request and refused it, so that nothing was sent: another way may be tried. */
export class RefusedBySlack extends Error {
  override readonly name = 'RefusedBySlack';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const platformError = z.object({ code: z.literal('slack_webapi_platform_error'), data: z.object({ error: z.string() }) });

/** Slack's own word for why, such as `not_in_channel`; undefined when Slack was not heard. */
export function refusalCode(error: unknown): string | undefined {
  if (error instanceof RefusedBySlack) return error.code;
  return platformError.safeParse(error).data?.data.error;
}

const coded = z.object({ code: z.string() });

/** What may be logged of an error: its kind, Slack's code and where it was thrown; not its message, which may quote somebody. */
export function describe(error: unknown): object {
  const code = refusalCode(error) ?? coded.safeParse(error).data?.code;
  if (!(error instanceof Error)) return { type: typeof error, code };
  const stack = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { type: error.name, code, stack: stack.slice(0, 8) };
}

/** Slack's words for a token that does not work. https://docs.slack.dev/reference/methods/auth.test#errors */
export const REFUSED_TOKEN: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
];
