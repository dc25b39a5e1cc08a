/** What a Web API method is made of, and how arguments arrive. */
import { z } from 'zod';
import { Refused } from './refusal.ts';
import type { State } from './state.ts';
import type { Channel, Json, Team } from './types.ts';

export interface Caller {
  readonly state: State;
  readonly team: Team;
  readonly token: string | undefined;
}

export interface Method {
  readonly token: 'bot' | 'app' | 'none';
  readonly scope: string | undefined;
  /** Runs with arguments as they came; throws `Refused`. The answer goes out with `ok: true`. */
  readonly run: (args: Json, caller: Caller) => Json;
}

/** Declares a method: the schema of its arguments, and what it does with them. */
export function method<S extends z.ZodType>(
  needs: { readonly token?: Method['token']; readonly scope?: string },
  schema: S,
  run: (args: z.infer<S>, caller: Caller) => Json,
): Method {
  return {
    token: needs.token ?? 'bot',
    scope: needs.scope,
    run: (args, caller) => {
      const parsed = schema.safeParse(args);
      if (parsed.success) return run(parsed.data, caller);
      const messages = parsed.error.issues.map((issue) => {
        const missing = issue.code === 'invalid_type' && args[String(issue.path[0])] === undefined;
        return missing ? `[ERROR] missing required field: ${issue.path.join('/')}` : `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`;
      });
      throw new Refused('invalid_arguments', messages);
    },
  };
}

/** Clients send form fields, so everything but JSON bodies arrives as a string. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')]);
export const integer = z.coerce.number().int();

/** A JSON value, or a string that holds one; a string that does not parse stays a string. */
export const json = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
});

export function channelOf({ state, team }: Caller, idOrName: string): Channel {
  const found = state.places.find(idOrName, team.id);
  if (found === undefined || found.deleted === true) throw new Refused('channel_not_found');
  return found;
}

/** The channel, when the app is in it: Slack hides private channels and direct messages it is not in. */
export function joinedChannel(caller: Caller, idOrName: string): Channel {
  const channel = channelOf(caller, idOrName);
  if (channel.member) return channel;
  throw new Refused(channel.kind === 'channel' ? 'not_in_channel' : 'channel_not_found');
}

/** Throws `missing_scope` when the app was not granted it. */
export function needScope({ state }: Caller, scope: string): void {
  const { scopes } = state.options;
  if (scopes !== undefined && !scopes.includes(scope)) throw new Refused('missing_scope', [], { needed: scope, provided: scopes.join(',') });
}
