import type { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { FakeSlack } from '../test/fakes/slack/server.ts';

/** One bot on one fake platform. */
export interface Subject {
  readonly name: string;
  /** Asks as a person does; resolves when the platform has heard that the command arrived. */
  ask(question: string): Promise<void>;
  /** Recognises the request that carries the reply, written `METHOD :port/path`. */
  readonly isReply: RegExp;
  /** For each request since `clear`, how many replies it got. */
  answers(): number[];
  /** What the platform refused, or waited for in vain, since `clear`. */
  refusals(): string[];
  /** Forgets what was recorded, so that a long run costs the platform no more at its end than at its beginning. */
  clear(): void;
}

/** @param team the workspace in which it is asked; the one whose token is in the settings when left out */
export function inSlack(name: string, slack: FakeSlack, command: string, team?: string): Subject {
  return {
    name,
    isReply: new RegExp(`^POST :${new URL(slack.url).port}/hooks/`, 'u'),
    async ask(question) {
      await slack.command(`${command} ${question}`, team === undefined ? {} : { team });
    },
    answers() {
      const posts = counted(slack.responses.map(({ url }) => url));
      return slack.deliveries.map(({ payload }) => posts.get(String(payload.response_url)) ?? 0);
    },
    refusals: () => slack.refusals.map(({ where, error }) => `${where}: ${error}`),
    clear: () => slack.clear(),
  };
}

export function inDiscord(name: string, discord: FakeDiscord, command: string, reply: 'fills in' | 'at once'): Subject {
  const path = reply === 'fills in' ? 'PATCH :PORT/api/v10/webhooks/' : 'POST :PORT/api/v10/interactions/';
  const isAnswer = ({ method, route }: { method: string; route: string }) =>
    method === 'PATCH' || (method === 'POST' && (route.startsWith('/webhooks') || reply === 'at once'));
  return {
    name,
    isReply: new RegExp(`^${path.replace('PORT', new URL(discord.apiUrl).port)}`, 'u'),
    async ask(question) {
      await discord.slash(command, { question });
    },
    answers() {
      const tokens = counted(discord.calls.filter(isAnswer).map(({ path: where }) => where.split('/')[3] ?? ''));
      return discord.interactions.map(({ token }) => tokens.get(token) ?? 0);
    },
    refusals: () => [
      ...discord.calls.filter(({ status }) => status >= 400).map(({ route, status }) => `${route}: ${status}`),
      ...discord.unanswered.map(({ name: asked }) => `${asked}: not answered in time`),
    ],
    // The lists are the server's own, and it has no way to clear them yet: they are read-only for tests, not for a run this long.
    clear() {
      for (const list of [discord.calls, discord.messages, discord.interactions]) (list as unknown[]).length = 0;
    },
  };
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
