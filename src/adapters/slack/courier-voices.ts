import { webApi } from '@slack/bolt';
import { z } from 'zod';

/** The app in one workspace. */
export interface Voice {
  readonly client: webApi.WebClient;
  /** The id that the messages of the app bear there. */
  readonly botId: () => Promise<string>;
}

const whoAmI = z.object({ bot_id: z.string() });

/**
 * Clients for bringing things to workspaces. Each call is made once: what became of it is for whoever asked for it to say.
 * @param tokenOf the bot's token in a workspace, renewed when it had to be. @throws {NotInstalled}
 */
export function createVoices(tokenOf: (workspace: string) => Promise<string>, clientOptions: webApi.WebClientOptions): (workspace: string) => Promise<Voice> {
  const options = { ...clientOptions, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const voices = new Map<string, { readonly token: string; readonly voice: Voice }>();
  const asking = new Map<string, Promise<string>>();

  /** Asked once for all that are waiting: a token that expires may be renewed only once. */
  async function tokenFor(workspace: string): Promise<string> {
    const asked = asking.get(workspace) ?? tokenOf(workspace).finally(() => asking.delete(workspace));
    asking.set(workspace, asked);
    return asked;
  }

  return async (workspace) => {
    const token = await tokenFor(workspace);
    const known = voices.get(workspace);
    if (known?.token === token) return known.voice;
    const client = new webApi.WebClient(token, options);
    const voice = { client, botId: remembered(async () => whoAmI.parse(await client.auth.test()).bot_id) };
    voices.set(workspace, { token, voice });
    return voice;
  };
}

/** Asks once; a question that failed is asked again. */
function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
