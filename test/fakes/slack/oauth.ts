/** Installing the app: https://docs.slack.dev/authentication/installing-with-oauth */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Method, method } from './method.ts';
import { Refused } from './refusal.ts';
import { now, type State, teamOf } from './state.ts';
import type { Json, Team } from './types.ts';

/** https://docs.slack.dev/authentication/using-token-rotation: 12 hours. */
const EXPIRES_SECONDS = 43_200;

interface Code {
  readonly team: string;
  readonly person: string;
  readonly scope: string;
  readonly redirectUri: string | undefined;
}

/** Codes and refresh tokens that are still good, for each state. */
const codes = new WeakMap<State, Map<string, Code>>();
const codesOf = (state: State): Map<string, Code> => {
  const known = codes.get(state) ?? new Map<string, Code>();
  codes.set(state, known);
  return known;
};

/** A person presses Allow: where the browser goes next. Throws when the link is not one Slack would take. */
export function allow(state: State, link: URL, team: Team, person: string): URL {
  const query = link.searchParams;
  if (query.get('client_id') !== state.tokens.clientId) throw new Error('Slack shows: invalid client_id parameter');
  const scope = query.get('scope') ?? '';
  if (scope === '') throw new Error('Slack shows: no scopes requested');
  const redirectUri = query.get('redirect_uri') ?? undefined;
  if (redirectUri === undefined) throw new Error('Slack shows: redirect_uri did not match any configured URIs');
  const code = randomUUID();
  state.teams.set(team.id, team);
  codesOf(state).set(code, { team: team.id, person, scope, redirectUri });
  const next = new URL(redirectUri);
  next.searchParams.set('code', code);
  next.searchParams.set('state', query.get('state') ?? '');
  return next;
}

function grant(state: State, { team, person, scope }: Code): Json {
  const rotates = state.options.tokenRotation === true;
  const token = `${rotates ? 'xoxe.xoxb' : 'xoxb'}-${team}-${randomUUID()}`;
  const refresh = `xoxe-1-${randomUUID()}`;
  const expiresAt = rotates ? now(state) + EXPIRES_SECONDS * 1000 : undefined;
  state.installations.set(token, { team, kind: 'bot', expiresAt, revoked: undefined });
  if (rotates) codesOf(state).set(refresh, { team, person, scope, redirectUri: undefined });
  const { name, botUserId } = teamOf(state, team);
  return {
    access_token: token,
    token_type: 'bot',
    scope,
    bot_user_id: botUserId,
    app_id: state.appId,
    team: { id: team, name },
    enterprise: null,
    authed_user: { id: person },
    is_enterprise_install: false,
    ...(rotates ? { refresh_token: refresh, expires_in: EXPIRES_SECONDS } : {}),
  };
}

const args = z.looseObject({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
});
const access = method({ token: 'none' }, args, (asked, { state }) => {
  if (asked.client_id !== state.tokens.clientId) throw new Refused('invalid_client_id');
  if (asked.client_secret !== state.tokens.clientSecret) throw new Refused('bad_client_secret');
  const refreshing = asked.grant_type === 'refresh_token';
  const key = (refreshing ? asked.refresh_token : asked.code) ?? '';
  const code = codesOf(state).get(key);
  if (code === undefined) throw new Refused(refreshing ? 'invalid_refresh_token' : 'invalid_code');
  codesOf(state).delete(key);
  if (!refreshing && asked.redirect_uri !== undefined && asked.redirect_uri !== code.redirectUri) throw new Refused('bad_redirect_uri');
  return grant(state, code);
});

const revoke = method({}, z.looseObject({}), (_, { state, token }) => {
  const installation = state.installations.get(token ?? '');
  if (installation !== undefined) installation.revoked = 'token_revoked';
  return { revoked: true };
});

export const oauthMethods: Readonly<Record<string, Method>> = { 'oauth.v2.access': access, 'auth.revoke': revoke };
