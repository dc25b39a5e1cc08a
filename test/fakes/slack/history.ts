/** https://docs.slack.dev/reference/methods/conversations.history */
import { z } from 'zod';
import { messageJson } from './messages.ts';
import { flag, integer, joinedChannel, type Method, method, needScope } from './method.ts';
import { messagesOf, type State, teamOf } from './state.ts';
import type { Channel, Message } from './types.ts';

const SCOPES: Readonly<Record<Channel['kind'], string>> = { channel: 'channels:history', private: 'groups:history', im: 'im:history', mpim: 'mpim:history' };

/** 100 unless said, 999 at most; Slack may give fewer. */
const PAGE = { usual: 100, most: 999 };

const args = z.looseObject({
  channel: z.string(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  limit: integer.optional(),
  cursor: z.string().optional(),
  include_all_metadata: flag.optional(),
});

/** Newest first; what was said in a thread is not among it, and metadata is only when asked for. */
export const conversationsHistory: Method = method({}, args, (asked, caller) => {
  const { state } = caller;
  const channel = joinedChannel(caller, asked.channel);
  needScope(caller, SCOPES[channel.kind]);
  const ours = messagesOf(state, channel.id)
    .filter(({ deleted, ephemeralFor, threadTs }) => !deleted && ephemeralFor === undefined && threadTs === undefined)
    .map((message) => ({ ts: message.ts, json: () => messageJson(message, authorOf(state, message), asked.include_all_metadata === true) }));
  const theirs = state.said
    .filter((said) => said.channel === channel.id && said.threadTs === undefined)
    .map(({ person, text, ts }) => ({ ts, json: () => ({ type: 'message', user: person, text, ts }) }));
  const all = [...ours, ...theirs].filter(({ ts }) => isWithin(ts, asked)).sort((a, b) => b.ts.localeCompare(a.ts));
  const from = Number(asked.cursor ?? 0);
  const next = from + Math.min(asked.limit ?? PAGE.usual, state.options.historyPage ?? PAGE.most, PAGE.most);
  const hasMore = next < all.length;
  return {
    messages: all.slice(from, next).map(({ json }) => json()),
    has_more: hasMore,
    ...(hasMore ? { response_metadata: { next_cursor: String(next) } } : {}),
  };
});

/** The app as it is in the workspace that the message came from: a shared channel has messages of others. */
const authorOf = (state: State, { team }: Message) => {
  const { botUserId, botId } = teamOf(state, team);
  return { userId: botUserId, botId, appId: state.appId };
};

function isWithin(ts: string, { oldest, latest, inclusive }: z.infer<typeof args>): boolean {
  const [at, from, to] = [Number(ts), Number(oldest ?? 0), Number(latest ?? Number.POSITIVE_INFINITY)];
  return inclusive === true ? at >= from && at <= to : at > from && at < to;
}
